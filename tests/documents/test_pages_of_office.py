"""What is shown of workbooks, texts and slides: words in tables and blocks, drawn in the confined process."""

import io

import docx
import openpyxl
import pptx
import pytest
from openpyxl.chart import BarChart, Reference
from PIL import Image

from paritrana.documents import intake, pages, store
from paritrana.documents.models import Document, DocumentState, PageKind
from paritrana.documents.registry import SYSTEM
from tests.factories import uploads as make

pytestmark = pytest.mark.django_db


def taken(content: bytes) -> Document:
    """The document, drawn."""
    document = intake.receive(make.upload(content), by=SYSTEM)
    pages.draw(document.pk)
    document.refresh_from_db()
    return document


def saved(book: object) -> bytes:
    target = io.BytesIO()
    book.save(target)  # type: ignore[attr-defined]
    return target.getvalue()


def test_a_workbook_is_shown_sheet_by_sheet_as_its_cells_show():
    book = openpyxl.Workbook()
    first = book.active
    first.title = "Rekap 2025"
    first.append(["Segmen", "Terlindungi", "Cakupan"])
    first.append(["PPU", 886113, 0.9536])
    first["C2"].number_format = "0.00%"
    first["F4"] = "=1+1"
    book.create_sheet("Kosong")
    bars = BarChart()
    bars.add_data(Reference(first, min_col=2, min_row=1, max_row=2))
    book.create_chartsheet("Grafik").add_chart(bars)
    document = taken(saved(book))
    assert (document.page_kind, document.page_count, document.pages_drawn) == (PageKind.SHEET, 3, 3)
    assert pages.words_on(document, 1) == {
        "title": "Rekap 2025",
        "rows": [["Segmen", "Terlindungi", "Cakupan"], ["PPU", "886113", "95.36%"]],
        "cut": False,
    }
    assert pages.words_on(document, 2)["rows"] == []
    assert pages.words_on(document, 3) == {"title": "Grafik", "rows": [], "cut": False}


def test_of_a_long_sheet_the_beginning_is_shown_and_said():
    words = pages.words_on(taken(make.large_workbook(5000)), 1)
    assert (len(words["rows"]), words["cut"]) == (3000, True)


def test_a_text_is_shown_part_by_part_with_its_headings():
    text = docx.Document()
    text.add_paragraph("Pembukaan")
    text.add_heading("Bab I Ketentuan Umum", 1)
    text.add_paragraph("Pasal 1")
    text.add_table(1, 2).rows[0].cells[1].text = "<script>alert(1)</script>"
    text.add_heading("Bab II Cakupan", 1)
    text.add_heading("Bagian Kesatu", 3)
    document = taken(saved(text))
    assert (document.page_kind, document.page_count) == (PageKind.PART, 3)
    assert [pages.words_on(document, number)["title"] for number in (1, 2, 3)] == [
        "",
        "Bab I Ketentuan Umum",
        "Bab II Cakupan",
    ]
    assert pages.words_on(document, 2)["blocks"][2] == {"rows": [["", "<script>alert(1)</script>"]]}


def test_a_slide_is_shown_with_its_words_and_its_pictures_drawn_anew():
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text = "Inovasi"
    slide.placeholders[1].text = "Satu desa satu agen"
    slide.shapes.add_picture(io.BytesIO(make.photo_with_place()), 0, 5_000_000)
    show.slides.add_slide(show.slide_layouts[6])
    document = taken(saved(show))
    assert (document.page_kind, document.page_count) == (PageKind.SLIDE, 2)
    words = pages.words_on(document, 1)
    assert words["title"] == "Inovasi"
    assert {"text": "Satu desa satu agen"} in words["blocks"]
    assert [block["picture"] for block in words["blocks"] if "picture" in block] == [1]
    drawn = store.page_path(document.sha256, 1, 1)
    assert b"RAHASIA" not in drawn.read_bytes()
    assert Image.open(drawn).format == "WEBP"


def test_the_numbers_of_a_page_are_known_with_their_places():
    document = taken(make.pdf(2, lambda book: _write(book, "886.113 dari 929.199")))
    (digits, left, top, right, bottom), other = pages.words_on(document, 1)["numbers"]
    assert (digits, other[0]) == ("886113", "929199")
    assert 100 <= left < right <= 1000
    assert 800 <= top < bottom <= 1000  # a tenth above the foot of the page


def _write(book, words: str) -> None:
    book.pages[0].Contents = book.make_stream(f"BT /F1 20 Tf 100 100 Td ({words}) Tj ET".encode())


def test_a_text_that_the_library_stumbles_over_is_taken_and_shown_as_the_original_only(monkeypatch):
    broken = make.repacked(
        make.text(),
        replace={"word/document.xml": (b"<w:body>", b"<w:body><w:p><w:pPr><w:pStyle/></w:pPr></w:p>")},
    )
    document = taken(broken)
    assert document.state == DocumentState.READY
    assert pages.preview_of(document).pages in {0, 1}
