"""The second look, in the worker, at a file that took too long while its owner waited."""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from paritrana.audit.actions import record
from paritrana.celery import enqueue
from paritrana.documents import antivirus, inspection, store
from paritrana.documents.models import Document, DocumentState
from paritrana.documents.registry import SYSTEM
from paritrana.lib import clock

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=150)


def examine(document_id: int) -> None:
    """Makes a received document ready or refused. The bytes of a refused one are not kept."""
    document = _take(document_id)
    if document is None:
        return
    path = store.path_of(document.sha256)
    try:
        found = antivirus.scan(path).found
    except antivirus.Unreachable as why:
        log.warning("virus scanner gives no verdict, %s stays in quarantine: %s", document, why)
        Document.objects.filter(pk=document_id).update(busy_until=None)
        return  # the sweeper asks again
    finding = inspection.of(path, inspection.IN_THE_WORKER)
    refusal = finding.refusal if finding else {"code": "too_heavy"}
    if found:
        refusal = {"code": "virus", "params": {"name": found}}
    with transaction.atomic():
        fresh = Document.objects.select_for_update().get(pk=document_id)
        if fresh.state != DocumentState.RECEIVED:
            return
        fresh.busy_until = None
        if refusal or finding is None:
            fresh.state, fresh.refusal = DocumentState.REFUSED, refusal
        else:
            fresh.state = DocumentState.READY
            fresh.media_type, fresh.page_count = finding.media_type, finding.pages
            enqueue("documents.draw_pages", document_id=document_id)
        fresh.save()
        verb = "document.refuse" if refusal else "document.accept"
        record(verb, fresh, by=SYSTEM, reason=fresh.refusal.get("code", ""))
        if refusal:
            transaction.on_commit(lambda: store.path_of(document.sha256).unlink(missing_ok=True))


@transaction.atomic
def _take(document_id: int) -> Document | None:
    free = Q(busy_until=None) | Q(busy_until__lt=clock.now())
    waiting = Document.objects.select_for_update(skip_locked=True).filter(free, state=DocumentState.RECEIVED)
    document = waiting.filter(pk=document_id).first()
    if document:
        document.busy_until = clock.now() + LEASE
        document.save(update_fields=["busy_until"])
    return document
