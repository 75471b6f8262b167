"""PPTX: each slide as its texts, tables and pictures; the pictures decoded and encoded anew."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pptx
from pptx.enum.shapes import MSO_SHAPE_TYPE

from paritrana.documents.cell import images
from paritrana.documents.cell.walls import Refusal

MOST_PICTURES = 6  # of one slide
LONG_EDGE = 1200  # pixels
LONGEST = 2000


def pages(file: Path, into: Path, first: int, last: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """(number, page) of the slides first to last, counted from 1: {"title", "blocks"}; pictures are written to `into`."""
    for number, slide in enumerate(pptx.Presentation(str(file)).slides, start=1):
        if not first <= number <= last:
            continue
        title = slide.shapes.title.text_frame.text.strip() if slide.shapes.title is not None else ""
        blocks: list[dict[str, Any]] = [{"heading": 1, "text": title[:LONGEST]}] if title else []
        pictures = 0
        for shape in _shapes(slide.shapes):
            if shape == slide.shapes.title:
                continue
            if shape.shape_type == MSO_SHAPE_TYPE.PICTURE:
                if pictures < MOST_PICTURES and _picture(shape, into / f"{number}-{pictures + 1}.webp"):
                    pictures += 1
                    blocks.append({"picture": pictures, "text": shape.name})
            else:
                blocks += _words(shape)
        yield number, {"title": title, "blocks": blocks}


def _shapes(shapes: Any) -> Iterator[Any]:
    """All shapes, those in groups too, in the order of reading: from the top, then from the left."""
    for shape in sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0)):
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from _shapes(shape.shapes)
        else:
            yield shape


def _words(shape: Any) -> Iterator[dict[str, Any]]:
    if getattr(shape, "has_table", False) and shape.has_table:
        yield {"rows": [[cell.text.strip()[:LONGEST] for cell in row.cells] for row in shape.table.rows]}
    elif getattr(shape, "has_text_frame", False) and shape.has_text_frame:
        for paragraph in shape.text_frame.paragraphs:
            if text := paragraph.text.strip():
                yield {"text": text[:LONGEST]}


def _picture(shape: Any, path: Path) -> bool:
    """Draws it anew; a kind that is not decoded here (a metafile) is left out."""
    try:
        content = shape.image.blob
        holder = path.with_suffix(".part")
        holder.write_bytes(content)
        image = images.open_safely(holder)
        image.thumbnail((LONG_EDGE, LONG_EDGE))
        images.save(image, path)
    except (Refusal, OSError, ValueError, KeyError, AttributeError, SyntaxError):
        return False
    finally:
        path.with_suffix(".part").unlink(missing_ok=True)
    return True
