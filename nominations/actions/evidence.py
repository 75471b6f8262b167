"""Attaching files and pointing figures to the place in them."""

from typing import TypeVar

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nominations import citing
from nominations.actions.drafting import Clash, name_of, stamp
from nominations.actions.locking import ask_to_write, locked, locked_entry
from nominations.models import Evidence, Nomination
from nominations.models.claim import CitedEntry
from nominations.policies.nomination import may_edit
from paritrana.audit.actions import record
from paritrana.documents.intake import clean_name, receive
from paritrana.documents.models import Document, PageKind
from paritrana.documents.pages import words_on
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused

SomeCited = TypeVar("SomeCited", bound=CitedEntry)

MOST_FILES = 200
"""Files that a nomination can hold."""
MOST_TAKEN = 600
MOST_BYTES = 4 * 1024**3
"""Files and bytes that are taken in over the life of a draft, those removed again included: the archive keeps them."""


def attach(nomination: Nomination, upload: File, *, by: Actor) -> Evidence:
    """Takes a file in as evidence; a file that is attached already is given back as it is.

    Raises Refused for a file that intake refuses, and after submission or deadline. Asked before the file is looked
    into, and again under the lock: looking takes seconds, in which the deadline may pass.
    """
    may_edit(by, nomination).require()
    document = receive(upload, by=by)
    with transaction.atomic():
        nomination = locked(nomination)
        now = ask_to_write(nomination, by)
        mine = Evidence.objects.filter(nomination=nomination)
        if known := mine.filter(document=document).select_related("document").first():
            return known
        _count_in(nomination, document)
        evidence = Evidence.objects.create(
            nomination=nomination,
            document=document,
            file_name=clean_name(upload.name or ""),
            uploaded_at=now,
            uploaded_by_id=by.user_id,
        )
        record(
            "nomination.attach",
            nomination,
            by=by,
            region=nomination.round.region_code,
            changes={"file": [None, evidence.file_name], "sha256": [None, document.sha256]},
        )
    return evidence


class Full(Refused):
    """No further file fits, whichever it is: who sends several can stop."""


def ask_for_room(nomination: Nomination, size: int, *, replacing: bool = False) -> None:
    """Raises Full, with the sentence, when a file of that size (bytes) does not fit any more."""
    if not replacing and nomination.evidence.count() >= MOST_FILES:
        raise Full(_("There are %(most)s files here already. Remove one first.") % {"most": MOST_FILES})
    if nomination.files_taken >= MOST_TAKEN:
        raise Full(
            _(
                "%(most)s files have been attached to this nomination, those removed again included; no more are "
                "taken. Point figures to the files that are here, or ask the round's secretariat."
            )
            % {"most": MOST_TAKEN}
        )
    if nomination.bytes_taken + size > MOST_BYTES:
        raise Full(
            _(
                "The files attached to this nomination, those removed again included, come to %(gigabytes)s GB; no "
                "more are taken. Upload smaller scans (150 dpi), or ask the round's secretariat."
            )
            % {"gigabytes": MOST_BYTES // 1024**3}
        )


@transaction.atomic
def cite(
    entry: SomeCited,
    *,
    evidence: Evidence | None,
    page: int | None = None,
    place: str = "",
    version: int,
    by: Actor,
) -> SomeCited:
    """Points an entry to the place that proves it, or to none. Clash when the entry has been saved since `version`.

    Raises Refused for a page the file does not have, ValueError for another nomination's file.
    """
    entry = locked_entry(entry)
    nomination = entry.nomination  # type: ignore[attr-defined]
    now = ask_to_write(nomination, by)
    if evidence and evidence.nomination_id != nomination.pk:
        raise ValueError("evidence of another nomination")
    if evidence is None:
        page, place = None, ""
    else:
        page, place = _checked(evidence.document, page, place)
    document = evidence.document if evidence else None
    before = (entry.evidence_id, entry.evidence_page, entry.evidence_place, entry.evidence_document_id)
    after = (evidence.pk if evidence else None, page, place, document.pk if document else None)
    if before == after:
        return entry
    if entry.changed_since(version, ["evidence"]):
        raise Clash(entry)
    old = str(entry.evidence) if entry.evidence_id else None
    entry.evidence, entry.evidence_page, entry.evidence_place = evidence, page, place
    entry.evidence_document = document
    stamp(entry, ["evidence"], now, by)
    entry.save()
    record(
        "nomination.cite",
        nomination,
        by=by,
        region=nomination.round.region_code,
        changes={
            f"{name_of(entry)}.evidence": [old, str(evidence) if evidence else None],
            f"{name_of(entry)}.place": [list(before[1:3]), list(after[1:3])],
        },
    )
    return entry


def _checked(document: Document, page: int | None, place: str) -> tuple[int | None, str]:
    """The place as it is kept, or Refused for one that the file does not have."""
    kind = document.page_kind
    place = place.strip()
    if kind == PageKind.SHEET and citing.cells_in(place):
        place = place.upper().replace("$", "")
        page = page or (1 if document.page_count == 1 else None)
    words = words_on(document, page) if kind == PageKind.SHEET and page and place else {}
    if fault := citing.fault_in(kind, document.page_count, page, place, words):
        raise Refused(fault)
    return page, place


def replace(evidence: Evidence, upload: File, *, by: Actor) -> Evidence:
    """Puts a newer file in the place of one; figures that point to it ask to be confirmed anew.

    The archive keeps the old bytes. Raises Refused like `attach`, and for a file that is attached already.
    """
    may_edit(by, evidence.nomination).require()
    document = receive(upload, by=by)
    with transaction.atomic():
        nomination = locked(evidence.nomination)
        now = ask_to_write(nomination, by)
        evidence = Evidence.objects.select_for_update().select_related("document").get(pk=evidence.pk)
        if evidence.document_id == document.pk:
            raise Refused(_("This is the very same file. Choose the newer one."))
        if nomination.evidence.filter(document=document).exists():
            raise Refused(_("This file is attached already. Point the figures to it instead."))
        _count_in(nomination, document, replacing=True)
        old = (evidence.file_name, evidence.document.sha256)
        evidence.document, evidence.file_name = document, clean_name(upload.name or "")
        evidence.uploaded_at, evidence.uploaded_by_id = now, by.user_id
        evidence.save()
        record(
            "nomination.replace",
            nomination,
            by=by,
            region=nomination.round.region_code,
            changes={"file": [old[0], evidence.file_name], "sha256": [old[1], document.sha256]},
        )
    return evidence


def _count_in(nomination: Nomination, document: Document, *, replacing: bool = False) -> None:
    """Counts a file towards what the nomination may take in over its life; Full when it may not."""
    ask_for_room(nomination, document.size, replacing=replacing)
    nomination.files_taken += 1
    nomination.bytes_taken += document.size
    nomination.save(update_fields=["files_taken", "bytes_taken"])


@transaction.atomic
def detach(evidence: Evidence, *, by: Actor) -> None:
    """Takes a file out of the draft. Refused while a figure points to it; the archive keeps the bytes."""
    nomination = locked(evidence.nomination)
    ask_to_write(nomination, by)
    for rows in (nomination.figures, nomination.groups, nomination.regulations):
        if rows.filter(evidence=evidence).exists():
            raise Refused(_("A figure points to this file. Point it elsewhere first."))
    record(
        "nomination.remove",
        nomination,
        by=by,
        region=nomination.round.region_code,
        changes={"file": [evidence.file_name, None]},
    )
    evidence.delete()
