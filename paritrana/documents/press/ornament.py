"""What is drawn on the certificate, A4 landscape: border, corners, watermark and code, laid under the words of a finished page.

Each border is drawn once for each process as PDF operators. Drawn by the layout engine on every sheet it would cost a second
a certificate; as one shared drawing it costs some milliseconds.
"""

import re
import zlib
from collections.abc import Iterator
from functools import cache, lru_cache
from io import BytesIO
from math import cos, pi, sin

import pikepdf

from paritrana.documents.press import qr
from paritrana.documents.press.guilloche import Border, band, ring, rosette, under_band

WIDTH, HEIGHT = 297, 210
EDGE = 15
"""From the edge of the sheet to the middle of the band; there the corners have their centres."""
CORNER = 16
SWING = 4.2
FRAME = 5.6
"""The two thin lines run this far on either side of the middle of the band."""
RING_CENTRE = (148.5, 101)
CODE = (136, 145.65, 25)
"""Left, top and size of the QR code; its words stand below it (certificate.css)."""

POINTS = 72 / 25.4


def engraved(sheet: bytes, border: Border, check: str) -> bytes:
    """The one-page PDF (297 × 210 mm) with engraving and the code of `check` below its words.

    Equal input gives equal bytes. All of it is compressed here, so the sheet need not be.
    """
    with pikepdf.open(BytesIO(sheet)) as document:
        page = document.pages[0]
        parts = pikepdf.Dictionary(
            {f"/{part}": _form(document, words) for part, words in drawings(border).items()}
        )
        whole = _form(document, deflated(composition()), parts)
        page.add_resource(whole, pikepdf.Name.XObject, pikepdf.Name.Engraving)
        # an artifact: a screen reader has nothing to say about it, and the code's address stands below it in words
        page.contents_add(
            f"/Artifact BMC q /Engraving Do {_code(check)} Q EMC\n".encode("ascii"), prepend=True
        )
        made = BytesIO()
        document.save(made, deterministic_id=True)
        return made.getvalue()


@cache
def composition() -> str:
    """Where the four drawings stand on the sheet, in points from its lower left corner, the lowest first."""
    far_x, far_y = WIDTH - EDGE, HEIGHT - EDGE
    return " ".join(
        [
            f"{POINTS:.6f} 0 0 {-POINTS:.6f} 0 {HEIGHT * POINTS:.4f} cm",
            _placed("Ring", *RING_CENTRE),
            _placed("Long", EDGE, EDGE),
            _placed("Short", far_x, EDGE, 1),
            _placed("Long", far_x, far_y, 2),
            _placed("Short", EDGE, far_y, 3),
            *(_placed("Corner", x, y) for x in (EDGE, far_x) for y in (EDGE, far_y)),
        ]
    )


@lru_cache(maxsize=8)
def drawings(border: Border) -> dict[str, bytes]:
    """The four drawings of a border as compressed PDF operators in millimetres, made once for each process."""
    half = CORNER / 2
    return {
        "Ring": deflated(_lines(ring(62, 7, border.long), border.ring, 0.14)),
        "Long": deflated(_side(WIDTH - 2 * EDGE, border.long, border)),
        "Short": deflated(_side(HEIGHT - 2 * EDGE, border.short, border)),
        "Corner": deflated(
            f"1 g {_colour(border.ink)} RG 0.22 w {-half} {-half} {CORNER} {CORNER} re B "
            + _lines(f"{rosette(7)} {rosette(3.2)}", border.ink, 0.1)
        ),
    }


def deflated(words: str) -> bytes:
    """Compressed once here instead of on every certificate."""
    return zlib.compress(words.encode("ascii"), 9)


def operators(path: str) -> Iterator[str]:
    """PDF operators of our own path data (M, L, C, Z with absolute figures)."""
    for letter, figures in re.findall(r"([MLCZ])([^MLCZ]*)", path):
        numbers = figures.split()
        if letter == "Z":
            yield "h"
        elif letter == "C":
            yield from (" ".join(numbers[at : at + 6]) + " c" for at in range(0, len(numbers), 6))
        else:
            yield f"{' '.join(numbers)} {letter.lower()}"


def _side(length: int, periods: int, border: Border) -> str:
    frame = f"M0 {-FRAME}L{length} {-FRAME}M0 {FRAME}L{length} {FRAME}"
    return " ".join(
        [
            _lines(under_band(length, SWING, periods), border.under, 0.12),
            _lines(band(length, SWING, periods), border.ink, 0.14),
            _lines(frame, border.ink, 0.22),
        ]
    )


def _code(check: str) -> str:
    """The code in its place, in the coordinates of the sheet."""
    left, top, size = CODE
    x, y = left * POINTS, (HEIGHT - top) * POINTS
    return f"{POINTS:.6f} 0 0 {-POINTS:.6f} {x:.4f} {y:.4f} cm {qr.operators(check, size)}"


def _lines(path: str, colour: str, width: float) -> str:
    return " ".join([f"{_colour(colour)} RG {width} w", *operators(path), "S"])


def _placed(drawing: str, x: float, y: float, quarters: int = 0) -> str:
    """The drawing moved to (x, y) and turned clockwise by quarters."""
    c, s = round(cos(quarters * pi / 2)), round(sin(quarters * pi / 2))
    return f"q {c} {s} {-s} {c} {x} {y} cm /{drawing} Do Q"


def _form(document: pikepdf.Pdf, content: bytes, parts: pikepdf.Dictionary | None = None) -> pikepdf.Object:
    resources = pikepdf.Dictionary(XObject=parts) if parts else pikepdf.Dictionary()
    return document.make_stream(
        content,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=[-900, -900, 900, 900],  # larger than the sheet: nothing is cut off
        Resources=resources,
        Filter=pikepdf.Name.FlateDecode,
    )


def _colour(code: str) -> str:
    return " ".join(f"{int(code[at : at + 2], 16) / 255:.4f}" for at in (1, 3, 5))
