"""Rows of another table that come along with a query as JSON and are made models again: one round trip instead of two."""

from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, QuerySet
from django.db.models.functions import JSONObject

M = TypeVar("M", bound=Model)


def along(rows: QuerySet[Any]) -> ArraySubquery:
    """The rows (which refer to the outer query by OuterRef) as a list of JSON objects, whole."""
    fields = {field.attname: field.attname for field in rows.model._meta.concrete_fields}
    return ArraySubquery(rows.values_list(JSONObject(**fields), flat=True))


def made(model: type[M], row: dict[str, Any]) -> M:
    """The row as its model has it: dates and moments come as text."""
    fields = model._meta.concrete_fields
    return model.from_db(
        None, [field.attname for field in fields], [_read(field, row[field.attname]) for field in fields]
    )


def _read(field: Any, value: Any) -> Any:
    return field.to_python(value) if not field.is_relation else value
