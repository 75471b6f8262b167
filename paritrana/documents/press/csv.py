"""CSV, row by row.

Indonesian Excel splits at semicolons and reads a decimal comma, English Excel the other way round, so the file follows
the language. UTF-8 with a byte order mark, since Excel takes a file without one for Windows-1252. Open data and other
programs take the English form.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import translation

from paritrana.documents.press.columns import Column, Shape
from paritrana.lib.decimals import rounded

MEDIA_TYPE = "text/csv; charset=utf-8"
MARK = "\ufeff"
SEPARATORS = {"id": (";", ","), "en": (",", ".")}  # between fields, before decimals
LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A text that begins like this would be run as a formula; the wide signs are taken for the narrow ones."""


def stream(columns: Sequence[Column], rows: Iterable[Sequence[Any]], language: str) -> Iterator[bytes]:
    """The file in pieces of one row: the heads, then the rows. None is an empty field."""
    between, point = SEPARATORS.get(language, SEPARATORS["en"])
    with translation.override(language):
        heads = [harmless(str(column.title)) for column in columns]
    yield (MARK + _line(heads, between)).encode()
    for row in rows:
        fields = [_field(column, value, point) for column, value in zip(columns, row, strict=True)]
        yield _line(fields, between).encode()


def harmless(value: str) -> str:
    """A text that no spreadsheet program takes for a formula: an apostrophe goes before it where needed."""
    value = value.replace("\x00", "")
    return f"'{value}" if value.lstrip(" ").startswith(LIVE) else value


def _field(column: Column, value: Any, point: str) -> str:
    if value is None:
        return ""
    if column.shape is Shape.TEXT:
        return harmless(str(value))
    if column.shape is Shape.COUNT:
        return str(int(value))
    if column.shape is Shape.SHARE:
        return rounded(Fraction(value) * 100, 2).replace(".", point)
    if column.shape is Shape.POINTS:
        return rounded(Fraction(value), 4).replace(".", point)
    if column.shape is Shape.DAY:
        return value.isoformat()
    return value.astimezone(ZoneInfo(column.zone)).isoformat(timespec="seconds")


def _line(fields: Sequence[str], between: str) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=between, lineterminator="\r\n").writerow(fields)
    return line.getvalue()
