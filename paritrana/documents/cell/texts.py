"""DOCX: headings, paragraphs and tables. A heading of the first two levels begins a new part, so that it can be cited."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph

BEGINS = {"Title", "Heading 1", "Heading 2"}
MOST_BLOCKS, MOST_PARTS = 20_000, 500
LONGEST = 5000  # characters of one paragraph
MOST_ROWS, MOST_COLUMNS = 300, 20  # of one table


def count(file: Path) -> int:
    """How many parts the text has; at least one."""
    return sum(1 for _part in _parts(file))


def pages(file: Path, into: Path, first: int, last: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """(number, page) of the parts first to last, counted from 1: {"title", "blocks"}."""
    yield from islice(enumerate(_parts(file), start=1), first - 1, last)


def _parts(file: Path) -> Iterator[dict[str, Any]]:
    part: dict[str, Any] = {"title": "", "blocks": []}
    begun = 1
    for block in islice(docx.Document(str(file)).iter_inner_content(), MOST_BLOCKS):
        if isinstance(block, Table):
            part["blocks"].append({"rows": _rows(block)})
            continue
        text, level = block.text.strip()[:LONGEST], _level(block)
        if not text:
            continue
        if _style(block) in BEGINS and begun < MOST_PARTS:
            if part["blocks"]:
                yield part
                begun += 1
                part = {"title": "", "blocks": []}
            part["title"] = part["title"] or text
        part["blocks"].append({"heading": level, "text": text} if level else {"text": text})
    yield part


def _style(paragraph: Paragraph) -> str:
    return (paragraph.style.name if paragraph.style is not None else "") or ""


def _level(paragraph: Paragraph) -> int:
    """1 to 4 for a heading, 0 for text."""
    name = _style(paragraph)
    if name == "Title":
        return 1
    kind, _space, level = name.partition(" ")
    return min(4, int(level)) if kind == "Heading" and level.isdecimal() else 0


def _rows(table: Table) -> list[list[str]]:
    return [
        [cell.text.strip()[:LONGEST] for cell in row.cells[:MOST_COLUMNS]] for row in table.rows[:MOST_ROWS]
    ]
