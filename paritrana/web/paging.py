"""Keyset paging: the next page begins after the last row shown, so page 1,000 costs what page 1 costs."""

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db.models import BooleanField, F, Func, QuerySet, Value
from django.db.models.lookups import GreaterThan, LessThan

PAGE_SIZE = 50


@dataclass(frozen=True)
class Page:
    """Rows of one page and the cursor of the next one ("" on the last)."""

    rows: list[Any]
    next_cursor: str


class _Row(Func):
    """Columns compared as one: ROW(a, b)."""

    function = "ROW"
    output_field = BooleanField()  # of the comparison; a row has no type of its own in Django


def page_of(queryset: QuerySet, cursor: str, *, order: str, size: int = PAGE_SIZE) -> Page:
    """One page of the queryset by `order` (a field, `-` for descending; must not be null), ties by id.

    A cursor that was tampered with begins at the first page again.
    """
    descending, field = order.startswith("-"), order.lstrip("-")
    rows = queryset.order_by(order, "-id" if descending else "id")
    if after := _read(cursor):
        # (field, id) < (value, last id) is one step into an index; the same spelt with OR reads all rows before it.
        beyond = LessThan if descending else GreaterThan
        rows = rows.filter(beyond(_Row(F(field), F("id")), _Row(Value(after[0]), Value(after[1]))))
    found = list(rows[: size + 1])
    following = (
        signing.dumps([_plain(getattr(found[size - 1], field)), found[size - 1].pk])
        if len(found) > size
        else ""
    )
    return Page(found[:size], following)


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _read(cursor: str) -> list[Any] | None:
    try:
        return signing.loads(cursor) if cursor else None
    except signing.BadSignature:
        return None
