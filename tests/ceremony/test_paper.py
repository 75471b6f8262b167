"""The certificate as a file: read back, decoded, printed twice, broken off."""

import hashlib
import json
import re
from datetime import timedelta
from io import BytesIO

import pikepdf
import pypdf
import pypdfium2
import pytest
import zxingcpp
from django.utils import translation

from ceremony import reports
from ceremony.facts import wording
from ceremony.models import Certificate
from paritrana.documents import rendering, store
from paritrana.documents.lease import LEASE
from paritrana.documents.models import Document, RunState
from paritrana.lib import clock
from paritrana.lib.digest import canonical
from tests.ceremony.test_facts import COMPETITION, WEST_JAVA, certificate
from tests.factories.ceremony import make_approved

SITARO = "Pemerintah Kabupaten Kepulauan Siau Tagulandang Biaro"


@pytest.fixture(scope="module")
def facts():
    return certificate()


@pytest.fixture(scope="module")
def paper(facts) -> bytes:
    return reports.paper(facts)


def words(content: bytes) -> str:
    """The text of the page with its lines joined."""
    return " ".join(pypdf.PdfReader(BytesIO(content)).pages[0].extract_text().split())


def picture(content: bytes):
    return pypdfium2.PdfDocument(content)[0].render(scale=3).to_pil()


def example(**other) -> dict:
    return certificate(
        COMPETITION | WEST_JAVA | {"edition": COMPETITION["edition"] | {"is_example": True}}, **other
    )


def test_the_page_can_be_read_back(paper, facts):
    text = words(paper)
    for expected in (
        "Pemerintah Kota Bekasi",
        "PRT-2020-N-KK-0003",
        "7FK2Q-9XWAB",
        "Terbaik III, kategori Kabupaten/Kota, tingkat nasional",
        "periode 1 Januari–31 Desember 2020",
        "Jakarta, 9 September 2021",
    ):
        assert expected in text
    assert "CONTOH" not in text.upper()


def test_it_is_one_sheet_of_a4_across(paper):
    document = pypdfium2.PdfDocument(paper)
    assert len(document) == 1
    assert [round(points / 72 * 25.4) for points in document[0].get_size()] == [297, 210]


def test_the_qr_code_of_the_printed_page_leads_to_its_check_page(paper, facts):
    found = zxingcpp.read_barcodes(picture(paper))
    assert [code.text for code in found] == [facts["check"]]


def test_the_same_facts_give_the_same_bytes(paper, facts):
    again = reports.paper(json.loads(json.dumps(facts)))
    assert hashlib.sha256(again).hexdigest() == hashlib.sha256(paper).hexdigest()


def test_other_facts_give_other_bytes(paper, facts):
    assert reports.paper(facts | {"recipient": "Pemerintah Kota Bekasi."}) != paper


def test_the_facts_travel_inside_and_the_archive_form_is_declared(paper, facts):
    with pikepdf.open(BytesIO(paper)) as document:
        assert document.attachments["piagam.json"].get_file().read_bytes() == canonical(facts)
        metadata = document.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert document.Root.Lang == "id"
        assert "PRT-2020-N-KK-0003" in metadata["dc:title"]
        assert document.Root.MarkInfo.Marked


def test_its_words_are_its_own_data_and_no_catalogue_changes_them(paper, facts):
    """A portal whose catalogue is missing or English prints the same: what is framed follows from the facts alone."""
    with translation.override("en"):
        assert reports.paper(facts) == paper
    sheet = words(reports.paper(example()))
    for said in wording()["sheet"].values():
        assert said["id"].upper() in sheet.upper() or said is wording()["sheet"]["emblem"]
    for english in ("place of", "check code", "Example", "not real"):
        assert english not in sheet


def test_one_without_english_words_has_none():
    sheet = words(reports.paper(certificate(kind="award") | {"title_en": ""}))
    assert "diberikan kepada" in sheet
    for kind in wording()["kinds"].values():
        assert kind["heading"]["en"] not in sheet
        assert kind["given"]["en"] not in sheet
    assert not re.search(r"\b(period|category|level|Province of|January|December)\b", sheet)


def test_an_example_says_so_on_the_page():
    assert words(reports.paper(example())).upper().count("CONTOH") >= 2


@pytest.mark.parametrize(
    "name", [SITARO, "<b>PT “Kutip” & 'Tunggal'</b>", "=cmd()", "PT " + "Usaha Bersama " * 8 + "Jaya"]
)
def test_any_name_stands_on_the_page_as_it_is_written(name):
    content = reports.paper(example(recipient=name))
    assert " ".join(name.split()) in words(content)
    assert len(pypdfium2.PdfDocument(content)) == 1


# ---- by the worker ------------------------------------------------------------------------------------------------
@pytest.fixture
def run(db):
    make_approved(winners=1)
    return Certificate.objects.select_related("run").get().run


def test_the_worker_fills_the_file_once(run):
    rendering.render(run.pk)
    run.refresh_from_db()
    first = run.document.sha256
    assert (run.state, run.file_name) == (RunState.DONE, "piagam-CTH-2025-P32-KK-0001.pdf")
    rendering.render(run.pk)
    run.refresh_from_db()
    assert (run.document.sha256, Document.objects.count()) == (first, 1)


def test_a_broken_off_print_that_is_repeated_gives_the_same_file(run, monkeypatch):
    certificate = Certificate.objects.get()
    undisturbed = hashlib.sha256(reports.signed(certificate)).hexdigest()

    def killed(*_sheet):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr("ceremony.layout.ornament.engraved", killed)
        rendering.render(run.pk)
    run.refresh_from_db()
    assert run.state == RunState.RUNNING
    with clock.set_to(clock.now() + LEASE + timedelta(seconds=1)):
        rendering.render(run.pk)
    run.refresh_from_db()
    assert (run.state, run.document.sha256) == (RunState.DONE, undisturbed)
    assert store.digest_of(store.path_of(undisturbed))[0] == undisturbed


def test_a_failed_print_keeps_its_serial_and_can_be_repeated(run, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr("ceremony.layout.ornament.engraved", lambda *_sheet: 1 / 0)
        for _attempt in range(3):
            rendering.render(run.pk)
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert Certificate.objects.get().serial.endswith("-0001")
