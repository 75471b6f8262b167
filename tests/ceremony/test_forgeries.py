"""Forged files on the check page: each kind is caught with a sentence of its own, and none is ever called valid."""

import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ceremony.checking import FLAWS
from ceremony.models import Certificate
from paritrana.documents import rendering, store
from tests.factories import forgeries
from tests.factories.ceremony import make_approved, make_published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_counters_yet():
    cache.clear()


def printed(certificate: Certificate) -> bytes:
    rendering.render(certificate.run_id)
    certificate.run.refresh_from_db()
    return store.path_of(certificate.run.document.sha256).read_bytes()


def check(content: bytes):
    answer = Client().post("/periksa/", {"file": SimpleUploadedFile("piagam.pdf", content)})
    assert answer.status_code == 200
    return answer


def flaw(content: bytes) -> str:
    answer = check(content)
    found = answer.context["answer"]
    if found.flaw:
        assert str(FLAWS[found.flaw].sentence) in answer.content.decode()
    return found.flaw


@pytest.fixture
def certificates() -> list[Certificate]:
    make_published(winners=2)
    return list(Certificate.objects.order_by("serial").select_related("run"))


def test_the_original_names_whose_signature_it_carries(certificates):
    answer = check(printed(certificates[0]))
    assert answer.context["answer"].state == "valid"
    assert "bukan tanda tangan resmi" in answer.content.decode()


def test_no_single_byte_can_be_changed(certificates):
    content = printed(certificates[0])
    signature = int(re.search(rb"/ByteRange \[ *0 (\d+)", content)[1])
    for place in (len(content) // 3, signature + 300):
        answer = check(forgeries.with_other_byte(content, place)).context["answer"]
        assert (answer.state, answer.flaw) in {("forged", "changed"), ("unreadable", "unreadable")}


def test_a_changed_letter_on_the_page_is_called_a_change(certificates):
    content = printed(certificates[0])
    assert flaw(forgeries.with_other_byte(content, content.index(b"Pemerintah Kabupaten"))) == "changed"


def test_a_file_signed_with_another_key_is_caught(certificates, tmp_path):
    printed(certificates[0])
    forged = forgeries.signed_by_another(forgeries.unsigned(certificates[0]), tmp_path / "key")
    assert flaw(forged) == "foreign_key"


def test_a_further_revision_is_caught(certificates):
    assert flaw(forgeries.with_an_update(printed(certificates[0]))) == "added"


def test_the_qr_code_of_another_certificate_is_caught(certificates):
    first, second = (printed(certificate) for certificate in certificates)
    assert flaw(forgeries.with_qr_of(first, second)) == "other_code"


def test_the_facts_of_another_certificate_inside_a_page_are_caught(certificates):
    first, second = certificates
    printed(first)
    forged = forgeries.reports.paper(first.facts | {"code": second.code, "serial": second.serial})
    assert flaw(forged) == "other_code"


def test_a_word_behind_the_end_of_the_file_is_caught(certificates):
    assert flaw(printed(certificates[0]) + b"\n% Terbaik I") == "added"


def test_a_scan_is_called_a_copy_and_leads_to_the_record(certificates):
    answer = check(forgeries.scanned(printed(certificates[0])))
    assert answer.context["answer"].flaw == "copy"
    assert certificates[0].serial in answer.content.decode()


@pytest.mark.parametrize("content", [b"no PDF at all", b"%PDF-1.7 broken off", b"%PDF-1.7\n" + bytes(5000)])
def test_what_is_no_pdf_is_not_read(content, certificates):
    assert check(content).context["answer"].state in {"unreadable", "unknown"}


def test_under_embargo_every_forgery_is_as_unknown_as_a_strange_file(tmp_path):
    make_approved(winners=1)
    certificate = Certificate.objects.select_related("run").get()
    content, seen = printed(certificate), []
    strange = forgeries.signed_by_another(
        forgeries.reports.paper(certificate.facts | {"code": "zzzzzzzzzz", "recipient": "PT Lain"}),
        tmp_path / "key",
    )
    for file in (content, forgeries.with_an_update(content), forgeries.scanned(content), strange):
        with CaptureQueriesContext(connection) as asked:
            assert check(file).context["answer"].state == "unknown"
        seen.append([query["sql"].partition(" WHERE ")[0] for query in asked if "ceremony" in query["sql"]])
    assert seen == [seen[0]] * 4
    assert len(seen[0]) == 2
