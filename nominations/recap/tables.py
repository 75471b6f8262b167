"""Rows of cells out of a CSV file or a workbook, one at a time, so that a long table takes no more memory than a short one."""

import csv
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from nominations.recap.faults import Fault, fault

MERGED = re.compile(rb'<mergeCell ref="([A-Z0-9:]{1,20})"')
SOUGHT_AT_ONCE = 1024 * 1024


@dataclass(frozen=True)
class Row:
    """One row: sheet, number (the header is 1) and cells: text, int, float, date, or None."""

    sheet: str
    number: int
    cells: list[Any]


class Unreadable(Exception):
    """The table can't be read at all; carries the fault."""

    def __init__(self, found: Fault):
        super().__init__(found["code"])
        self.fault = found


def rows_of(path: Path, name: str) -> Iterator[Row]:
    """All rows of all sheets, headers included. Raises Unreadable."""
    if zipfile.is_zipfile(path):
        yield from _of_workbook(path)
    elif name.lower().endswith(".csv"):
        yield from _of_csv(path)
    else:
        raise Unreadable(fault("no_table"))


BOM = b"\xef\xbb\xbf"


def notes_on(path: Path, name: str) -> Iterator[Fault]:
    """What was read otherwise than plain CSV UTF-8 with commas would be; none of it is wrong."""
    if zipfile.is_zipfile(path) or not name.lower().endswith(".csv"):
        return
    with path.open("rb") as file:
        first = file.readline(64 * 1024)
    if first.startswith(BOM):
        yield fault("bom", sheet="CSV", row=1)
    if first.count(b";") > first.count(b","):
        yield fault("semicolons", sheet="CSV", row=1)


def merged_cells(path: Path) -> Iterator[Fault]:
    """The merged ranges of a workbook: sought in its XML, since a workbook that is read row by row hides them."""
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if not name.startswith("xl/worksheets/sheet"):
                continue
            number = "".join(filter(str.isdigit, Path(name).stem))
            with archive.open(name) as file:
                tail = b""
                while piece := file.read(SOUGHT_AT_ONCE):
                    piece, tail = tail + piece, piece[-100:]
                    for found in set(MERGED.findall(piece)):
                        reference = found.decode()
                        row = int("".join(filter(str.isdigit, reference.split(":")[0])) or 0)
                        yield fault("merged", sheet=number, row=row, column=reference, value=reference)


def _of_workbook(path: Path) -> Iterator[Row]:
    book = openpyxl.load_workbook(path, read_only=True, data_only=False)
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what the file says about its size may be wrong
            for number, cells in enumerate(sheet.iter_rows(), start=1):
                values = [Formula(cell.value) if cell.data_type == "f" else cell.value for cell in cells]
                while values and values[-1] is None:
                    values.pop()
                if values:
                    yield Row(sheet.title, number, values)
    finally:
        book.close()


class Formula(str):
    """A cell that holds a formula."""

    __slots__ = ()


def _of_csv(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            first = file.readline()
            file.seek(0)
            mark = ";" if first.count(";") > first.count(",") else ","
            for number, cells in enumerate(csv.reader(file, delimiter=mark), start=1):
                if any(cell.strip() for cell in cells):
                    yield Row("CSV", number, [cell.strip() or None for cell in cells])
        except UnicodeDecodeError:
            raise Unreadable(fault("not_utf8", sheet="CSV", row=_first_bad_row(path))) from None


def _first_bad_row(path: Path) -> int:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return number
    return 0


def as_day(value: Any) -> date | None:
    """A cell that holds a date."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None
