"""Files as people (and others) bring them, made by program: honest ones of every accepted kind, and hostile ones."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta

import docx
import openpyxl
import pikepdf
import pptx
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from django.core.files.base import ContentFile
from docx.shared import Cm
from openpyxl.chart import BarChart, Reference
from PIL import Image, ImageDraw
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers as signing

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def upload(content: bytes, name: str = "berkas.pdf") -> ContentFile:
    """The bytes as an uploaded file."""
    return ContentFile(content, name=name)


# ---- PDF --------------------------------------------------------------------------------------------------------
def pdf(pages: int = 1, change: Callable[[pikepdf.Pdf], None] | None = None, **save: object) -> bytes:
    """A PDF with that many pages, each with its number, after `change` has worked on it."""
    book = pikepdf.new()
    font = book.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    for number in range(1, pages + 1):
        book.add_blank_page(page_size=(595, 842))
        page = book.pages[-1]
        page.Contents = book.make_stream(f"BT /F1 200 Tf 100 400 Td ({number}) Tj ET".encode())
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    if change:
        change(book)
    target = io.BytesIO()
    book.save(target, **save)
    return target.getvalue()


def locked_pdf(user: str = "", owner: str = "rahasia") -> bytes:
    """With a user password it opens for nobody else; with an owner password only it merely forbids changes."""
    return pdf(2, encryption=pikepdf.Encryption(user=user, owner=owner))


def acting_pdf(**action: object) -> bytes:
    """A PDF that does something when it is opened."""

    def change(book: pikepdf.Pdf) -> None:
        book.Root.OpenAction = pikepdf.Dictionary(Type=pikepdf.Name.Action, **action)

    return pdf(1, change)


def carrying_pdf() -> bytes:
    """A PDF with a file attached."""

    def change(book: pikepdf.Pdf) -> None:
        book.attachments["muatan.exe"] = b"MZ" + bytes(100)

    return pdf(1, change)


def with_annotation(**annotation: object) -> bytes:
    """A PDF whose page has that annotation."""

    def change(book: pikepdf.Pdf) -> None:
        place = pikepdf.Array([0, 0, 100, 100])
        entry = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Rect=place, **annotation)
        book.pages[0].Annots = pikepdf.Array([entry])

    return pdf(1, change)


def pdf_from(build: Callable[[pikepdf.Pdf], pikepdf.Object]) -> bytes:
    """A PDF whose catalogue has an entry /AcroForm made by `build`."""

    def change(book: pikepdf.Pdf) -> None:
        book.Root.AcroForm = build(book)

    return pdf(1, change)


def action(kind: str, **more: object) -> pikepdf.Dictionary:
    """An action dictionary such as action("/JavaScript", JS="…")."""
    return pikepdf.Dictionary(S=pikepdf.Name(kind), **more)


def signed_pdf(signer: str) -> bytes:
    """A PDF with an electronic signature by somebody of that name, whose certificate nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, signer)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=9))
        .add_extension(x509.KeyUsage(True, True, *[False] * 7), critical=True)
        .sign(key, hashes.SHA256())
    )
    chest = pkcs12.serialize_key_and_certificates(b"", key, certificate, None, NoEncryption())
    own = signing.SimpleSigner.load_pkcs12_data(chest, other_certs=[])
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf()))
    target = signing.sign_pdf(writer, signing.PdfSignatureMetadata(field_name="Sah"), signer=own)
    return target.getvalue()


# ---- images -----------------------------------------------------------------------------------------------------
def image(kind: str = "JPEG", size: tuple[int, int] = (400, 300), mode: str = "RGB", **save: object) -> bytes:
    """A picture with a cross."""
    picture = Image.new(mode, size, "white" if mode not in {"1", "L", "I;16"} else 255)
    if mode in {"RGB", "L", "1", "RGBA", "CMYK"}:
        ImageDraw.Draw(picture).line([(0, 0), size], fill=0 if mode in {"L", "1"} else "black", width=3)
    target = io.BytesIO()
    picture.save(target, kind, **save)
    return target.getvalue()


def photo_with_place(place: str = "RAHASIA-LOKASI") -> bytes:
    """A photo whose metadata tell where it was taken, turned by a quarter as phones do."""
    picture = Image.new("RGB", (400, 200), "red")
    exif = picture.getexif()
    exif[0x0112] = 6
    exif[0x010E] = place
    target = io.BytesIO()
    picture.save(target, "JPEG", exif=exif)
    return target.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    """A small PNG that claims to be large: a decompression bomb."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1_000_000))) + chunk(b"IEND", b"")


# ---- workbooks, texts, slides -----------------------------------------------------------------------------------
def _saved(document: object) -> bytes:
    target = io.BytesIO()
    document.save(target)  # type: ignore[attr-defined]
    return target.getvalue()


def workbook(rows: int = 3, *, formula: bool = False, chart: bool = False) -> bytes:
    """An XLSX of openpyxl."""
    book = openpyxl.Workbook()
    sheet = book.active
    for number in range(1, rows + 1):
        sheet.append([f"Kota {number}", number, date(2020, 1, 1)])
    if formula:
        sheet["D1"] = "=SUM(B1:B3)"
    if chart:
        bars = BarChart()
        bars.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3))
        sheet.add_chart(bars, "F2")
    return _saved(book)


def large_workbook(rows: int = 120_000) -> bytes:
    """Many equal rows, as a register of workers has: it packs very well and is honest."""
    cells = '<c t="inlineStr"><is><t>Kota Bekasi</t></is></c><c><v>12345</v></c><c><v>0.5</v></c>'
    lines = "".join(f'<row r="{number}">{cells}</row>' for number in range(4, rows + 4))
    end = b"</sheetData>"
    return repacked(workbook(), replace={"xl/worksheets/sheet1.xml": (end, lines.encode() + end)})


def text(*, picture: bool = False, table: bool = False, link: bool = False) -> bytes:
    """A DOCX of python-docx."""
    document = docx.Document()
    document.add_heading("Peraturan Daerah", 1)
    document.add_paragraph("Pasal 1")
    if table:
        document.add_table(3, 3)
    if picture:
        document.add_picture(io.BytesIO(image()), width=Cm(5))
    if link:
        document.part.relate_to("https://jdih.example.test/perda", f"{MAIN}/hyperlink", is_external=True)
    return _saved(document)


def slides(*, chart: bool = False, picture: bool = False) -> bytes:
    """A PPTX of python-pptx; a chart carries a workbook inside."""
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[5])
    if chart:
        data = CategoryChartData()
        data.categories = ["PU", "BPU"]
        data.add_series("Cakupan", (40, 60))
        box = (Inches(1), Inches(1), Inches(5), Inches(4))
        slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *box, data)
    if picture:
        slide.shapes.add_picture(io.BytesIO(image("PNG")), Inches(1), Inches(1))
    return _saved(show)


def repacked(
    package: bytes,
    *,
    add: dict[str, bytes] | None = None,
    replace: dict[str, tuple[bytes, bytes]] | None = None,
    drop: Iterable[str] = (),
    compression: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """The Office file with parts added, dropped, or with bytes in a part replaced."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(target, "w", compression) as new:
        for entry in old.infolist():
            if entry.filename in drop:
                continue
            content = old.read(entry)
            if replace and entry.filename in replace:
                before, after = replace[entry.filename]
                assert before in content, f"{before!r} is not in {entry.filename}"
                content = content.replace(before, after)
            new.writestr(entry.filename, content)
        for name, content in (add or {}).items():
            new.writestr(name, content)
    return target.getvalue()


def related(package: bytes, part: str, kind: str, target: str, *, mode: str = "External") -> bytes:
    """The Office file with one more relationship in that .rels part."""
    entry = f'<Relationship Id="rIdX" Type="{MAIN}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    return repacked(package, replace={part: (b"</Relationships>", entry.encode())})


def with_macros(package: bytes, ending: str) -> bytes:
    """The Office file with a VBA project, its type left as it was (a renamed .docm)."""
    folder = {"docx": "word", "xlsx": "xl", "pptx": "ppt"}[ending]
    return repacked(package, add={f"{folder}/vbaProject.bin": OLE + bytes(500)})


def zip_of(files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A plain ZIP."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def encrypted_entries(package: bytes) -> bytes:
    """The ZIP with the flag "encrypted" set on every entry."""
    content = bytearray(package)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


def bomb(megabytes: int = 40) -> bytes:
    """An XLSX of some kilobytes that unpacks to that many megabytes of nothing."""
    return repacked(workbook(), add={"xl/worksheets/sheet9.xml": bytes(megabytes * 1024**2)})


def liar(size: int) -> bytes:
    """An XLSX whose directory says that its first part unpacks to that many bytes."""
    content = bytearray(workbook())
    entry = content.find(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = struct.pack("<I", size)
    return bytes(content)


def ole(*streams: str) -> bytes:
    """A container of old Office with those names in its directory."""
    return OLE + bytes(504) + b"".join(name.encode("utf-16-le") + bytes(64) for name in streams)
