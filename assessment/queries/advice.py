"""The advisory statistics beside a ranking, as the page shows them. Never inside it."""

from typing import Any

from assessment.models import JobKind, JobState, RankingJob, Snapshot
from assessment.queries.ranking import Board


def analysis_of(snapshot: Snapshot) -> RankingJob | None:
    """The newest finished analysis of the snapshot."""
    return (
        RankingJob.objects.filter(snapshot=snapshot, kind=JobKind.ANALYSIS, state=JobState.DONE)
        .order_by("-finished_at")
        .first()
    )


def advice_of(snapshot: Snapshot, board: Board) -> dict[str, Any] | None:
    """What the newest analysis says, or None while there is none."""
    job = analysis_of(snapshot)
    return {"job": job, **job.outcome} if job else None
