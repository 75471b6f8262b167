"""The way in: what is kept, what is not, and under which name."""

import hashlib
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation

from paritrana.audit.models import Event
from paritrana.documents import examination, intake, refusals, store
from paritrana.documents.models import Document, DocumentState
from paritrana.documents.registry import SYSTEM
from paritrana.lib.verdict import Refused
from tests.factories import uploads as make

MB = 1024**2


def files_in(folder: str) -> list[Path]:
    return [path for path in (Path(settings.MEDIA_ROOT) / folder).rglob("*") if path.is_file()]


def test_an_upload_is_kept_unaltered_under_its_digest(actor_of_role):
    officer = actor_of_role("officer")
    content = make.pdf(3)
    document = intake.receive(make.upload(content), by=officer)
    sha256 = hashlib.sha256(content).hexdigest()
    assert (document.sha256, document.size, document.state) == (sha256, len(content), DocumentState.READY)
    assert (document.media_type, document.page_count) == ("application/pdf", 3)
    assert document.received_by_id == officer.user_id
    assert store.path_of(sha256).read_bytes() == content
    assert [(event.verb, event.actor_id) for event in Event.objects.all()] == [
        ("document.receive", officer.user_id)
    ]
    assert files_in("incoming") == []


def test_the_name_plays_no_part(actor_of_role):
    document = intake.receive(make.upload(make.image("PNG"), "surat.exe"), by=actor_of_role("officer"))
    assert document.media_type == "image/png"


def test_the_same_bytes_are_one_document_whoever_brings_them(actor_of_role):
    content = make.workbook()
    first = intake.receive(make.upload(content), by=actor_of_role("officer"))
    second = intake.receive(make.upload(content, "lain.xlsx"), by=actor_of_role("approver"))
    assert first == second
    assert Event.objects.count() == 1


def test_bytes_that_were_lost_are_healed_by_bringing_them_again(actor_of_role):
    officer = actor_of_role("officer")
    content = make.pdf()
    document = intake.receive(make.upload(content), by=officer)
    store.path_of(document.sha256).unlink()
    assert intake.receive(make.upload(content), by=officer) == document
    assert store.path_of(document.sha256).read_bytes() == content


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (make.locked_pdf("rahasia"), "password"),
        (make.zip_of({"a": b"b"}), "archive"),
        (b"<html><script>alert(1)</script>", "web_page"),
    ],
)
def test_a_refused_upload_leaves_nothing_behind(db, content, code):
    with pytest.raises(Refused) as refused:
        intake.receive(make.upload(content), by=SYSTEM)
    assert str(refused.value.sentence) == str(refusals.SENTENCES[code])
    assert not Document.objects.exists()
    assert not Event.objects.exists()
    assert files_in("") == []


@pytest.mark.parametrize("honest", [True, False])
def test_sixty_megabytes_are_refused_with_size_and_limit_and_what_to_do(db, honest):
    """Also when the browser lies about the size."""
    upload = make.upload(bytes(60 * MB))
    if not honest:
        upload.size = 10
    with pytest.raises(Refused) as refused, translation.override("en"):
        intake.receive(upload, by=SYSTEM)
    with translation.override("en"):
        sentence = str(refused.value.sentence)
    assert "the limit is 50 MB" in sentence
    assert "split it into parts" in sentence
    assert not honest or "60.0 MB" in sentence
    with translation.override("id"):
        assert "50 MB" in str(refused.value.sentence)
        assert "split" not in str(refused.value.sentence)
    assert files_in("") == []


@pytest.mark.django_db(transaction=True)
def test_eight_people_bringing_one_file_at_once_make_one_document():
    content, found = make.pdf(2), []

    def bring() -> None:
        try:
            found.append(intake.receive(make.upload(content), by=SYSTEM).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=bring) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert Event.objects.filter(verb="document.receive").count() == 1


# ---- the second look ----------------------------------------------------------------------------------------------
def received(content: bytes) -> Document:
    """A document for which there was no time at the door."""
    with store.aside() as temporary:
        temporary.write_bytes(content)
        sha256, size = store.digest_of(temporary)
        store.keep(temporary, sha256)
    return intake._enter(sha256, size, None, SYSTEM)


def test_a_file_looked_into_later_becomes_ready(db):
    document = received(make.pdf(2))
    assert document.state == DocumentState.RECEIVED
    examination.examine(document.pk)
    examination.examine(document.pk)  # a task may run twice
    document.refresh_from_db()
    assert (document.state, document.page_count) == (DocumentState.READY, 2)
    assert [event.verb for event in Event.objects.order_by("id")] == ["document.receive", "document.accept"]


def test_a_file_refused_later_is_not_kept_and_not_taken_again(db, django_capture_on_commit_callbacks):
    content = make.carrying_pdf()
    document = received(content)
    with django_capture_on_commit_callbacks(execute=True):
        examination.examine(document.pk)
    document.refresh_from_db()
    assert document.state == DocumentState.REFUSED
    assert document.refusal_sentence == str(refusals.SENTENCES["embedded"])
    assert files_in("documents") == []
    with pytest.raises(Refused) as refused:
        intake.receive(make.upload(content), by=SYSTEM)
    assert str(refused.value.sentence) == document.refusal_sentence
    assert files_in("documents") == []


# ---- names --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("Perda 12/2020.pdf", "2020.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\Surat Keputusan.pdf", "Surat Keputusan.pdf"),
        ("a\x00b.pdf", "a b.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie_ x.pdf"),
        ("laporan\u202efdp.exe", "laporan fdp.exe"),
        ("  .htaccess ", "htaccess"),
        ("", "berkas"),
        ("...", "berkas"),
        (".pdf", "pdf"),
        ("Kota Ambon – rekap 2022.xlsx", "Kota Ambon – rekap 2022.xlsx"),
        ("é" * 200 + ".pdf", "é" * 88 + ".pdf"),
        ('a<b>"c"|d?*.pdf', "a_b__c__d__.pdf"),
        ("tanpa akhiran", "tanpa akhiran"),
    ],
)
def test_a_name_is_made_harmless(name, clean):
    assert intake.clean_name(name) == clean


def test_a_name_of_three_hundred_bytes_fits_a_folder():
    assert len(intake.clean_name("x" * 300 + ".pdf").encode()) <= intake.NAME_BYTES
    assert intake.clean_name("x" * 300 + ".pdf").endswith(".pdf")
    assert len(intake.clean_name("x." + "y" * 300).encode()) <= intake.NAME_BYTES
