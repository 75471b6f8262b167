"""Rows of cells out of a CSV file or a workbook, one at a time, so that a long table takes no more memory than a short one."""

import csv
import zipfile
from collections.abc import Iterator
from pathlib import Path

from nominations.recap import workbooks
from nominations.recap.cells import Row, Unreadable
from nominations.recap.faults import Fault, fault

BOM = b"\xef\xbb\xbf"
MARKS = {",": "", ";": "semicolons", "\t": "tabs"}
"""What separates columns, and what is said of it."""
FIRST_LINE = 64 * 1024


def rows_of(path: Path, name: str) -> Iterator[Row | Fault]:
    """All rows of all sheets, headers included, and faults or notes on a sheet as a whole. Raises Unreadable."""
    if zipfile.is_zipfile(path):
        yield from workbooks.rows_of(path)
    elif name.lower().endswith(".csv"):
        yield from _of_csv(path)
    else:
        raise Unreadable(fault("no_table"))


def _of_csv(path: Path) -> Iterator[Row | Fault]:
    """Bytes that are no UTF-8 arrive as surrogates, so that the row and the column of each can be told."""
    with path.open("rb") as bare:
        if bare.read(len(BOM)) == BOM:
            yield fault("bom", sheet="CSV", row=1)
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        first = file.readline(FIRST_LINE)
        file.seek(0)
        mark = max(MARKS, key=first.count)
        if MARKS[mark]:
            yield fault(MARKS[mark], sheet="CSV", row=1)
        number = 0
        try:
            for number, cells in enumerate(csv.reader(file, delimiter=mark, strict=True), start=1):
                values = [cell.strip() or None for cell in cells]
                while values and values[-1] is None:
                    values.pop()
                if values:
                    yield Row("CSV", number, values)
        except csv.Error:
            raise Unreadable(fault("quotes", sheet="CSV", row=number + 1)) from None
