"""Who works on a run, and until when nobody else does."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Q

from paritrana.documents.models import ReportRun, RunState
from paritrana.documents.registry import Progress
from paritrana.documents.workflow import TRANSITIONS
from paritrana.lib import clock

LEASE = timedelta(seconds=60)
ATTEMPTS = 3
BEAT = 20  # seconds between renewals while a report builds without telling its progress
LONGEST = 1800  # seconds after which a build counts as hanging and its lease is left to run out
TELL_EVERY = 0.5  # seconds; a report of 10,000 rows doesn't write 10,000 times


class Overtaken(Exception):
    """Another worker has ended the run in the meantime; this one stops."""


@transaction.atomic
def take(run_id: int) -> ReportRun | None:
    """Takes the lease of a run that waits or whose worker has died; None when there is nothing to do."""
    now = clock.now()
    open_to_all = Q(state=RunState.QUEUED) | Q(state=RunState.RUNNING, lease_until__lt=now)
    runs = ReportRun.objects.select_for_update(skip_locked=True, of=("self",)).select_related("asked_by")
    run = runs.filter(open_to_all, pk=run_id).first()
    if run is None:
        return None
    run.state = TRANSITIONS["start"].to
    run.attempts += 1
    run.progress = 0
    run.lease_until = run.resend_at = now + LEASE
    run.save(update_fields=["state", "attempts", "progress", "lease_until", "resend_at"])
    return run


def renew(run_id: int, **progress: int) -> bool:
    """Keeps the lease for another minute; False when the run is no longer running."""
    until = clock.now() + LEASE
    running = ReportRun.objects.filter(pk=run_id, state=RunState.RUNNING)
    return bool(running.update(lease_until=until, resend_at=until, **progress))


def progress_of(run: ReportRun) -> Progress:
    """The `progress(done, total)` of a run: writes at most twice a second, and always the last step."""
    told_at = 0.0

    def progress(done: int, total: int) -> None:
        nonlocal told_at
        if done < total and time.monotonic() - told_at < TELL_EVERY:
            return
        told_at = time.monotonic()
        if not renew(run.pk, progress=done, total=total):
            raise Overtaken

    return progress


@contextmanager
def heartbeat(run: ReportRun) -> Iterator[None]:
    """Renews the lease from a thread during the block, for a build that is busy in one long step."""
    over = threading.Event()

    def beat() -> None:
        try:
            for _ in range(int(LONGEST / BEAT)):
                if over.wait(BEAT) or not renew(run.pk):
                    return
        finally:
            connection.close()  # this thread's own

    thread = threading.Thread(target=beat, name=f"lease of run {run.public_id}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
