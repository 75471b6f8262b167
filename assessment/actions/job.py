"""Ordering work on rankings: a worker does it, its row says how far it is."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from assessment.actions.locking import locked_panel
from assessment.actions.notice import may_go_out
from assessment.actions.snapshot import ready_to_rank
from assessment.models import JobKind, JobState, Panel, RankingJob, Snapshot
from assessment.policies.ranking import may_export, may_invite, may_rank
from paritrana.audit.actions import record
from paritrana.celery import enqueue
from paritrana.documents.registry import SYSTEM
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.programme.reading import rules_of

FIRST_RESEND = timedelta(seconds=5)
"""A job that nobody has taken by then is handed to the queue once more."""
UNDER_WAY = (JobState.QUEUED, JobState.RUNNING)
SEEDS = 2**31


@transaction.atomic
def order_snapshot(
    panel: Panel, ranking: str, *, by: Actor, rehearsal: bool = False, seed: int | None = None
) -> RankingJob:
    """Orders a snapshot of that ranking; for a rehearsal with the seed of its scores, drawn if not given.

    Raises Refused at once for what the worker would refuse anyway, and while another snapshot of the panel is taken.
    """
    panel = locked_panel(panel)
    may_rank(by, panel).require()
    ready_to_rank(panel, rules_of(panel.category), ranking, is_rehearsal=rehearsal)
    if RankingJob.objects.filter(panel=panel, kind=JobKind.TAKE, state__in=UNDER_WAY).exists():
        raise Refused(
            _("Another snapshot of this panel is being taken. Wait until it is there, then take this one.")
        )
    drawn = (secrets.randbelow(SEEDS) if seed is None else seed) if rehearsal else None
    return _order(JobKind.TAKE, panel, ranking, by, seed=drawn)


@transaction.atomic
def order_recount(snapshot: Snapshot, *, by: Actor) -> RankingJob:
    """Orders a recount of the kept snapshot; the one under way if there is one."""
    may_export(by, snapshot).require()
    return _about(JobKind.RECOUNT, snapshot, by)


@transaction.atomic
def order_analysis(snapshot: Snapshot, *, by: Actor, seed: int | None = None) -> RankingJob:
    """Orders the advisory statistics beside a snapshot; the one under way if there is one.

    The seed of its draws stays on record; by default it is the snapshot's number, so that asking twice gives the same.
    """
    if by is not SYSTEM:
        may_export(by, snapshot).require()
    return _about(JobKind.ANALYSIS, snapshot, by, seed=snapshot.number if seed is None else seed)


@transaction.atomic
def order_invitations(snapshot: Snapshot, *, by: Actor) -> RankingJob:
    """Orders that every nominee of a shortlist is told its own outcome; the job under way if there is one.

    Raises Refused at once for what the worker would refuse anyway.
    """
    may_invite(by, snapshot).require()
    may_go_out(snapshot).require()
    return _about(JobKind.INVITE, snapshot, by)


def _about(kind: JobKind, snapshot: Snapshot, by: Actor, seed: int | None = None) -> RankingJob:
    locked_panel(snapshot.panel)
    running = RankingJob.objects.filter(snapshot=snapshot, kind=kind, state__in=UNDER_WAY).first()
    return running or _order(kind, snapshot.panel, snapshot.ranking, by, snapshot=snapshot, seed=seed)


def _order(
    kind: JobKind,
    panel: Panel,
    ranking: str,
    by: Actor,
    *,
    snapshot: Snapshot | None = None,
    seed: int | None = None,
) -> RankingJob:
    now = clock.now()
    job = RankingJob.objects.create(
        kind=kind,
        panel=panel,
        ranking=ranking,
        seed=seed,
        snapshot=snapshot,
        language=translation.get_language() or "id",
        asked_at=now,
        asked_by_id=by.user_id,
        resend_at=now + FIRST_RESEND,
    )
    record(
        "rankingjob.order",
        job,
        by=by,
        region=panel.round.region_code,
        changes={"kind": [None, str(kind)], "ranking": [None, ranking]},
    )
    enqueue("assessment.run_job", job_id=job.pk)
    return job
