"""Draws pages as WebP: `python -m paritrana.documents.cell.draw SECONDS MEMORY WRITES PATH FOLDER FIRST LAST`.

Answers {"drawn": [numbers]}; a page that can't be drawn is left out. What a browser is shown is always such a
picture, never the original: images are decoded and encoded anew, so nothing hidden in them travels on.
"""

from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageOps

from paritrana.documents.cell import images, walls

LONG_EDGE = 2000  # pixels; an A4 page has about 170 dpi, enough to read a table's small print
MAX_SCALE = 4  # a small page is not blown up beyond 288 dpi
QUALITY, EFFORT = 72, 2  # effort 4 is a tenth smaller and takes twice as long


def draw(path: str, folder: str, first: str, last: str) -> dict[str, Any]:
    """Draws the pages first to last (from 1) into `<folder>/<number>.webp`."""
    file, into = Path(path), Path(folder)
    with file.open("rb") as opened:
        is_pdf = not opened.read(4).startswith((b"\xff\xd8\xff", b"\x89PNG"))
    if not is_pdf:
        _save(_photo(file), into / "1.webp")
        return {"drawn": [1]}
    return {"drawn": list(_pages(file, into, int(first), int(last)))}


def _pages(file: Path, into: Path, first: int, last: int):
    with pypdfium2.PdfDocument(file) as pdf:
        pdf.init_forms()  # filled-in fields are part of what the reader must see
        for number in range(first, last + 1):
            try:
                page = pdf[number - 1]
                scale = min(MAX_SCALE, LONG_EDGE / max(1, *page.get_size()))
                _save(page.render(scale=scale, may_draw_forms=True).to_pil(), into / f"{number}.webp")
                page.close()
            except (pypdfium2.PdfiumError, ValueError, OSError):
                continue
            yield number


def _photo(file: Path) -> Image.Image:
    image = images.open_safely(file)
    image.draft("RGB", (LONG_EDGE, LONG_EDGE))  # a JPEG is decoded no larger than needed
    image = ImageOps.exif_transpose(image)
    image.thumbnail((LONG_EDGE, LONG_EDGE))
    return image


def _save(image: Image.Image, path: Path) -> None:
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        layer = image.convert("RGBA")
        image = Image.new("RGB", layer.size, "white")
        image.paste(layer, mask=layer.getchannel("A"))
    # Without being asked the encoder writes no metadata: neither the place of a photo nor its maker travels on.
    image.convert("RGB").save(path, "WEBP", quality=QUALITY, method=EFFORT)


if __name__ == "__main__":
    walls.work(draw)
