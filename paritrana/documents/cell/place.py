"""Where was this photo taken? `python -m paritrana.documents.cell.place SECONDS MEMORY WRITES PATH`.

Answers {"place": ["-6.90300", "107.61870"]} in decimal degrees, or {"place": null} where the camera does not say.
"""

from fractions import Fraction
from pathlib import Path
from typing import Any

from paritrana.documents.cell import images, walls

GPS = 0x8825
SOUTH_OR_NORTH, LATITUDE, EAST_OR_WEST, LONGITUDE = 1, 2, 3, 4


def place(path: str) -> dict[str, Any]:
    """The place in the photo's own words (EXIF), where they make sense."""
    with images.open_safely(Path(path)) as image:
        try:
            said = image.getexif().get_ifd(GPS)
            latitude = _degrees(said[LATITUDE], said.get(SOUTH_OR_NORTH), 90)
            longitude = _degrees(said[LONGITUDE], said.get(EAST_OR_WEST), 180)
        except (
            AttributeError,  # a text or a plain number where fractions should stand
            KeyError,
            ValueError,
            TypeError,
            ZeroDivisionError,
            OSError,
            SyntaxError,
        ):
            return {"place": None}
    return {"place": [latitude, longitude]}


def _degrees(parts: Any, side: Any, most: int) -> str:
    degrees, minutes, seconds = (Fraction(part.numerator, part.denominator) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    if not 0 <= value <= most:
        raise ValueError("no place on earth")
    if side in ("S", "W", b"S", b"W"):
        value = -value
    return f"{float(value):.5f}"


if __name__ == "__main__":
    walls.work(place)
