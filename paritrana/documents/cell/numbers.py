"""Where the numbers of a PDF's page stand, so that a cited figure can be marked on its picture."""

import re
from typing import Any

NUMBER = re.compile(r"\d[\d.,]*\d|\d")
MOST = 3000  # numbers of a page
SHORTEST = 3  # digits; a page is full of shorter ones


def on_page(page: Any) -> list[list[Any]]:
    """[digits, left, top, right, bottom] of each number, in thousandths of the page; nothing on a turned page."""
    if page.get_rotation():
        return []
    left, bottom, right, top = page.get_bbox()
    across, down = 1000 / max(1.0, right - left), 1000 / max(1.0, top - bottom)
    words = page.get_textpage()
    found: list[list[Any]] = []
    for number in NUMBER.finditer(words.get_text_range()):
        digits = re.sub(r"\D", "", number.group())
        if len(digits) < SHORTEST or len(found) >= MOST:
            continue
        boxes = [words.get_charbox(index) for index in range(*number.span())]
        place = (
            (min(box[0] for box in boxes) - left) * across,
            (top - max(box[3] for box in boxes)) * down,
            (max(box[2] for box in boxes) - left) * across,
            (top - min(box[1] for box in boxes)) * down,
        )
        found.append([digits, *(round(side) for side in place)])
    return found
