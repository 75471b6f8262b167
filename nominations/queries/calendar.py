"""The calendar of one round: what was extended, and what a closed stage left undone."""

from datetime import datetime

from nominations.models import Nomination, State
from paritrana.programme.calendar import closing_of
from paritrana.programme.models import Extension, Round, StageCode


def extensions_of(round_: Round) -> list[Extension]:
    """All extensions of the round's stages, the latest first."""
    given = Extension.objects.filter(stage__round=round_).select_related("stage", "region", "granted_by")
    return list(given.order_by("-id"))


def late_nominations(round_: Round, now: datetime) -> list[Nomination]:
    """What still waits for verification although its time has passed for it; the longest waiting first, 100 at most."""
    stage = round_.stages.filter(code=StageCode.VERIFICATION).prefetch_related("extensions").first()
    if stage is None or now < stage.closes_at:
        return []
    waiting = Nomination.objects.filter(round=round_, state__in=[State.SUBMITTED, State.RETURNED])
    found = waiting.select_related("region", "organisation__region").order_by("submitted_at")[:100]
    return [nomination for nomination in found if now >= closing_of(stage, nomination.home)]
