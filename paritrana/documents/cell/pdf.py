"""PDF: opened by its structure, every object looked at. Nothing is drawn here and no script can run."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from paritrana.documents.cell.walls import Refusal

MEDIA_TYPE = "application/pdf"
MAX_PAGES = 500
SCRIPT_ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/ImportData",
    "/SubmitForm",
    "/Rendition",
    "/RichMediaExecute",
    "/Movie",
    "/Sound",
}
SCRIPT_KEYS = {"/JS", "/JavaScript", "/XFA", "/RichMediaContent", "/3DD"}
EMBEDDED_KEYS = {"/EmbeddedFiles", "/EF", "/Collection"}
MAX_DEPTH = 200
END, END_WITHIN = (
    b"%%EOF",
    8192,
)  # a file that broke off lacks its end; repairing it would hide what is missing


def read(file: Path) -> tuple[str, int | None]:
    """A PDF that opens without a password, has 1 to 500 pages, and carries neither scripts nor files.

    A PDF which only forbids printing or copying opens without a password and is accepted.
    """
    if END not in _tail(file):
        raise Refusal("damaged")
    try:
        with pikepdf.open(file) as pdf:
            pages = len(pdf.pages)
            if not pages:
                raise Refusal("no_pages")
            if pages > MAX_PAGES:
                raise Refusal("too_many_pages", pages=pages, limit=MAX_PAGES)
            for dictionary in _dictionaries(pdf):
                _judge(dictionary)
    except pikepdf.PasswordError:
        raise Refusal("password") from None
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, TypeError, KeyError):
        raise Refusal("damaged") from None
    return MEDIA_TYPE, pages


def _tail(file: Path) -> bytes:
    with file.open("rb") as opened:
        opened.seek(max(0, file.stat().st_size - END_WITHIN))
        return opened.read()


def _judge(dictionary: Any) -> None:
    keys = set(dictionary.keys())
    if keys & SCRIPT_KEYS or str(dictionary.get("/S", "")) in SCRIPT_ACTIONS:
        raise Refusal("scripts")
    # A link to another document (/GoToR) is harmless, one into an attached file (/GoToE) needs the attachment.
    if keys & EMBEDDED_KEYS or str(dictionary.get("/Type", "")) == "/EmbeddedFile":
        raise Refusal("embedded")


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary of the file, also those inside arrays and inside one another, each once."""
    yield pdf.trailer
    for whole in pdf.objects:
        yield from _inside(whole, 0)


def _inside(thing: Any, depth: int) -> Iterator[Any]:
    if depth > MAX_DEPTH:
        raise Refusal("damaged")
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        yield thing
        for key in list(thing.keys()):
            # What has a number of its own comes up in pdf.objects; following it here would go round in circles.
            if isinstance(value := thing[key], pikepdf.Object) and not value.is_indirect:
                yield from _inside(value, depth + 1)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            if isinstance(value, pikepdf.Object) and not value.is_indirect:
                yield from _inside(value, depth + 1)
