"""The typeface: small WOFF2 subsets for the browser, the package's own files for paper.

Source Sans Pro (SIL Open Font License) comes from the package `font-source-sans-pro`. Its figures are tabular as
they come; the feature `zero` (a dotted zero for serials) is kept.
"""

import io
import logging
from importlib.resources import files
from pathlib import Path

from fontTools import __version__ as fonttools_version
from fontTools import subset
from fontTools.ttLib import TTFont

STYLES = {
    (300, False): "Light",
    (400, False): "Regular",
    (400, True): "It",
    (600, False): "Semibold",
    (600, True): "SemiboldIt",
    (700, False): "Bold",
}
SCREEN_WEIGHTS = (300, 400, 600)

LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x100)]
# The family has no ○ ◐ ● ✕: shapes of states are drawn (icons.py), never typed.
MARKS = [ord(mark) for mark in "–—‘’‚“”„•…′″−×÷≤≥≈→←↑↓✓▲"]
logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells of every glyph

FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "zero"]


def font_file(weight: int, italic: bool = False) -> Path:
    """The package's TrueType file of that weight."""
    return Path(str(files("font_source_sans_pro") / "files" / f"SourceSansPro-{STYLES[weight, italic]}.ttf"))


def font_files() -> dict[tuple[int, bool], Path]:
    """(weight, italic) → file, for the press."""
    return {style: font_file(*style) for style in STYLES}


def build(folder: Path) -> list[Path]:
    """Writes the browser's subsets into folder/fonts and returns those that were written anew.

    The same package and the same fontTools give the same bytes. Files whose stamp fits are left alone.
    """
    target = folder / "fonts"
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for weight in SCREEN_WEIGHTS:
        source, file = font_file(weight), target / f"source-sans-{weight}.woff2"
        stamp = folder / f".source-sans-{weight}.stamp"
        wanted = f"{source.stat().st_size} {fonttools_version} {len(LATIN)} {''.join(map(chr, MARKS))} {FEATURES}\n"
        if file.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
            continue
        file.write_bytes(_subset(source))
        stamp.write_text(wanted, encoding="utf-8")
        written.append(file)
    return written


def _subset(source: Path) -> bytes:
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = FEATURES
    options.hinting = False
    options.desubroutinize = True
    options.name_IDs = [0, 1, 2, 13, 14]  # copyright and licence stay in the file
    options.notdef_outline = True
    with TTFont(source, recalcTimestamp=False) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=LATIN + MARKS)
        subsetter.subset(font)
        font.flavor = "woff2"
        made = io.BytesIO()
        font.save(made, reorderTables=False)
        return made.getvalue()
