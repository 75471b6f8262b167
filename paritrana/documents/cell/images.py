"""Photos and scans: decoded completely, so that a picture which is cut off or a bomb is found out here."""

import warnings
from pathlib import Path

from PIL import Image, ImageFile, UnidentifiedImageError

from paritrana.documents.cell.walls import Refusal

MEGAPIXELS = 120
QUALITY, EFFORT = 72, 2  # effort 4 is a tenth smaller and takes twice as long
DECODERS = ("JPEG", "PNG")  # and no other of Pillow's forty
# MPO: a phone's JPEG with a second picture behind the first; the JPEG decoder finds it.
MEDIA_TYPES = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png"}


def read(file: Path) -> tuple[str, int | None]:
    """An image has one page."""
    with open_safely(file) as image:
        media_type = MEDIA_TYPES[image.format]
        try:
            image.load()
        except (OSError, SyntaxError, ValueError):
            raise Refusal("damaged") from None
    return media_type, 1


def open_safely(file: Path) -> Image.Image:
    """The image with its header read; Refusal for other kinds and for more pixels than can be drawn."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint turns it on for its own pictures, if it is near
    Image.MAX_IMAGE_PIXELS = None  # the limit below speaks in a sentence, Pillow's own in an exception
    warnings.simplefilter("ignore")
    try:
        image = Image.open(file, formats=DECODERS)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise Refusal("damaged") from None
    pixels = image.width * image.height
    if pixels > MEGAPIXELS * 1_000_000:
        raise Refusal("too_many_pixels", pixels=pixels // 1_000_000, limit=MEGAPIXELS)
    return image


def save(image: Image.Image, path: Path) -> None:
    """Encodes it as WebP on white, without a word of what the file said about itself."""
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        layer = image.convert("RGBA")
        image = Image.new("RGB", layer.size, "white")
        image.paste(layer, mask=layer.getchannel("A"))
    # Without being asked the encoder writes no metadata: neither the place of a photo nor its maker travels on.
    image.convert("RGB").save(path, "WEBP", quality=QUALITY, method=EFFORT)
