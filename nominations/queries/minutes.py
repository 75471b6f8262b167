"""The minutes of verification: one paper for each outcome of a nomination."""

from nominations.models import Nomination
from paritrana.documents.models import ReportRun

MINUTES = "nominations.minutes"
"""The code of the report."""


def minutes_key(nomination: Nomination) -> str:
    """The key under which the minutes of the present outcome are ordered."""
    ended = nomination.verified_at.isoformat() if nomination.verified_at else ""
    return f"minutes:{nomination.public_id}:{ended}"


def minutes_of(nomination: Nomination) -> ReportRun | None:
    """The order of the minutes, as far as it is; None before there is an outcome."""
    if nomination.verified_at is None:
        return None
    return ReportRun.objects.select_related("document").filter(key=minutes_key(nomination)).first()
