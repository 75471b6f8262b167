"""QR codes as SVG and as PDF operators."""

import re

import segno
from django.utils.safestring import SafeString, mark_safe

ERROR_LEVEL = "m"  # 15 % of the code may be lost; the level is fixed so that equal text gives equal modules
VERSION, MASK = 5, 3  # fixed: choosing the best mask costs five times as much, and any mask can be read
QUIET = 4  # modules of white around it, which readers need
ROOM = 84  # bytes that version 5 holds at level M


def svg(text: str) -> SafeString:
    """An inline SVG of the text, one unit a module, with its quiet zone."""
    # The picture holds nothing of the text but black and white squares.
    return mark_safe(_made(text).svg_inline(border=QUIET, omitsize=True, svgclass="qr", lineclass=None))


def operators(text: str, size: float) -> str:
    """The same as PDF operators: a white square of that size whose upper left corner is the origin, y pointing down."""
    rows = [bytes(row) for row in _made(text).matrix_iter(border=QUIET)]
    squares = [
        f"{run.start()} {y} {run.end() - run.start()} 1 re"
        for y, row in enumerate(rows)
        for run in re.finditer(b"\x01+", row)
    ]
    return f"1 g 0 0 {size} {size} re f {size / len(rows):.6f} 0 0 {size / len(rows):.6f} 0 0 cm 0 g {' '.join(squares)} f"


def _made(text: str) -> segno.QRCode:
    short = len(text.encode()) <= ROOM
    return segno.make_qr(
        text,
        error=ERROR_LEVEL,
        boost_error=False,
        version=VERSION if short else None,
        mask=MASK if short else None,
    )
