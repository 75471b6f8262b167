"""Worlds that are dear to build: the first call builds one through the real actions and records its rows, later
calls of the process put the same rows back.

A closed panel takes a thousand statements through the same actions as in a browser; its rows go back in thirty.
Nothing is left out or made up: what is put back is what the actions wrote. It is put back only where a test's
transaction will roll it back again; tests with real transactions build for real.
"""

import io
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, transaction

from paritrana.accounts.models import User
from paritrana.lib import clock
from paritrana.regions.models import Region


@dataclass(frozen=True)
class Recording:
    """What a call returned, and the rows it added by table, as COPY spells them."""

    answer: Any
    rows: list[tuple[str, str]]


_recordings: dict[tuple[Any, ...], Recording] = {}


def recorded(build: Callable[..., Any]) -> Callable[..., Any]:
    """Makes a factory record its rows. Its arguments must be plain values, else it builds for real."""

    @wraps(build)
    def world(*args: Any, **kwargs: Any) -> Any:
        key = (build.__name__, args, tuple(sorted(kwargs.items())), _map())
        plain = all(_is_plain(value) for value in (*args, *kwargs.values()))
        if not plain or not connection.in_atomic_block or clock.chosen():
            return build(*args, **kwargs)
        if found := _recordings.get(key):
            try:
                with transaction.atomic():
                    _put_back(found.rows)
                return deepcopy(found.answer)
            except IntegrityError:  # the same world twice in one test
                return build(*args, **kwargs)
        if User.objects.exists():  # rows would point at some that a later test does not have
            return build(*args, **kwargs)
        before = {table: _keys(table, pk) for table, pk, _ in _tables()}
        answer = build(*args, **kwargs)
        rows = [
            (f"{table} ({columns})", text)
            for table, pk, columns in _tables()
            if (new := _keys(table, pk) - before[table]) and (text := _copy(table, pk, columns, new))
        ]
        _recordings[key] = Recording(deepcopy(answer), rows)
        return answer

    return world


def _is_plain(value: Any) -> bool:
    return all(map(_is_plain, value)) if isinstance(value, tuple) else isinstance(value, str | int | None)


def _map() -> int:
    """Rows point at regions: a recording holds as long as the map is the one it was made with."""
    return Region.objects.order_by("pk").values_list("pk", flat=True).first() or 0


def _tables() -> list[tuple[str, str, str]]:
    """Every table with its key and its columns (without those the database computes)."""
    return [
        (
            f'"{model._meta.db_table}"',
            f'"{model._meta.pk.column}"',
            ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields if not field.generated),
        )
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]


def _keys(table: str, pk: str) -> set[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {pk} FROM {table}")
        return {key for (key,) in cursor.fetchall()}


def _copy(table: str, pk: str, columns: str, keys: set[Any]) -> str:
    text = io.StringIO()
    with connection.cursor() as cursor:
        chosen = cursor.mogrify(
            f"SELECT {columns} FROM {table} WHERE {pk} IN %s ORDER BY {pk}", [tuple(keys)]
        )
        cursor.copy_expert(f"COPY ({chosen.decode()}) TO STDOUT", text)
    return text.getvalue()


def _put_back(rows: list[tuple[str, str]]) -> None:
    with connection.wrap_database_errors, connection.cursor() as cursor:
        for target, text in rows:
            cursor.copy_expert(f"COPY {target} FROM STDIN", io.StringIO(text))
