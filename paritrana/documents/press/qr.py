"""QR codes as SVG."""

import segno
from django.utils.safestring import SafeString, mark_safe

ERROR_LEVEL = "m"  # 15 % of the code may be lost; the level is fixed so that equal text gives equal modules
VERSION, MASK = 5, 3  # fixed: choosing the best mask costs five times as much, and any mask can be read
ROOM = 84  # bytes that version 5 holds at level M


def svg(text: str) -> SafeString:
    """An inline SVG of the text, one unit a module, with the quiet zone of four modules that readers need."""
    short = len(text.encode()) <= ROOM
    code = segno.make_qr(
        text,
        error=ERROR_LEVEL,
        boost_error=False,
        version=VERSION if short else None,
        mask=MASK if short else None,
    )
    # The picture holds nothing of the text but black and white squares.
    return mark_safe(code.svg_inline(border=4, omitsize=True, svgclass="qr", lineclass=None))
