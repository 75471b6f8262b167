"""The way in for files: counted, digested, looked into by a confined process, and only then kept."""

import hashlib
import re
import unicodedata
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from paritrana.audit.actions import record
from paritrana.celery import enqueue
from paritrana.documents import antivirus, inspection, refusals, store
from paritrana.documents.models import Document, DocumentState
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused

NAME_BYTES = 180


def receive(upload: File, *, by: Actor) -> Document:
    """Takes an uploaded file in and gives its Document; the same bytes give the same Document, whoever brings them.

    The name plays no part: the type is found by parsing. Raises Refused with a sentence for anything that is not a
    harmless PDF, JPEG, PNG, XLSX, DOCX or PPTX of at most settings.UPLOAD_MAX_BYTES. A file that a busy machine
    can't look into at once comes back in state `received`; a worker makes it `ready` or `refused`.
    A virus scanner that is configured and does not answer keeps the file in that state too.
    May take seconds: call it before opening a transaction that locks rows.
    """
    with store.aside() as temporary:
        sha256, size = write_aside(upload, temporary)
        known = Document.objects.filter(sha256=sha256).first()
        if known and known.state == DocumentState.REFUSED:
            raise Refused(known.refusal_sentence)
        if known and store.path_of(sha256).exists():
            return known
        finding = inspection.of(temporary)
        if finding is not None and finding.refusal:
            raise Refused(refusals.sentence(**finding.refusal))
        if finding is not None and not _is_clean(temporary):
            finding = None  # quarantine: the worker asks the scanner again
        store.keep(temporary, sha256)
    return _enter(sha256, size, finding, by)


def _is_clean(path: Path) -> bool:
    """Has the virus scanner found nothing? False while it does not answer; Refused for what it found."""
    try:
        found = antivirus.scan(path).found
    except antivirus.Unreachable:
        return False
    if found:
        raise Refused(refusals.sentence("virus", {"name": found}))
    return True


def clean_name(name: str) -> str:
    """A harmless spelling of a file name: no folders, no control or direction characters, at most 180 bytes."""
    name = unicodedata.normalize("NFC", PurePosixPath(name.replace("\\", "/")).name)
    name = "".join(
        " " if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else sign for sign in name
    )
    name = re.sub(r'[<>:"|?*/\\]', "_", re.sub(r"\s+", " ", name)).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        stem, ending = name, ""
    room = NAME_BYTES - len(f".{ending}".encode())
    stem = stem.encode()[:room].decode(errors="ignore").strip(" .") or "berkas"
    return f"{stem}.{ending}" if ending else stem


def write_aside(upload: File, temporary: Path) -> tuple[str, int]:
    """Copies the upload aside while counting and digesting it; stops at the limit. Gives SHA-256 and bytes."""
    limit = settings.UPLOAD_MAX_BYTES
    if upload.size:
        check_size(upload.size)
    digest, size = hashlib.sha256(), 0
    with temporary.open("wb") as file:
        for chunk in upload.chunks():
            size += len(chunk)
            if size > limit:
                raise _too_large(size, limit)
            digest.update(chunk)
            file.write(chunk)
    if not size:
        raise Refused(refusals.sentence("empty"))
    return digest.hexdigest(), size


def check_size(size: int) -> None:
    """Refused, with the sentence, for a file of no bytes or above the limit: before any of it is sent."""
    if size <= 0:
        raise Refused(refusals.sentence("empty"))
    if size > settings.UPLOAD_MAX_BYTES:
        raise _too_large(size, settings.UPLOAD_MAX_BYTES)


def _too_large(size: int, limit: int) -> Refused:
    params = {"size": round(size / 1024**2, 1), "limit": limit // 1024**2}
    return Refused(refusals.sentence("too_large", params))


@transaction.atomic
def _enter(sha256: str, size: int, finding: inspection.Finding | None, by: Actor) -> Document:
    """The row of a file that lies in the archive; of two people who bring it at once the first one enters it."""
    mine = Document(
        sha256=sha256,
        size=size,
        state=DocumentState.READY if finding else DocumentState.RECEIVED,
        media_type=finding.media_type if finding else "",
        page_count=finding.pages if finding else None,
        received_at=clock.now(),
        received_by_id=by.user_id,
    )
    Document.objects.bulk_create([mine], ignore_conflicts=True)
    document = Document.objects.get(sha256=sha256)
    if document.state == DocumentState.REFUSED:
        raise Refused(document.refusal_sentence)
    if document.public_id == mine.public_id:
        record("document.receive", document, by=by, changes={"sha256": [None, sha256]})
        enqueue("documents.draw_pages" if finding else "documents.examine", document_id=document.pk)
    return document
