"""Pictures as a camera or a phone writes them, and photos of ceremonies."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from ceremony.models import Ceremony, Photo
from paritrana.documents import pictures
from paritrana.lib import clock
from paritrana.lib.permissions import Actor

LATITUDE = (6.0, 54.0, 10.8)


def jpeg(colour: str = "navy", kind: str = "JPEG") -> bytes:
    """A small picture that says where it was taken, and by which device."""
    image, made = Image.new("RGB", (300, 200), colour), BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Kamera Rahasia"
    exif.get_ifd(0x8825).update({1: "S", 2: LATITUDE, 3: "E", 4: (107.0, 36.0, 36.0)})
    image.save(made, kind, exif=exif)
    return made.getvalue()


def make_photo(ceremony: Ceremony) -> Photo:
    """A photo of that ceremony, with its file."""
    document = pictures.receive(
        SimpleUploadedFile("foto.jpg", jpeg()), by=Actor(user_id=ceremony.created_by_id)
    )
    return Photo.objects.create(
        ceremony=ceremony,
        document=document,
        caption="Gubernur menyerahkan piagam",
        added_at=clock.now(),
        added_by_id=ceremony.created_by_id,
    )
