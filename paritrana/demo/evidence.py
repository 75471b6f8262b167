"""Evidence for the demo: small PDFs made without any system library, so that set-up never depends on one."""

from collections.abc import Iterable
from io import BytesIO

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile

PAGE = (595, 842)  # A4 in points
LINE = 20


def pdf_of(title: str, pages: Iterable[list[str]]) -> bytes:
    """A PDF with the title and lines of each page in Helvetica. Letters outside Latin-1 become question marks."""
    document = pikepdf.new()
    font = document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )
    for number, lines in enumerate(pages, start=1):
        page = document.add_blank_page(page_size=PAGE)
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        shown = [
            (16, 770, title),
            *((11, 730 - LINE * row, line) for row, line in enumerate(lines)),
            (9, 40, f"hlm. {number}"),
        ]
        page.obj.Contents = document.make_stream(
            b"\n".join(_text(size, height, line) for size, height, line in shown)
        )
    buffer = BytesIO()
    document.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def _text(size: int, height: int, line: str) -> bytes:
    safe = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return b"BT /F1 %d Tf 60 %d Td (" % (size, height) + safe.encode("cp1252", "replace") + b") Tj ET"


def upload(name: str, title: str, pages: Iterable[list[str]]) -> SimpleUploadedFile:
    """The same as a file that a browser sends."""
    return SimpleUploadedFile(name, pdf_of(title, pages), content_type="application/pdf")
