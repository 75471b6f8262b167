"""The calendar of one round: its stages to draw, what was extended, and what a closed stage left undone."""

from dataclasses import dataclass
from datetime import datetime

from nominations.models import Nomination, State
from paritrana.programme.calendar import closing_of
from paritrana.programme.models import Extension, Round, StageCode


@dataclass(frozen=True)
class Row:
    """A stage as components/calendar.html draws it."""

    code: str
    label: str
    opens_at: datetime
    closes_at: datetime
    is_example: bool


def calendar_of(round_: Round) -> tuple[list[Row], list[Extension]]:
    """(the stages in their order, all extensions, the latest first). Two queries."""
    stages = list(round_.stages.all())
    rows = [
        Row(
            stage.code,
            str(stage.get_code_display()),
            stage.opens_at,
            stage.closes_at,
            round_.edition.is_example,
        )
        for stage in stages
    ]
    given = Extension.objects.filter(stage__round=round_).select_related("stage", "region", "granted_by")
    return rows, list(given.order_by("-id"))


def late_nominations(round_: Round, stages: list[Row], now: datetime) -> list[Nomination]:
    """What still waits for verification although its time has passed for it; the longest waiting first, 100 at most."""
    stage = round_.stages.filter(code=StageCode.VERIFICATION).prefetch_related("extensions").first()
    if stage is None or now < stage.closes_at:
        return []
    waiting = Nomination.objects.filter(round=round_, state__in=[State.SUBMITTED, State.RETURNED])
    found = waiting.select_related("region", "organisation__region").order_by("submitted_at")[:100]
    return [nomination for nomination in found if now >= closing_of(stage, nomination.home)]
