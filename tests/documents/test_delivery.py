"""The way out: always an attachment, never something a browser runs."""

import pytest
from django.http import Http404

from paritrana.documents import delivery, intake, pages, store
from paritrana.documents.models import Document, DocumentState, ReportRun
from paritrana.documents.registry import SYSTEM
from paritrana.lib.verdict import Refused
from tests.factories import uploads as make


@pytest.fixture
def document(db) -> Document:
    return intake.receive(make.upload(make.pdf(2)), by=SYSTEM)


def test_the_original_leaves_as_an_attachment_in_a_sandbox(document):
    response = delivery.attachment(document, "Perda Nomor 12.pdf")
    assert b"".join(response.streaming_content) == store.path_of(document.sha256).read_bytes()
    assert response["Content-Disposition"] == 'attachment; filename="Perda Nomor 12.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Type"] == "application/pdf"
    assert int(response["Content-Length"]) == document.size


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("Rekap – Kota Ambon.pdf", "attachment; filename*=utf-8''Rekap%20%E2%80%93%20Kota%20Ambon.pdf"),
        ('a"; filename="b.html', 'attachment; filename="a\\"; filename=\\"b.html"'),
    ],
)
def test_any_name_stays_inside_its_header(document, name, header):
    assert delivery.attachment(document, name)["Content-Disposition"] == header


def test_an_unready_document_does_not_leave(document):
    document.state = DocumentState.RECEIVED
    with pytest.raises(Refused):
        delivery.attachment(document, "a.pdf")
    document.state, document.refusal = DocumentState.REFUSED, {"code": "scripts"}
    with pytest.raises(Refused) as refused:
        delivery.attachment(document, "a.pdf")
    assert str(refused.value.sentence) == document.refusal_sentence


def test_a_missing_file_is_said(document):
    store.path_of(document.sha256).unlink()
    with pytest.raises(Refused) as refused:
        delivery.attachment(document, "a.pdf")
    assert document.sha256[:12] in str(refused.value.sentence)


def test_an_unfinished_run_has_no_product():
    with pytest.raises(Refused):
        delivery.product(ReportRun(report="documents.probe"))


def test_only_drawn_pages_are_shown(document):
    for number in (0, 1, 2, 3):
        with pytest.raises(Http404):
            delivery.page_image(document, number)
    pages.draw(document.pk)
    document.refresh_from_db()
    response = delivery.page_image(document, 2)
    assert response["Content-Type"] == "image/webp"
    assert response["Content-Security-Policy"] == delivery.SANDBOX
    assert "attachment" not in response.get("Content-Disposition", "")
    assert b"".join(response.streaming_content)[:4] == b"RIFF"
    with pytest.raises(Http404):
        delivery.page_image(document, 3)
