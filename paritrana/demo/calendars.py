"""Calendars laid around a moment, and moments within their stages."""

from datetime import datetime, timedelta

from paritrana.programme.models import Round, StageCode

DAYS = {
    StageCode.REGISTRATION: 28,
    StageCode.VERIFICATION: 10,
    StageCode.DOCUMENT: 10,
    StageCode.INTERVIEW: 4,
    StageCode.PLENARY: 5,
    StageCode.OBJECTION: 5,
    StageCode.DECISION: 5,
    StageCode.CEREMONY: 14,
}
"""How long each stage of an example round lasts."""

Calendar = dict[str, tuple[datetime, datetime]]


def around(now: datetime, code: str, *, left: float = 0.6) -> Calendar:
    """Stages one after another such that `code` is open at the moment, with that part of it still to come."""
    codes = list(DAYS)
    before = sum(DAYS[stage] for stage in codes[: codes.index(StageCode(code))])
    opens = now - timedelta(days=before + DAYS[StageCode(code)] * (1 - left))
    return chained(opens.replace(minute=0, second=0, microsecond=0), DAYS)


def chained(opens: datetime, days: dict[StageCode, int]) -> Calendar:
    """Stages that follow one another from that moment on."""
    calendar: Calendar = {}
    for code, length in days.items():
        calendar[code] = (opens, opens + timedelta(days=length))
        opens = calendar[code][1]
    return calendar


def within(round_: Round, code: str, now: datetime, part: float = 0.3) -> datetime:
    """A moment inside that stage of the round that lies in the past: a third into it, but before now."""
    stage = round_.stages.get(code=code)
    return min(stage.opens_at + (stage.closes_at - stage.opens_at) * part, now - timedelta(minutes=10))
