"""Certificates as somebody would forge them."""

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pypdfium2
import zxingcpp
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from ceremony import reports
from paritrana.documents.press import example_key
from paritrana.documents.press.signature import _file_key

SCALE = 4  # pixels a point


def with_other_byte(content: bytes, at: int) -> bytes:
    """The file with one bit of the byte at that place turned."""
    forged = bytearray(content)
    forged[at] ^= 1
    return bytes(forged)


def signed_by_another(sheet: bytes, folder, begin: datetime | None = None, **holds) -> bytes:
    """The sheet signed with a new key that looks like ours."""
    return another_key(folder, begin, **holds).sign(sheet, at=datetime.now(UTC), reason="Pengesahan piagam")


def another_key(folder, begin: datetime | None = None, **holds):
    """A new key like the example's, in that folder."""
    folder.mkdir(exist_ok=True)
    key, chain = folder / "key.pem", folder / "chain.pem"
    private, certificates = example_key.make(begin or datetime(2026, 1, 1, tzinfo=UTC), **holds)
    key.write_bytes(private)
    chain.write_bytes(certificates)
    return _file_key(str(key), str(chain), 0, key.stat().st_mtime_ns)


def with_an_update(content: bytes) -> bytes:
    """The file with a further revision that lays a white field over the page; the signed part stays untouched."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    stream = generic.StreamObject(stream_data=b"q 1 g 300 200 240 60 re f Q")
    writer.add_stream_to_page(0, writer.add_object(stream))
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def with_qr_of(content: bytes, other: bytes) -> bytes:
    """The file with the QR code of the other one pasted over its own."""
    (left, top, right, bottom), _page = _code_on(content)
    picture = _code_on(other)[1].crop(_code_on(other)[0])
    with pikepdf.open(BytesIO(content)) as document:
        page = document.pages[0]
        image = document.make_stream(
            picture.tobytes(),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=picture.width,
            Height=picture.height,
            ColorSpace=pikepdf.Name.DeviceGray,
            BitsPerComponent=8,
        )
        name = page.add_resource(image, pikepdf.Name.XObject)
        height = float(page.mediabox[3])
        place = [(right - left) / SCALE, (bottom - top) / SCALE, left / SCALE, height - bottom / SCALE]
        # in the page's own units, whatever the words before have set
        page.contents_add(b"q", prepend=True)
        page.contents_add("Q q {:.2f} 0 0 {:.2f} {:.2f} {:.2f} cm {} Do Q".format(*place, name).encode())
        made = BytesIO()
        document.save(made)
        return made.getvalue()


def _code_on(content: bytes):
    """The box of the page's QR code with its quiet zone, in pixels, and the page as a picture."""
    page = pypdfium2.PdfDocument(content)[0].render(scale=SCALE).to_pil().convert("L")
    corners = zxingcpp.read_barcodes(page)[0].position
    points = (corners.top_left, corners.top_right, corners.bottom_left, corners.bottom_right)
    across, down = [point.x for point in points], [point.y for point in points]
    return (min(across) - 8, min(down) - 8, max(across) + 8, max(down) + 8), page


def scanned(content: bytes) -> bytes:
    """The page as a picture in a new PDF: what a scanner makes of the paper."""
    made = BytesIO()
    pypdfium2.PdfDocument(content)[0].render(scale=2).to_pil().convert("RGB").save(made, "PDF")
    return made.getvalue()


def unsigned(certificate) -> bytes:
    """The sheet of a certificate before its signature."""
    return reports.paper(certificate.facts)
