"""A worker's way with a job: take it under a lease, do it, say what came of it. The row is the truth.

A worker that dies lets the lease run out, and the sweeper hands the row to another. Whatever a job writes it writes in
one transaction with the end of its row, so that running twice does no harm.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from assessment.actions import job as jobs
from assessment.actions import notice
from assessment.actions import snapshot as snapshots
from assessment.analysis import analyse
from assessment.counting import Tell
from assessment.models import JobKind, JobState, RankingJob
from assessment.recounting import recount
from paritrana.audit.actions import record
from paritrana.celery import send
from paritrana.documents.registry import SYSTEM, actor_for
from paritrana.lib import clock
from paritrana.lib.verdict import Refused

LEASE = timedelta(seconds=60)
PAUSE = timedelta(seconds=10)
ATTEMPTS = 3
BEAT = 1.0  # seconds between two words of progress

log = logging.getLogger(__name__)


class Overtaken(Exception):
    """Another worker has ended the job in the meantime; this one's work is rolled back."""


def run(job_id: int) -> None:
    """Does the job with the rights its asker has now. Does nothing if it has ended or another has it."""
    job = _take(job_id)
    if job is None:
        return
    with translation.override(job.language):
        if job.attempts > ATTEMPTS:
            _fail(
                job,
                _(
                    "The work broke off three times. Order it again; if it breaks off again, tell the operator."
                ),
            )
            return
        try:
            with _heartbeat(job) as tell, transaction.atomic():
                DO[JobKind(job.kind)](job, tell)
                _finish(job)
        except Overtaken:
            return
        except Refused as refused:
            _fail(job, str(refused.sentence))
        except Exception:
            log.exception("ranking job %s (%s) broke off", job.public_id, job.kind)
            if job.attempts < ATTEMPTS:
                _postpone(job)
            else:
                _fail(
                    job,
                    _("The work could not be done. The operator can see why in the log: %s.") % job.public_id,
                )


def sweep() -> None:
    """Hands to the queue again what was lost on the way or whose worker has died."""
    due = RankingJob.objects.filter(
        state__in=[JobState.QUEUED, JobState.RUNNING], resend_at__lt=clock.now()
    ).values_list("pk", flat=True)
    for job_id in due[:100]:
        RankingJob.objects.filter(pk=job_id).update(resend_at=clock.now() + LEASE)
        send("assessment.run_job", {"job_id": job_id})


def _snapshot(job: RankingJob, tell: Tell) -> None:
    by = actor_for(job.asked_by)
    taken = snapshots.take(job.panel, job.ranking, by=by, rehearsal=job.seed, tell=tell)
    job.snapshot = taken
    if not taken.is_rehearsal:
        jobs.order_analysis(taken, by=SYSTEM)


def _recount(job: RankingJob, tell: Tell) -> None:
    job.outcome = recount(job.snapshot, tell).as_json()


def _analysis(job: RankingJob, tell: Tell) -> None:
    job.outcome = analyse(job.snapshot, seed=job.seed or 0, tell=tell)


def _invite(job: RankingJob, tell: Tell) -> None:
    told = notice.invite(job.snapshot, by=actor_for(job.asked_by), progress=tell)
    job.outcome = {"told": len(told)}


DO: dict[JobKind, Callable[[RankingJob, Tell], None]] = {
    JobKind.TAKE: _snapshot,
    JobKind.RECOUNT: _recount,
    JobKind.ANALYSIS: _analysis,
    JobKind.INVITE: _invite,
}


@transaction.atomic
def _take(job_id: int) -> RankingJob | None:
    now = clock.now()
    free = Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, lease_until__lt=now)
    job = (
        RankingJob.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("panel", "snapshot__panel__round__region", "snapshot__panel__category", "asked_by")
        .filter(free, pk=job_id)
        .first()
    )
    if job is None:
        return None
    job.state, job.attempts, job.progress = JobState.RUNNING, job.attempts + 1, 0
    job.lease_until = job.resend_at = now + LEASE
    job.save(update_fields=["state", "attempts", "progress", "lease_until", "resend_at"])
    return job


@contextmanager
def _heartbeat(job: RankingJob) -> Iterator[Tell]:
    """Gives a `tell`, and writes what it was told through a connection of its own: the work itself is one transaction."""
    told, over = {"progress": 0, "total": 0}, threading.Event()

    def tell(done: int, total: int) -> None:
        told.update(progress=done, total=total)

    def beat() -> None:
        try:
            while not over.wait(BEAT):
                until = clock.now() + LEASE
                RankingJob.objects.filter(pk=job.pk, state=JobState.RUNNING).update(
                    lease_until=until, resend_at=until, **told
                )
        finally:
            connection.close()  # this thread's own

    thread = threading.Thread(target=beat, name=f"lease of job {job.public_id}", daemon=True)
    thread.start()
    try:
        yield tell
    finally:
        over.set()
        thread.join()


def _finish(job: RankingJob) -> None:
    locked = _locked(job)
    if locked is None:
        raise Overtaken
    locked.state, locked.error, locked.finished_at = JobState.DONE, "", clock.now()
    locked.snapshot, locked.outcome = job.snapshot, job.outcome
    locked.total = max(1, locked.total)
    locked.progress, locked.lease_until, locked.resend_at = locked.total, None, None
    locked.save()
    record("rankingjob.finish", locked, by=SYSTEM, region=job.panel.round.region_code)


@transaction.atomic
def _fail(job: RankingJob, sentence: str) -> None:
    if locked := _locked(job):
        locked.state, locked.error, locked.finished_at = JobState.FAILED, sentence, clock.now()
        locked.lease_until = locked.resend_at = None
        locked.save()
        record("rankingjob.fail", locked, by=SYSTEM, region=job.panel.round.region_code, reason=sentence)


@transaction.atomic
def _postpone(job: RankingJob) -> None:
    if locked := _locked(job):
        locked.state, locked.lease_until = JobState.QUEUED, None
        locked.resend_at = clock.now() + PAUSE * job.attempts
        locked.save()


def _locked(job: RankingJob) -> RankingJob | None:
    return RankingJob.objects.select_for_update().filter(pk=job.pk, state=JobState.RUNNING).first()
