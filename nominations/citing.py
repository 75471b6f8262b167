"""Places in files: page, sheet and cell, part with its heading, slide. How they are written, said, and checked. Pure."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from paritrana.documents.models import PageKind

CELLS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})(?::\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6}))?")


@dataclass(frozen=True)
class Cells:
    """A cell or a rectangle of cells; rows and columns count from 1."""

    top: int
    left: int
    bottom: int
    right: int

    def hold(self, row: int, column: int) -> bool:
        """Is that cell among them?"""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


def cells_in(place: str) -> Cells | None:
    """The cells a place names: "B14", "$B$14", "b14:d20"; None for other words."""
    found = CELLS.fullmatch(place.strip().upper())
    if not found:
        return None
    letters, row, to_letters, to_row = found.groups()
    column, last = column_of(letters), column_of(to_letters or letters)
    rows = sorted((int(row), int(to_row or row)))
    return Cells(rows[0], min(column, last), rows[1], max(column, last))


def column_of(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def letters_of(column: int) -> str:
    """A for 1, AA for 27."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def where(kind: PageKind, page: int | None, place: str) -> str:
    """A place in words: "p. 3", "sheet 2, B14", "part 4, Pasal 7", "slide 5"."""
    if not page:
        return place
    words = _PAGES[kind]() % {"n": page}
    return f"{words}, {place}" if place else words


_PAGES = {
    PageKind.PAGE: lambda: _("p. %(n)s"),
    PageKind.SHEET: lambda: _("sheet %(n)s"),
    PageKind.PART: lambda: _("part %(n)s"),
    PageKind.SLIDE: lambda: _("slide %(n)s"),
}


def fault_in(
    kind: PageKind, pages: int | None, page: int | None, place: str, words: dict[str, Any]
) -> "str | Promise":
    """Why a place is not in a file of that many pages, or ""; `words` are those of the cited page (pages.words_on)."""
    if pages is not None and page is not None and not 1 <= page <= pages:
        return _BEYOND[kind]() % {"pages": pages, "page": page}
    if kind != PageKind.SHEET or page is None or not place:
        return ""
    cells = cells_in(place)
    if cells is None:
        return _("“%(place)s” is no cell. Write it as in the workbook, for example B14 or B14:D20.") % {
            "place": place
        }
    rows = words.get("rows")
    if rows is None or words.get("cut"):
        return ""
    last = letters_of(max((len(row) for row in rows), default=0))
    if cells.bottom > len(rows) or cells.right > column_of(last):
        return _("Sheet %(page)s ends at %(last)s, so there is no %(place)s.") % {
            "page": page,
            "last": f"{last}{len(rows)}" if rows else _("its first row"),
            "place": place,
        }
    return ""


_BEYOND = {
    PageKind.PAGE: lambda: _("The file has %(pages)s pages, so there is no page %(page)s."),
    PageKind.SHEET: lambda: _("The workbook has %(pages)s sheets, so there is no sheet %(page)s."),
    PageKind.PART: lambda: _("The text has %(pages)s parts, so there is no part %(page)s."),
    PageKind.SLIDE: lambda: _("The presentation has %(pages)s slides, so there is no slide %(page)s."),
}
