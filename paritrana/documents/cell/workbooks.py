"""XLSX: each sheet as a plain table of what its cells show, without formulas, pictures or charts."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl

MOST_ROWS, MOST_COLUMNS = 3000, 60  # of a sheet; what lies beyond is in the original
LONGEST = 500  # characters of one cell


def pages(file: Path, into: Path, first: int, last: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """(number, page) of the sheets first to last, counted from 1: {"title", "rows", "cut"}."""
    with file.open(
        "rb"
    ) as opened:  # as a stream: the archive's names have no ending, and openpyxl asks for one
        book = openpyxl.load_workbook(opened, read_only=True, data_only=True, keep_links=False)
        for number in range(first, min(last, len(book.sheetnames)) + 1):
            sheet = book[book.sheetnames[number - 1]]
            yield number, {"title": sheet.title, **_table(sheet)}


def _table(sheet: Any) -> dict[str, Any]:
    if not hasattr(sheet, "iter_rows"):  # a sheet that is a chart
        return {"rows": [], "cut": False}
    rows = [
        [_words(cell) for cell in row]
        for row in sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=False)
    ]
    more_rows = len(rows) > MOST_ROWS and any(rows.pop())
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((index + 1 for row in rows for index, words in enumerate(row) if words), default=0)
    more_columns = MOST_COLUMNS < (sheet.max_column or 0) < 16384
    return {"rows": [row[:width] for row in rows], "cut": more_rows or more_columns}


def _words(cell: Any) -> str:
    """A value as people wrote it: a share by its format, a day without its midnight, a whole number without .0."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        return str(value.date() if value.time() == datetime.time() else value)
    if isinstance(value, float):
        if "%" in (cell.number_format or ""):
            return f"{round(value * 100, 4):g}%"
        return str(int(value)) if value.is_integer() and abs(value) < 10**15 else repr(round(value, 6))
    return str(value)[:LONGEST]
