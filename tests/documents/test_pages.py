"""Pictures of pages: the right page, nothing hidden in them, and a broken page holds up no other."""

import io

import pytest
from PIL import Image

from paritrana.documents import intake, pages, store
from paritrana.documents.models import Document
from paritrana.documents.registry import SYSTEM
from tests.factories import uploads as make


def taken(content: bytes) -> Document:
    return intake.receive(make.upload(content), by=SYSTEM)


def drawn(document: Document) -> Document:
    while document.pages_drawn < document.page_count:
        before = document.pages_drawn
        pages.draw(document.pk)
        document.refresh_from_db()
        assert document.pages_drawn > before
    return document


def picture(document: Document, number: int) -> Image.Image:
    return Image.open(io.BytesIO(store.page_path(document.sha256, number).read_bytes()))


def test_every_page_is_drawn_a_few_at_a_time(db, monkeypatch):
    monkeypatch.setattr(pages, "AT_A_TIME", 5)
    document = drawn(taken(make.pdf(11)))
    assert document.pages_drawn == 11
    first, eleventh = picture(document, 1), picture(document, 11)
    assert (first.format, max(first.size)) == ("WEBP", 2000)
    # "11" has about twice the ink of "1"
    ink = [page.convert("1").resize((200, 283)).histogram()[0] for page in (first, eleventh)]
    assert 1.7 < ink[1] / ink[0] < 2.3
    assert pages.preview_of(document) == pages.Preview(11, 11)


def test_drawing_twice_changes_nothing(db):
    document = drawn(taken(make.pdf(1)))
    before = store.page_path(document.sha256, 1).read_bytes()
    pages.draw(document.pk)
    assert store.page_path(document.sha256, 1).read_bytes() == before


def test_a_photo_loses_its_place_and_stands_upright(db):
    document = drawn(taken(make.photo_with_place("RAHASIA-LOKASI")))
    assert b"RAHASIA-LOKASI" in store.path_of(document.sha256).read_bytes()
    assert b"RAHASIA-LOKASI" not in store.page_path(document.sha256, 1).read_bytes()
    image = picture(document, 1)
    assert image.size == (200, 400)
    assert not image.getexif()


@pytest.mark.parametrize("mode", ["RGBA", "1", "L", "I;16"])
def test_every_kind_of_png_is_drawn(db, mode):
    assert picture(drawn(taken(make.image("PNG", mode=mode))), 1).mode == "RGB"


def test_what_is_see_through_becomes_white(db):
    content = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(content, "PNG")
    assert picture(drawn(taken(content.getvalue())), 1).getpixel((25, 25)) == (255, 255, 255)


def test_a_huge_page_is_drawn_no_larger_than_others(db):
    def stretch(book) -> None:
        book.pages[0].MediaBox = [0, 0, 14400, 100]

    assert max(picture(drawn(taken(make.pdf(1, stretch))), 1).size) <= 2000


def test_a_page_that_breaks_the_process_holds_up_no_other(db, monkeypatch):
    """The fault: a process that dies at page 2, as a picture larger than its memory makes it."""
    document = taken(make.pdf(3))
    real = pages._ask

    def ask(sha256, folder, first, last):
        if first <= 2 <= last:
            raise pages.confinement.Broke
        real(sha256, folder, first, last)

    monkeypatch.setattr(pages, "_ask", ask)
    drawn(document)
    assert [store.page_path(document.sha256, number).exists() for number in (1, 2, 3)] == [True, False, True]


def test_a_worker_that_died_leaves_the_pages_to_the_next(db):
    document = taken(make.pdf(1))
    Document.objects.update(drawing_attempts=1, busy_until="2020-01-01T00:00Z")
    assert drawn(document).drawing_attempts == 0


def test_after_three_attempts_the_reader_is_sent_to_the_original(db):
    document = taken(make.pdf(2))
    Document.objects.update(drawing_attempts=pages.ATTEMPTS)
    pages.draw(document.pk)
    document.refresh_from_db()
    assert document.pages_drawn == 0
    assert pages.preview_of(document).sentence


def test_what_can_not_be_shown_says_so(db):
    document = taken(make.workbook())
    document.page_count = None  # as for a text whose parts can't be told
    preview = pages.preview_of(document)
    assert (preview.shown, preview.pages) == (0, 0)
    assert "berkas aslinya" in str(preview.sentence)
