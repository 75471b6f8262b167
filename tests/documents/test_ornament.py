"""The engraving lies under the words of the certificate and adds nothing that can be read or that changes."""

from io import BytesIO

import pikepdf
import pypdf
import pypdfium2
import pytest
import zxingcpp

from paritrana.documents.press import ornament, pdf
from paritrana.documents.press.guilloche import Border

CHECK = "https://paritrana.example/periksa/7fk2q9xw3m2d/"


def sheet(**changes) -> bytes:
    words = {
        "name": "Anugerah Paritrana",
        "full_name": "Penghargaan Jaminan Sosial Ketenagakerjaan",
        "words": {
            "example": "contoh",
            "example_note": "Contoh.",
            "signature": "ruang tanda tangan elektronik",
        },
        "period": "periode 1 Januari–31 Desember 2020",
        "recipient_lines": ("Pemerintah Kota Bekasi",),
        "recipient_size": 40,
        "honour_lines": ("Terbaik III, kategori Kabupaten/Kota, tingkat nasional",),
        "honour_size": 18,
        "dated": "Jakarta, 9 September 2021",
        "signatories": [
            {"role": "Ketua Tim Penilai", "office": "Gubernur"},
            {"role": "Sekretaris", "office": "Sekda"},
        ],
        "serial": "PRT-2020-N-KK-0003",
        "check_page": "paritrana.example/periksa",
        "is_example": False,
    }
    return pdf.render(
        "print/ceremony/certificate.html", words | changes, "id", archive=True, sheets=["css/certificate.css"]
    )


@pytest.fixture(scope="module")
def plain() -> bytes:
    return sheet()


@pytest.fixture(scope="module")
def engraved(plain) -> bytes:
    return ornament.engraved(plain, Border(), CHECK)


def picture(content: bytes, scale: float = 4):
    return pypdfium2.PdfDocument(content)[0].render(scale=scale).to_pil().convert("RGB")


def test_it_is_one_page_of_a4_landscape(engraved):
    reader = pypdf.PdfReader(BytesIO(engraved))
    assert len(reader.pages) == 1
    box = reader.pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (842, 595)


def test_the_words_are_the_same_with_and_without_engraving(plain, engraved):
    words = pypdf.PdfReader(BytesIO(plain)).pages[0].extract_text()
    assert pypdf.PdfReader(BytesIO(engraved)).pages[0].extract_text() == words
    assert "Pemerintah Kota Bekasi" in words
    assert "contoh" not in words.lower()


def test_equal_sheets_give_equal_bytes(plain, engraved):
    assert ornament.engraved(plain, Border(), CHECK) == engraved


def test_it_stays_tagged_and_archivable(engraved):
    with pikepdf.open(BytesIO(engraved)) as document:
        assert document.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in document.Root
        assert b"pdfaid" in document.Root.Metadata.read_bytes()
        assert document.pages[0].Contents  # the artifact comes before the words
        first = document.pages[0].Contents[0].read_bytes()
        assert first.startswith(b"/Artifact BMC")


def test_the_border_meets_at_every_corner(engraved):
    """All four corners carry the same drawing, turned with the sheet."""
    image = picture(engraved)
    dot = image.width / 297
    for x in (15, 282):
        for y in (15, 195):
            square = image.crop(tuple(int(edge * dot) for edge in (x - 7, y - 7, x + 7, y + 7)))
            dark = sum(1 for pixel in square.get_flattened_data() if sum(pixel) < 600)
            assert dark > square.width * square.height * 0.25


def test_the_code_can_still_be_read(engraved):
    assert [found.text for found in zxingcpp.read_barcodes(picture(engraved, 3))] == [CHECK]


def test_an_example_says_so_twice():
    words = pypdf.PdfReader(BytesIO(sheet(is_example=True))).pages[0].extract_text().lower()
    assert words.count("contoh") + words.count("example") >= 2
