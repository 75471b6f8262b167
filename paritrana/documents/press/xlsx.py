"""Workbooks by XlsxWriter, row by row to disk, so that 100,000 rows take no more memory than ten.

What people typed is always written as text: never a formula, never a link, never a number by accident.
"""

import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import xlsxwriter
from django.utils import translation

from paritrana.documents import store
from paritrana.documents.press.columns import Column, Shape

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_TEXT = 32_767  # characters a cell may hold
# Excel puts separators in the reader's own language; only the names of months need ours.
MONTHS = {"id": "[$-421]", "en": "[$-409]"}
FORMATS = {
    Shape.TEXT: "@",
    Shape.COUNT: "#,##0",
    Shape.SHARE: "0.00%",
    Shape.POINTS: "#,##0.0000",
    Shape.DAY: "d mmm yyyy",
    Shape.MOMENT: "d mmm yyyy hh:mm",
}
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML has no way to write these
HEAD = {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1, "font_name": "Source Sans Pro"}
TITLE = {"bold": True, "font_size": 14, "font_name": "Source Sans Pro"}
CELL = {"valign": "top", "font_name": "Source Sans Pro"}


class Workbook:
    """A workbook that is being written: `with Workbook(language) as book: book.sheet(...)`, then `book.path`.

    `path` is a temporary file for Product(content=...); whoever does not hand it on removes it.
    """

    def __init__(self, language: str, *, title: str = ""):
        self.language = language
        handle, name = tempfile.mkstemp(dir=store.incoming(), suffix=".xlsx")
        os.close(handle)
        self.path = Path(name)
        self._book = xlsxwriter.Workbook(
            str(self.path),
            {
                "constant_memory": True,
                "tmpdir": str(store.incoming()),
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self._book.set_properties({"title": title, "author": "Paritrana"})
        self._head, self._title = self._book.add_format(HEAD), self._book.add_format(TITLE)
        month = MONTHS.get(language, "")
        self._formats = {
            shape: self._book.add_format(
                CELL
                | {"num_format": month + code if shape in (Shape.DAY, Shape.MOMENT) else code}
                | ({"text_wrap": True} if shape is Shape.TEXT else {})
            )
            for shape, code in FORMATS.items()
        }

    def __enter__(self) -> "Workbook":
        return self

    def __exit__(self, kind: Any, *error: Any) -> None:
        self._book.close()
        if kind:
            self.path.unlink(missing_ok=True)

    def sheet(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Any]],
        *,
        notes: Sequence[str] = (),
    ) -> int:
        """Adds a sheet: notes above (the first is its title), heads, rows; returns how many rows were written.

        None is an empty cell. A share or a count that is given as something else raises ValueError or TypeError.
        """
        sheet = self._book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", name)[:31])
        for number, note in enumerate(notes):
            sheet.write_string(number, 0, text(note), self._formats[Shape.TEXT] if number else self._title)
        top = len(notes) + 1 if notes else 0
        with translation.override(self.language):
            for number, column in enumerate(columns):
                sheet.set_column(number, number, column.width)
                sheet.write_string(top, number, text(column.title), self._head)
        sheet.freeze_panes(top + 1, 0)
        sheet.repeat_rows(top)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        written = 0
        for written, row in enumerate(rows, start=1):
            for number, (column, value) in enumerate(zip(columns, row, strict=True)):
                self._write(sheet, top + written, number, column, value)
        sheet.autofilter(top, 0, top + written, max(0, len(columns) - 1))
        return written

    def _write(self, sheet: Any, row: int, number: int, column: Column, value: Any) -> None:
        shape = self._formats[column.shape]
        if value is None:
            sheet.write_blank(row, number, None, shape)
        elif column.shape is Shape.TEXT:
            sheet.write_string(row, number, text(value), shape)
        elif column.shape is Shape.MOMENT:
            local = value.astimezone(ZoneInfo(column.zone)).replace(tzinfo=None)
            sheet.write_datetime(row, number, local, shape)
        elif column.shape is Shape.DAY:
            sheet.write_datetime(row, number, value, shape)
        else:
            # A cell of Excel is a binary number whatever one does; the exact figure stands in the CSV and the pack.
            sheet.write_number(row, number, float(Fraction(value)), shape)


def text(value: Any) -> str:
    """The value as a cell's text."""
    return UNPRINTABLE.sub("\ufffd", str(value))[:MAX_TEXT]
