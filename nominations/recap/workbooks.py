"""Rows of a workbook with the same memory for a long table as for a short one.

openpyxl reads the parts (styles, dates, cells). Two things of its own way would grow with the table and are done here:
the shared strings, of which a recap has as many as rows, lie in a temporary file; and a row leaves the tree once read.
"""

import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet._reader import MERGE_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from nominations.recap.cells import Formula, Row, Unreadable
from nominations.recap.faults import Fault, fault

STRING_TAG = f"{{{SHEET_MAIN_NS}}}si"
LONGEST_TITLE = 31
LAST_ROW = 1_048_576
BROKEN = (ArithmeticError, AttributeError, LookupError, SyntaxError, TypeError, ValueError, EOFError)


def rows_of(path: Path) -> Iterator[Row | Fault]:
    """All rows of all sheets that are not empty, headers included, and what is wrong with a sheet as a whole.

    Raises Unreadable for a file that no spreadsheet wrote.
    """
    title = ""
    with path.open(
        "rb"
    ) as file:  # as a stream: a file of the archive has no ending, and openpyxl asks for one
        try:
            reader = _opened(file)
            for sheet in reader.wb.worksheets:
                title = sheet.title[:LONGEST_TITLE]
                yield from _of_sheet(reader, sheet, title)
        except (*BROKEN, zipfile.BadZipFile, zlib.error):
            raise Unreadable(fault("broken_workbook", sheet=title)) from None


def _opened(file: IO[bytes]) -> ExcelReader:
    reader = _Reader(file, read_only=True, keep_links=False)
    try:
        reader.read()
    except OSError:  # a text or a presentation, which are archives too
        raise Unreadable(fault("no_table")) from None
    return reader


def _of_sheet(reader: ExcelReader, sheet: Any, title: str) -> Iterator[Row | Fault]:
    shown, told = sheet.sheet_state == "visible", False
    for number, cells, hidden in _rows(reader, sheet):
        if isinstance(cells, str):
            yield fault("merged", sheet=title, row=number, column=cells, value=cells)
        elif not shown:
            yield fault("hidden_sheet", sheet=title)
            return
        else:
            if hidden and not told:
                told = True
                yield fault("hidden_rows", sheet=title, row=number)
            yield Row(title, number, cells)


def _rows(reader: ExcelReader, sheet: Any) -> Iterator[tuple[int, list[Any] | str, bool]]:
    """(row, cells or the range that is merged, whether hidden), each forgotten before the next is read."""
    book = reader.wb
    with reader.archive.open(sheet._worksheet_path) as source:
        parser = WorkSheetParser(
            source,
            reader.shared_strings,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for parent, element in _third_storey(source):
            if element.tag == ROW_TAG:
                number, found = parser.parse_row(element)
                parser.row_dimensions.clear()
                if number > LAST_ROW:
                    raise ValueError(number)
                if cells := _values(found):
                    yield number, cells, element.get("hidden") in {"1", "true"}
            elif parent.tag == MERGE_TAG:
                reference = element.get("ref", "")[:20]
                first = "".join(filter(str.isdigit, reference.partition(":")[0]))
                yield int(first or 0), reference, False


def _values(cells: list[dict[str, Any]]) -> list[Any]:
    """The values up to the last that is not empty, each at its column."""
    values: list[Any] = []
    for cell in cells:
        value = Formula(cell["value"]) if cell["data_type"] == "f" else cell["value"]
        if value is not None and (not isinstance(value, str) or value.strip()):
            values.extend([None] * (cell["column"] - len(values)))
            values[cell["column"] - 1] = value
    return values


def _third_storey(source: IO[bytes]) -> Iterator[tuple[Any, Any]]:
    """(parent, element) of what stands two levels below the root: rows, merged ranges, strings' grandchildren."""
    above: list[Any] = []
    for event, element in iterparse(source, events=("start", "end")):
        if event == "start":
            above.append(element)
            continue
        above.pop()
        if len(above) == 2:
            yield above[1], element
            above[1].clear()


class _Reader(ExcelReader):
    """openpyxl's reader of a workbook, with the shared strings in a file."""

    def read_strings(self) -> None:
        """Called by `read`."""
        self.shared_strings = _Strings()
        if part := self.package.find(SHARED_STRINGS):
            with self.archive.open(part.PartName[1:]) as source:
                self.shared_strings.fill(source)


class _Strings:
    """The shared strings by their number, in a temporary file that goes away with the connection."""

    def __init__(self) -> None:
        self._book = sqlite3.connect("")
        self._book.execute("PRAGMA cache_size = -500")  # kilobytes in memory; the rest lies in the file
        self._book.execute("CREATE TABLE strings (number INTEGER PRIMARY KEY, text TEXT)")
        self._known = lru_cache(maxsize=500)(self._read)  # segments and months come again and again

    def fill(self, source: IO[bytes]) -> None:
        """Takes in all strings of a shared strings part."""
        self._book.executemany("INSERT INTO strings VALUES (?, ?)", enumerate(_texts(source)))

    def __getitem__(self, number: int) -> str:
        return self._known(number)

    def _read(self, number: int) -> str:
        found = self._book.execute("SELECT text FROM strings WHERE number = ?", (number,)).fetchone()
        if found is None:
            raise IndexError(number)
        return str(found[0])


def _texts(source: IO[bytes]) -> Iterator[str]:
    root = None
    for event, element in iterparse(source, events=("start", "end")):
        if root is None:
            root = element
        elif event == "end" and element.tag == STRING_TAG:
            yield Text.from_tree(element).content
            root.clear()
