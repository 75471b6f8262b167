"""Finds work whose message was lost: a broker that was down, a worker that was killed."""

import functools
import time
from datetime import timedelta

from django.db import transaction

from paritrana.celery import send
from paritrana.documents import expiry, pages, partial, store
from paritrana.documents.models import Document, DocumentState, ReportRun, RunState
from paritrana.lib import clock

AT_A_TIME = 200
AGAIN = timedelta(
    seconds=60
)  # the same row is handed out once a minute at most, or a long queue would only grow
SETTLED = timedelta(seconds=30)
STALE = 24 * 3600  # seconds after which a file that is being written belongs to nobody


def sweep() -> list[int]:
    """Hands waiting work to the queue again, clears what dead processes left behind; gives the runs handed out."""
    runs = _send_runs()
    _send_documents()
    _clear_incoming()
    partial.clear_stale()
    expiry.clear_expired()
    return runs


@transaction.atomic
def _send_runs() -> list[int]:
    now = clock.now()
    waiting = ReportRun.objects.select_for_update(skip_locked=True).filter(
        state__in=[RunState.QUEUED, RunState.RUNNING], resend_at__lte=now
    )
    found = dict(waiting.order_by("in_bulk", "resend_at").values_list("pk", "in_bulk")[:AT_A_TIME])
    ReportRun.objects.filter(pk__in=found).update(resend_at=now + AGAIN)
    for in_bulk in (False, True):
        ids = [pk for pk, one_of_many in found.items() if one_of_many == in_bulk]
        transaction.on_commit(
            functools.partial(_send_all, "documents.render_run", "run_id", ids, in_bulk=in_bulk)
        )
    return list(found)


def _send_documents() -> None:
    settled = clock.now() - SETTLED
    unchecked = Document.objects.filter(state=DocumentState.RECEIVED, received_at__lt=settled)
    _send_all("documents.examine", "document_id", list(unchecked.values_list("pk", flat=True)[:AT_A_TIME]))
    undrawn = pages.undrawn().filter(received_at__lt=settled).order_by("pk")
    _send_all("documents.draw_pages", "document_id", list(undrawn.values_list("pk", flat=True)[:20]))


def _send_all(task: str, name: str, ids: list[int], *, in_bulk: bool = False) -> None:
    """Stops at the first message the broker does not take: the others wait for the next sweep as well."""
    for pk in ids:
        if not send(task, {name: pk}, in_bulk=in_bulk):
            return


def _clear_incoming() -> None:
    for path in store.incoming().iterdir():
        if path.is_file() and time.time() - path.stat().st_mtime > STALE:
            path.unlink(missing_ok=True)
