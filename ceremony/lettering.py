"""How a recipient's name is set on the certificate: its size, its lines, and the letters the typeface lacks. Pure.

The lines are broken here and not by the layout engine, so the same name always gives the same page.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from fontTools.ttLib import TTFont

STEPS = ((40, 1), (32, 1), (26, 2), (22, 2), (18, 2))
"""Sizes in points with the lines each may take; the first that fits is used. Two lines of 26 pt fill the place."""

HONOUR_STEPS = ((18, 1), (15, 1), (12, 2))
"""The same for title, category and level below the name."""

WIDTH_MM = 232
"""Room between the borders of the page, with a little air."""

OTHER_ALPHABETS = ("GREEK", "CYRILLIC")
"""Those whose letters the typeface has beside the Latin ones."""

POINT_MM = 25.4 / 72


@dataclass(frozen=True)
class Lettering:
    """A name set for the page."""

    size: int
    lines: tuple[str, ...]


def tidy(text: str) -> str:
    """The text composed (NFC) and with single spaces, as it is frozen and printed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def missing_letters(text: str) -> str:
    """The letters of the text that the typeface can't print, each once, in order; empty if it can print all."""
    return "".join(dict.fromkeys(letter for letter in text if letter not in _widths()))


def misleading_letters(text: str) -> str:
    """The letters that the typeface has but that would deceive whoever reads the name, each once, in order.

    Unseen ones (soft hyphen, byte order mark), those of other alphabets, which look like Latin ones, and marks that
    stand on no letter or on another mark.
    """
    found = (
        letter
        for before, letter in pairwise(f" {text}")
        if unicodedata.category(letter) == "Cf"
        or unicodedata.name(letter, "").startswith(OTHER_ALPHABETS)
        or (unicodedata.combining(letter) and not before.isalpha())
    )
    return "".join(dict.fromkeys(found))


def set_name(name: str, steps: tuple[tuple[int, int], ...] = STEPS) -> Lettering | None:
    """The largest setting in which the name fits, its lines of nearly equal width; None if none does."""
    for size, most_lines in steps:
        for lines in _ways(name, most_lines):
            if all(width_mm(line, size) <= WIDTH_MM for line in lines):
                return Lettering(size, lines)
    return None


def width_mm(text: str, size: int) -> float:
    """How wide the text is in the semibold face at that size in points, without kerning."""
    return sum(_widths().get(letter, 1.0) for letter in text) * size * POINT_MM


def _ways(name: str, most_lines: int) -> list[tuple[str, ...]]:
    """The name on one line, then on two, the most balanced break first."""
    words = name.split(" ")
    pairs = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    pairs.sort(key=lambda pair: max(width_mm(line, 1) for line in pair))
    return [(name,), *(pairs if most_lines > 1 else [])]


@lru_cache(maxsize=1)
def _widths() -> dict[str, float]:
    """Advance of every letter of the face, in em."""
    path = files("font_source_sans_pro") / "files" / "SourceSansPro-Semibold.ttf"
    with path.open("rb") as stream, TTFont(stream) as face:
        em, advances = face["head"].unitsPerEm, face["hmtx"]
        return {chr(code): advances[glyph][0] / em for code, glyph in face.getBestCmap().items()}
