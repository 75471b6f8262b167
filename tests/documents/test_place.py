"""Where a photo says it was taken, however a camera spells it."""

import struct
from io import BytesIO

import pytest
from PIL import Image

from paritrana.documents.cell.place import place
from tests.factories.photos import LATITUDE, jpeg


def test_the_place_is_read_in_decimal_degrees(tmp_path):
    (tmp_path / "foto.jpg").write_bytes(jpeg())
    assert place(str(tmp_path / "foto.jpg")) == {"place": ["-6.90300", "107.61000"]}


@pytest.mark.parametrize("longitude", [107.6, (107.0, 36.0), (1070.0, 0.0, 0.0)])
def test_what_makes_no_sense_is_no_place_and_no_fault(longitude, tmp_path):
    made, exif = BytesIO(), Image.Exif()
    exif.get_ifd(0x8825).update({1: "S", 2: LATITUDE, 3: "E", 4: longitude})
    Image.new("RGB", (20, 20)).save(made, "JPEG", exif=exif)
    (tmp_path / "foto.jpg").write_bytes(made.getvalue())
    assert place(str(tmp_path / "foto.jpg")) == {"place": None}


@pytest.mark.parametrize("kind", [2, 11])  # text; decimal numbers
def test_a_camera_that_writes_no_fractions_is_no_fault(kind, tmp_path):
    for order in "<>":
        fractions = struct.pack(f"{order}HHL", 4, 5, 3)
        if (photo := jpeg()).count(fractions) == 1:
            written = photo.replace(fractions, struct.pack(f"{order}HHL", 4, kind, 3))
    (tmp_path / "foto.jpg").write_bytes(written)
    assert place(str(tmp_path / "foto.jpg")) == {"place": None}
