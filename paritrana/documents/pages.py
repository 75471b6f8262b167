"""What is shown of evidence: pictures of pages, words of sheets and texts, drawn by a worker in a confined process."""

import json
import re
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paritrana.celery import enqueue
from paritrana.documents import confinement, signers, store
from paritrana.documents.models import Document, DocumentState
from paritrana.lib import clock

AT_A_TIME = 20  # pages of one task, so that a thick file doesn't keep a receipt waiting
ATTEMPTS = 3
LEASE = timedelta(seconds=180)
NAME = re.compile(r"[1-9]\d{0,4}(-[1-9])?\.webp|[1-9]\d{0,4}\.json")
LIMITS = confinement.Limits(seconds=120, memory=2 * 1024**3, writes=32 * 1024**2)


@dataclass(frozen=True)
class Preview:
    """What can be shown of a document: pictures 1 to `shown`, and a sentence while (or because) some are missing."""

    shown: int
    pages: int
    sentence: "str | Promise" = ""


def preview_of(document: Document) -> Preview:
    """The pictures of a document that there are by now."""
    if document.state == DocumentState.REFUSED:
        return Preview(0, 0, document.refusal_sentence)
    if document.state == DocumentState.RECEIVED:
        return Preview(0, 0, _("The file is being checked. Reload the page in a minute."))
    if document.page_count is None:
        return Preview(0, 0, _("This file can't be shown here. Open the original."))
    if document.pages_drawn >= document.page_count:
        return Preview(document.page_count, document.page_count)
    waiting = _("The pages are being drawn. Reload the page in a minute, or open the original.")
    broken = _("The remaining pages can't be drawn. Open the original.")
    given_up = document.drawing_attempts >= ATTEMPTS
    return Preview(document.pages_drawn, document.page_count, broken if given_up else waiting)


def words_on(document: Document, number: int) -> dict[str, Any]:
    """The words of one page (from 1) as the drawing process left them (cell/workbooks, texts, slides, numbers); {} for none."""
    try:
        return json.loads(store.words_path(document.sha256, number).read_text())
    except (FileNotFoundError, ValueError):
        return {}


def undrawn() -> QuerySet[Document]:
    """Documents with pages still to draw, which no worker is busy with."""
    free = Q(busy_until=None) | Q(busy_until__lt=clock.now())
    return Document.objects.filter(
        free, state=DocumentState.READY, pages_drawn__lt=F("page_count"), drawing_attempts__lt=ATTEMPTS
    )


def draw(document_id: int) -> None:
    """Draws the next pages of a document and asks for the rest. Twice does no harm: the pictures are the same."""
    with transaction.atomic():
        document = undrawn().select_for_update(skip_locked=True).filter(pk=document_id).first()
        if document is None:
            return
        document.drawing_attempts += 1
        document.busy_until = clock.now() + LEASE
        document.save(update_fields=["drawing_attempts", "busy_until"])
    signers.look(document)
    first = document.pages_drawn + 1
    last = min(document.page_count or 0, first + AT_A_TIME - 1)
    _draw_pages(document.sha256, first, last)
    with transaction.atomic():
        # Counted as drawn even if a page could not be: its picture stays missing, the pages after it are shown.
        Document.objects.filter(pk=document_id, pages_drawn=first - 1).update(
            pages_drawn=last, drawing_attempts=0, busy_until=None
        )
        if last < (document.page_count or 0):
            enqueue("documents.draw_pages", document_id=document_id)


def _draw_pages(sha256: str, first: int, last: int) -> None:
    with tempfile.TemporaryDirectory(dir=store.incoming()) as name:
        folder = Path(name)
        try:
            _ask(sha256, folder, first, last)
        except (confinement.Broke, confinement.OutOfTime):
            # One page broke the process: each by itself, and without the one that does.
            for number in range(first, last + 1):
                try:
                    _ask(sha256, folder, number, number)
                except (confinement.Broke, confinement.OutOfTime):
                    continue
        for drawn in folder.iterdir():
            if NAME.fullmatch(drawn.name):
                store.into_place(drawn, store.pages_folder(sha256) / drawn.name)


def _ask(sha256: str, folder: Path, first: int, last: int) -> None:
    confinement.ask("draw", str(store.path_of(sha256)), str(folder), str(first), str(last), limits=LIMITS)
