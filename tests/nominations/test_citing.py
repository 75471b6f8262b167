"""Places in files: page, cell, part, slide; refused where the file has none, confirmed anew once it was replaced."""

import io

import openpyxl
import pytest
from django.urls import reverse

from nominations import actions, citing
from nominations.actions import evidence as attaching
from nominations.queries import completeness_of
from paritrana.accounts.queries import actor_of
from paritrana.audit.queries import trail_of
from paritrana.documents import pages
from paritrana.documents.models import PageKind
from paritrana.lib.verdict import Refused
from tests.factories.nominations import BEKASI, approver_of, make_nomination, submit
from tests.factories.uploads import pdf, slides, text, upload
from tests.reading import drawn_together

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_nomination()


@pytest.fixture
def by(draft):
    return actor_of(draft.created_by)


def book(rows: int = 40) -> bytes:
    made = openpyxl.Workbook()
    for row in range(1, rows + 1):
        made.active.append([f"Kecamatan {row}", row])
    made.create_sheet("Sumber")
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def attached(draft, by, content, name):
    evidence = actions.attach(draft, upload(content, name), by=by)
    pages.draw(evidence.document_id)
    return evidence


def cite(draft, by, evidence, page, place=""):
    figure = draft.figures.get(metric="formal")
    return actions.cite(figure, evidence=evidence, page=page, place=place, version=figure.version, by=by)


@pytest.mark.parametrize(
    ("typed", "cells"),
    [
        ("B14", (14, 2, 14, 2)),
        ("$b$14", (14, 2, 14, 2)),
        ("B14:D20", (14, 2, 20, 4)),
        ("D20:B14", (14, 2, 20, 4)),
        ("AA1", (1, 27, 1, 27)),
        ("B0", None),
        ("14", None),
        ("baris 14", None),
        ("B14;DROP", None),
        ("", None),
    ],
)
def test_cells_as_people_write_them(typed, cells):
    found = citing.cells_in(typed)
    assert (found and (found.top, found.left, found.bottom, found.right)) == cells


def test_letters_and_columns_are_each_others_inverse():
    assert [citing.letters_of(n) for n in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert all(citing.column_of(citing.letters_of(n)) == n for n in range(1, 2000))


def test_a_cell_of_a_sheet_is_kept_as_the_workbook_writes_it_and_said_in_words(draft, by):
    figure = cite(draft, by, attached(draft, by, book(), "rekap.xlsx"), 1, "$b$14")
    assert (figure.evidence_page, figure.evidence_place) == (1, "B14")
    assert figure.where == "lembar 1, B14"


@pytest.mark.parametrize(
    ("page", "place", "words"),
    [
        (3, "", "2 lembar"),
        (1, "B41", "berakhir di B40"),
        (1, "C1", "berakhir di B40"),
        (2, "A1", "tidak ada"),
        (1, "empat belas", "bukan sel"),
    ],
)
def test_a_place_that_the_workbook_does_not_have_is_refused(draft, by, page, place, words):
    evidence = attached(draft, by, book(), "rekap.xlsx")
    with pytest.raises(Refused, match=words):
        cite(draft, by, evidence, page, place)


@pytest.mark.parametrize(
    ("content", "words"), [(text(), "1 bagian"), (slides(), "1 salindia"), (pdf(3), "3 halaman")]
)
def test_a_part_a_slide_and_a_page_beyond_the_end_are_refused(draft, by, content, words):
    with pytest.raises(Refused, match=words):
        cite(draft, by, attached(draft, by, content, "berkas"), 9)


def test_the_viewer_opens_at_the_cell_and_marks_it(draft, by, client_as):
    evidence = attached(draft, by, book(), "rekap.xlsx")
    url = reverse("nominations:evidence", args=[evidence.public_id])
    page = client_as(draft.created_by).get(url, {"page": 1, "place": "B30"}).content.decode()
    assert '<td class="cited-cell"><mark>30</mark></td>' in drawn_together(page)
    assert "Ditunjuk: lembar 1, B30" in page
    assert ">Kecamatan 1<" in page  # the first row stays in sight as the columns' head
    assert ">Kecamatan 19<" not in page


def test_the_words_of_a_file_are_words_and_never_markup(draft, by, client_as):
    made = openpyxl.Workbook()
    made.active["A1"] = "<img src=x onerror=alert(1)>"
    target = io.BytesIO()
    made.save(target)
    evidence = attached(draft, by, target.getvalue(), "x.xlsx")
    page = client_as(draft.created_by).get(reverse("nominations:evidence", args=[evidence.public_id]))
    assert "<img src=x" not in page.content.decode()
    assert "&lt;img src=x" in page.content.decode()


# ---- a file that is replaced --------------------------------------------------------------------------------------
def test_after_a_replacement_the_place_asks_to_be_confirmed_before_submission(draft, by, client_as):
    draft = make_nomination(figures=BEKASI)
    by = actor_of(draft.created_by)
    before = completeness_of(draft).blocking
    evidence = draft.evidence.get()
    old = evidence.document
    actions.replace(evidence, upload(pdf(2), "rekap baru.pdf"), by=by)
    figure = draft.figures.get(metric="formal")
    assert (figure.evidence.file_name, figure.is_unconfirmed) == ("rekap baru.pdf", True)
    assert len(completeness_of(draft).blocking) > len(before)
    with pytest.raises(Refused):
        submit(draft, approver_of(draft.organisation))
    page = (
        client_as(draft.created_by)
        .get(reverse("nominations:section", args=[draft.public_id, "coverage"]))
        .content.decode()
    )
    assert "Konfirmasikan tempat" in page
    for figure in draft.figures.exclude(evidence=None):
        actions.cite(figure, evidence=figure.evidence, page=1, version=figure.version, by=by)
    assert completeness_of(draft).blocking == before
    event = trail_of(draft).get(verb="nomination.replace")
    assert event.changes["sha256"][0] == old.sha256


def test_the_same_file_and_one_that_is_attached_are_no_replacement(draft, by):
    one, two = pdf(1), pdf(2)
    first = actions.attach(draft, upload(one, "a.pdf"), by=by)
    actions.attach(draft, upload(two, "b.pdf"), by=by)
    with pytest.raises(Refused, match="sama persis"):
        actions.replace(first, upload(one, "a.pdf"), by=by)
    with pytest.raises(Refused, match="sudah terlampir"):
        actions.replace(first, upload(two, "b.pdf"), by=by)


def test_replacing_counts_towards_the_life_of_the_nomination(draft, by, monkeypatch):
    evidence = actions.attach(draft, upload(pdf(1), "a.pdf"), by=by)
    monkeypatch.setattr(attaching, "MOST_TAKEN", 1)
    with pytest.raises(Refused, match="1 berkas"):
        actions.replace(evidence, upload(pdf(2), "b.pdf"), by=by)


def test_an_officer_replaces_in_the_browser_and_an_approver_may_not(draft, by, client_as):
    evidence = actions.attach(draft, upload(pdf(1), "a.pdf"), by=by)
    url = reverse("nominations:replace", args=[evidence.public_id])
    client = client_as(draft.created_by)
    assert "Ganti a.pdf" in client.get(url).content.decode()
    assert client.post(url, {"file": upload(b"not a pdf", "b.pdf")}).status_code == 422
    assert client.post(url, {"file": upload(pdf(2), "b.pdf")}).status_code == 302
    evidence.refresh_from_db()
    assert evidence.file_name == "b.pdf"
    assert client_as(approver_of(draft.organisation)).get(url).status_code == 403


def test_kinds_of_pages_are_said_in_words():
    assert citing.where(PageKind.SLIDE, 5, "") == "salindia 5"
    assert citing.where(PageKind.PART, 4, "Pasal 7") == "bagian 4, Pasal 7"
    assert citing.where(PageKind.PAGE, None, "di akhir") == "di akhir"
