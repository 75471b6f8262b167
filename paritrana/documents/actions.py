"""Ordering a report."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation

from paritrana.audit.actions import record
from paritrana.celery import enqueue
from paritrana.documents.models import ReportRun, RunState
from paritrana.documents.registry import report_of
from paritrana.documents.workflow import TRANSITIONS
from paritrana.lib import clock
from paritrana.lib.permissions import Actor

FIRST_RESEND = timedelta(seconds=5)
"""An order that nobody has taken by then is handed to the queue once more."""

_in_bulk: ContextVar[bool] = ContextVar("in_bulk", default=False)


@contextmanager
def orders_in_bulk() -> Iterator[None]:
    """Within the block all orders are of the kind that nobody waits for: a batch, a demo."""
    token = _in_bulk.set(True)
    try:
        yield
    finally:
        _in_bulk.reset(token)


@transaction.atomic
def order(
    code: str, parameters: dict[str, Any], *, by: Actor, key: str | None = None, language: str | None = None
) -> ReportRun:
    """Orders a report; a worker builds it once the present transaction has committed.

    `parameters` are plain JSON (public ids, codes). `by` is who asks: the report is built with that person's rights
    at that moment; `registry.SYSTEM` for what the portal prints by itself. `key` makes the order unique: the second
    one with the same key gets the first one's run. `language` defaults to the one the asker reads.
    Raises KeyError for a code that nobody registered.
    """
    report_of(code)
    now = clock.now()
    run = ReportRun(
        report=code,
        parameters=parameters,
        language=language or translation.get_language() or "id",
        key=key,
        asked_by_id=by.user_id,
        asked_at=now,
        resend_at=now + FIRST_RESEND,
        in_bulk=_in_bulk.get(),
    )
    if key is None:
        run.save()
    else:
        # A race of two orders waits here for the other's commit and then finds its run.
        ReportRun.objects.bulk_create([run], ignore_conflicts=True)
        public_id, run = run.public_id, ReportRun.objects.get(key=key)
        if run.public_id != public_id:
            return run
    record("reportrun.order", run, by=by, changes={"report": [None, code]})
    enqueue("documents.render_run", in_bulk=run.in_bulk, run_id=run.pk)
    return run


@transaction.atomic
def retry(run: ReportRun, *, by: Actor) -> ReportRun:
    """Orders a run that failed or expired again, with all its attempts. Raises Refused in any other state, or for another."""
    run = ReportRun.objects.select_for_update().get(pk=run.pk)
    TRANSITIONS["retry"].verdict(by, run).require()
    now = clock.now()
    run.state, run.attempts, run.progress, run.error = RunState.QUEUED, 0, 0, ""
    run.finished_at, run.lease_until, run.resend_at = None, None, now + FIRST_RESEND
    run.save()
    record("reportrun.retry", run, by=by)
    enqueue("documents.render_run", in_bulk=run.in_bulk, run_id=run.pk)
    return run


def hold(runs: QuerySet[ReportRun]) -> int:
    """Keeps those of the runs that wait out of the workers' hands until they are released; returns how many.

    For the app that ordered them: it asks its own policy and records the event.
    """
    return runs.filter(state__in=TRANSITIONS["hold"].from_).update(
        state=TRANSITIONS["hold"].to, resend_at=None
    )


@transaction.atomic
def release(runs: QuerySet[ReportRun]) -> int:
    """Gives held runs back to the workers; returns how many."""
    held = runs.select_for_update(of=("self",)).filter(state__in=TRANSITIONS["release"].from_)
    found = dict(held.order_by("pk").values_list("pk", "in_bulk"))
    ReportRun.objects.filter(pk__in=found).update(
        state=TRANSITIONS["release"].to, resend_at=clock.now() + FIRST_RESEND
    )
    for run_id, in_bulk in found.items():
        enqueue("documents.render_run", in_bulk=in_bulk, run_id=run_id)
    return len(found)
