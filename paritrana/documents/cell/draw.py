"""Draws pages: `python -m paritrana.documents.cell.draw SECONDS MEMORY WRITES PATH FOLDER FIRST LAST`.

A page of a PDF or an image becomes `<number>.webp` (and where its numbers stand `<number>.json`); a sheet of a workbook, a part of a text or a slide becomes
`<number>.json`, plain words in tables and blocks. Answers {"drawn": [numbers]}; what can't be drawn is left out. A
browser is shown these and never the original: pictures are decoded and encoded anew, so nothing hidden travels on.
"""

import importlib
import json
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageOps

from paritrana.documents.cell import images, numbers, ooxml, walls

LONG_EDGE = 2000  # pixels; an A4 page has about 170 dpi, enough to read a table's small print
MAX_SCALE = 4  # a small page is not blown up beyond 288 dpi


def draw(path: str, folder: str, first: str, last: str) -> dict[str, Any]:
    """Draws the pages first to last (from 1) into `<folder>/<number>.webp` or `.json`."""
    file, into = Path(path), Path(folder)
    with file.open("rb") as opened:
        head = opened.read(4)
    if head == b"PK\x03\x04":
        return {"drawn": list(_office(file, into, int(first), int(last)))}
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG")):
        images.save(_photo(file), into / "1.webp")
        return {"drawn": [1]}
    return {"drawn": list(_pages(file, into, int(first), int(last)))}


def _pages(file: Path, into: Path, first: int, last: int):
    with pypdfium2.PdfDocument(file) as pdf:
        pdf.init_forms()  # filled-in fields are part of what the reader must see
        for number in range(first, last + 1):
            try:
                page = pdf[number - 1]
                scale = min(MAX_SCALE, LONG_EDGE / max(1, *page.get_size()))
                images.save(page.render(scale=scale, may_draw_forms=True).to_pil(), into / f"{number}.webp")
                (into / f"{number}.json").write_text(json.dumps({"numbers": _numbers(page)}))
                page.close()
            except (pypdfium2.PdfiumError, ValueError, OSError):
                continue
            yield number


def _numbers(page: pypdfium2.PdfPage) -> list[list[Any]]:
    try:
        return numbers.on_page(page)
    except (pypdfium2.PdfiumError, ValueError, IndexError):
        return []  # the picture is what matters


def _office(file: Path, into: Path, first: int, last: int):
    reader = importlib.import_module(f"paritrana.documents.cell.{ooxml.family_of(file)}")
    for number, page in reader.pages(file, into, first, last):
        (into / f"{number}.json").write_text(json.dumps(page, ensure_ascii=False))
        yield number


def _photo(file: Path) -> Image.Image:
    image = images.open_safely(file)
    image.draft("RGB", (LONG_EDGE, LONG_EDGE))  # a JPEG is decoded no larger than needed
    image = ImageOps.exif_transpose(image)
    image.thumbnail((LONG_EDGE, LONG_EDGE))
    return image


if __name__ == "__main__":
    walls.work(draw)
