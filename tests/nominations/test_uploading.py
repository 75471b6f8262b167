"""Files in pieces over the wire: who may, what is answered, and how much a nomination takes in over its life."""

import pytest
from django.urls import reverse

from nominations import actions
from nominations.actions import evidence as attaching
from nominations.models import Evidence, State
from paritrana.accounts.queries import actor_of
from paritrana.documents.models import PartialUpload
from paritrana.lib.verdict import Refused
from tests.factories.nominations import approver_of, make_nomination, submit
from tests.factories.uploads import locked_pdf, pdf, upload

pytestmark = pytest.mark.django_db

PIECES = 400  # bytes, so that a small PDF takes several


@pytest.fixture
def draft():
    return make_nomination()


@pytest.fixture
def browser(draft, client_as):
    return client_as(draft.created_by)


def begin(client, draft, content, name="rekap.pdf", size=None):
    data = {"name": name, "size": len(content) if size is None else size, "modified": 1700000000000}
    return client.post(reverse("nominations:begin_upload", args=[draft.public_id]), data)


def piece(client, url, offset, content):
    return client.post(
        url, content, content_type="application/octet-stream", headers={"Upload-Offset": str(offset)}
    )


def send(client, draft, content, name="rekap.pdf"):
    """Sends a whole file in pieces; gives the last answer."""
    begun = begin(client, draft, content, name).json()
    offset, answer = begun["received"], None
    while offset < len(content):
        answer = piece(client, begun["url"], offset, content[offset : offset + PIECES])
        offset = answer.json().get("received", len(content))
    return answer


def test_a_file_in_pieces_is_attached_once_it_is_whole(browser, draft):
    content = pdf(2)
    answer = send(browser, draft, content, "Rekap 2025.pdf")
    assert answer.json() == {"received": len(content), "done": True}
    assert Evidence.objects.get(nomination=draft).file_name == "Rekap 2025.pdf"
    assert not PartialUpload.objects.exists()


def test_after_a_reload_it_goes_on_where_it_stopped(browser, draft):
    content = pdf(3)
    url = begin(browser, draft, content).json()["url"]
    piece(browser, url, 0, content[:300])
    page = browser.get(reverse("nominations:files", args=[draft.public_id])).content.decode()
    assert "Dimulai tetapi belum selesai" in page
    assert begin(browser, draft, content).json()["received"] == 300
    assert browser.get(url).json() == {"received": 300, "size": len(content)}
    assert piece(browser, url, 0, content[:300]).json() == {
        "received": 300
    }  # its answer was lost: told where we are
    assert send(browser, draft, content).json()["done"] is True


def test_a_refused_file_is_said_why_and_forgotten(browser, draft):
    answer = send(browser, draft, locked_pdf("rahasia"))
    assert answer.status_code == 422
    assert "kata sandi" in answer.json()["message"]
    assert not PartialUpload.objects.exists()
    assert not Evidence.objects.exists()


def test_two_hundred_megabytes_are_refused_before_they_are_sent(browser, draft):
    answer = begin(browser, draft, b"", size=200 * 1024**2)
    assert (answer.status_code, answer.json()["full"]) == (409, False)
    assert "50 MB" in answer.json()["message"]
    assert "150 dpi" in answer.json()["message"]


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ({}, "application/octet-stream"),
        ({"Upload-Offset": "-1"}, "application/octet-stream"),
        ({"Upload-Offset": "0"}, "text/plain"),
    ],
)
def test_a_piece_without_its_offset_is_no_piece(browser, draft, headers, kind):
    url = begin(browser, draft, b"x" * 10).json()["url"]
    assert browser.post(url, b"x", content_type=kind, headers=headers).status_code == 400
    assert PartialUpload.objects.get().received == 0


def test_nobody_else_reaches_an_upload_and_an_approver_begins_none(browser, draft, client_as):
    url = begin(browser, draft, b"x" * 10).json()["url"]
    approver = client_as(approver_of(draft.organisation))
    assert [approver.get(url).status_code, piece(approver, url, 0, b"x").status_code] == [404, 404]
    assert begin(approver, draft, b"x" * 10).status_code == 403


def test_after_submission_nothing_more_arrives(client_as):
    draft = make_nomination(figures={"formal": (1, 2), "informal": (1, 2), "arrears_months": "0"})
    browser, content = client_as(draft.created_by), pdf(5)
    url = begin(browser, draft, content).json()["url"]
    assert submit(draft, approver_of(draft.organisation)).state == State.SUBMITTED
    answer = piece(browser, url, 0, content)
    assert answer.status_code == 422
    assert Evidence.objects.count() == 1


def test_an_upload_is_given_up(browser, draft):
    url = begin(browser, draft, b"x" * 10).json()["url"]
    assert browser.post(f"{url}batal/").status_code == 302
    assert browser.get(url).status_code == 404


# ---- how much over the life of a nomination -----------------------------------------------------------------------
def test_removing_files_makes_no_room_for_ever(draft, monkeypatch):
    by = actor_of(draft.created_by)
    monkeypatch.setattr(attaching, "MOST_TAKEN", 2)
    for pages in (1, 2):
        actions.detach(actions.attach(draft, upload(pdf(pages)), by=by), by=by)
    with pytest.raises(Refused, match="2 berkas dilampirkan"):
        actions.attach(draft, upload(pdf(3)), by=by)
    draft.refresh_from_db()
    assert draft.files_taken == 2
    assert not Evidence.objects.exists()


def test_bytes_are_bounded_too_and_said_before_they_are_sent(browser, draft, monkeypatch):
    monkeypatch.setattr(attaching, "MOST_BYTES", 3 * 1024**3)
    draft.bytes_taken = 3 * 1024**3 - 5
    draft.save()
    answer = begin(browser, draft, b"x" * 10)
    assert (answer.status_code, answer.json()["full"]) == (409, True)
    assert "3 GB" in answer.json()["message"]


def test_with_two_hundred_files_no_more_is_begun(browser, draft, monkeypatch):
    monkeypatch.setattr(attaching, "MOST_FILES", 1)
    actions.attach(draft, upload(pdf()), by=actor_of(draft.created_by))
    assert begin(browser, draft, b"x" * 10).json()["full"] is True
