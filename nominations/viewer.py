"""One page of a file as it is shown beside a figure: a picture with the cited numbers marked, a sheet, a text, a slide."""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise

from nominations.citing import Cells, cells_in, letters_of
from nominations.models import Evidence
from paritrana.documents.models import PageKind
from paritrana.documents.pages import preview_of, words_on
from paritrana.documents.signers import Signer, signers_of

ROWS = 100
"""Rows of a sheet shown at once."""
ZOOMS = (100, 150, 200)


@dataclass(frozen=True)
class Sheet:
    """A part of a sheet: letters of its columns, rows as (number, [(words, is it cited)]), where the other rows are.

    `head` is the first row, which names the columns, while the part begins below it.
    """

    columns: list[str]
    head: list[str]
    rows: list[tuple[int, list[tuple[str, bool]]]]
    above: int | None
    below: int | None
    cut: bool


@dataclass(frozen=True)
class Viewer:
    """The file, the page in hand (0: none can be shown), how many can be shown, and a sentence while some can't."""

    evidence: Evidence
    page: int
    shown: int
    pages: int
    sentence: "str | Promise"
    image_url: str
    download_url: str
    kind: PageKind = PageKind.PAGE
    title: str = ""
    sheet: Sheet | None = None
    blocks: list[dict[str, Any]] = field(default_factory=list)
    marks: list[tuple[int, int, int, int]] = field(default_factory=list)  # x, y, width, height in thousandths
    zoom: int = 100
    place: str = ""
    signatures: list[Signer] = field(default_factory=list)

    @property
    def previous(self) -> int | None:
        """The page before."""
        return self.page - 1 if self.page > 1 else None

    @property
    def following(self) -> int | None:
        """The page after."""
        return self.page + 1 if 0 < self.page < self.shown else None

    @property
    def is_picture(self) -> bool:
        """Is the page shown as an image?"""
        return self.kind == PageKind.PAGE

    @property
    def smaller(self) -> int | None:
        """The next smaller zoom."""
        return next((zoom for zoom in reversed(ZOOMS) if zoom < self.zoom), None)

    @property
    def larger(self) -> int | None:
        """The next larger zoom."""
        return next((zoom for zoom in ZOOMS if zoom > self.zoom), None)


def viewer_of(
    evidence: Evidence,
    page: str | int = "",
    *,
    place: str = "",
    mark: str = "",
    row: str = "",
    zoom: str = "",
) -> Viewer:
    """The viewer at that page, or the nearest there is, with the cited place marked. Addresses are those of this app.

    `place` are cells of a sheet, `mark` numbers to be marked on a picture ("886113-929199"), `row` the first row shown.
    Assessors look through a door of their own: `dataclasses.replace` the two addresses with theirs.
    """
    document = evidence.document
    preview = preview_of(document)
    number = min(max(_whole(page) or 1, 1), preview.shown)
    image = reverse("nominations:page_image", args=[evidence.public_id, number]) if number else ""
    kind = document.page_kind
    words = words_on(document, number) if number and (kind != PageKind.PAGE or mark) else {}
    cells = cells_in(place) if kind == PageKind.SHEET else None
    return Viewer(
        evidence=evidence,
        page=number,
        shown=preview.shown,
        pages=preview.pages,
        sentence=preview.sentence,
        image_url=image,
        download_url=reverse("nominations:download", args=[evidence.public_id]),
        kind=kind,
        title=str(words.get("title", "")),
        sheet=_sheet(words, cells, _whole(row)) if kind == PageKind.SHEET and number else None,
        blocks=words.get("blocks", []),
        marks=_marks(words, mark),
        zoom=_whole(zoom) if _whole(zoom) in ZOOMS else ZOOMS[0],
        place=place,
        signatures=signers_of(document),
    )


def address_of(evidence: Evidence, page: int | None, place: str, mark: str = "") -> str:
    """The address that opens the viewer of this app at a place."""
    asked = {"page": page, "place": place, "mark": mark}
    query = urlencode({name: value for name, value in asked.items() if value})
    url = reverse("nominations:evidence", args=[evidence.public_id])
    return f"{url}?{query}" if query else url


def _sheet(words: dict[str, Any], cells: Cells | None, row: int | None) -> Sheet:
    rows = words.get("rows", [])
    # The cited cell has some rows above it, so that the head of its column is often in sight.
    first = row or (max(1, cells.top - 10) if cells else 1)
    first = min(first, max(1, len(rows)))
    here = rows[first - 1 : first - 1 + ROWS]
    width = max((len(one) for one in rows), default=0)
    return Sheet(
        columns=[letters_of(column) for column in range(1, width + 1)],
        head=[*rows[0], *[""] * (width - len(rows[0]))] if first > 1 else [],
        rows=[
            (
                number,
                [
                    (one[column] if column < len(one) else "", bool(cells and cells.hold(number, column + 1)))
                    for column in range(width)
                ],
            )
            for number, one in enumerate(here, start=first)
        ],
        above=max(1, first - ROWS) if first > 1 else None,
        below=first + ROWS if first - 1 + ROWS < len(rows) else None,
        cut=bool(words.get("cut")),
    )


def _marks(words: dict[str, Any], mark: str) -> list[tuple[int, int, int, int]]:
    wanted = set(re.findall(r"\d{3,19}", mark))
    return [
        (left - 3, top - 3, right - left + 6, bottom - top + 6)
        for digits, left, top, right, bottom in words.get("numbers", [])
        if digits in wanted
    ]


def _whole(typed: str | int | None) -> int | None:
    text = str(typed or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else None
