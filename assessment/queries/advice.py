"""The advisory statistics beside a ranking, as the page shows them. Never inside it."""

from typing import Any

from assessment.models import JobKind, JobState, RankingJob, Snapshot
from assessment.models.sheet import SheetStage
from assessment.queries.ranking import Board


def analysis_of(snapshot: Snapshot) -> RankingJob | None:
    """The newest finished analysis of the snapshot."""
    return (
        RankingJob.objects.filter(snapshot=snapshot, kind=JobKind.ANALYSIS, state=JobState.DONE)
        .order_by("-finished_at")
        .first()
    )


MEASURES = {"icc1": "ICC(2,1)", "icck": "ICC(2,k)", "alpha": "Krippendorff α", "w": "Kendall W"}


def changes_a_winner(snapshot: Snapshot) -> bool:
    """Does the newest analysis say that the severity-adjusted order has other winners?"""
    job = analysis_of(snapshot)
    return bool(job and job.outcome.get("severity", {}).get("changes_a_winner"))


def advice_of(job: RankingJob | None, board: Board) -> dict[str, Any] | None:
    """What an analysis says, in the page's words; None while there is none."""
    if job is None:
        return None
    names = {row.placing.nomination.public_id: row.name for row in board.ranked}
    outcome = job.outcome
    return {
        "job": job,
        "agreement": [
            (SheetStage(stage).label, [(name, found.get(code)) for code, name in MEASURES.items()])
            for stage, found in outcome.get("agreement", {}).items()
        ],
        "without": [
            (label, [names[key] for key in moved if key in names])
            for label, moved in outcome.get("without", {}).items()
        ],
        "moved": [names[key] for key in outcome.get("severity", {}).get("moved", []) if key in names],
        "changes_a_winner": outcome.get("severity", {}).get("changes_a_winner", False),
        "level": [
            (names[key], low, high)
            for key, (low, high, is_level) in outcome.get("stability", {}).items()
            if is_level and key in names
        ],
    }
