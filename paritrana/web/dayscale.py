"""Stages on a true day scale: where each bar begins and ends, as per cent of the picture's width."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any, Protocol

from paritrana.lib.decimals import rounded
from paritrana.web import moments

WEEKS_AT_MOST = 12
"""Longer rounds are ticked by month, so that the words of the ticks never touch."""


WEEKS_APART = 7
"""From so many weeks on, only every second (third, …) is ticked, for the same reason."""


class Stage(Protocol):
    """What a stage must tell; `is_example` is optional."""

    label: str
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True)
class Bar:
    """One row: its words, the part that is past and the part to come (x and width in per cent, "" for none)."""

    label: str
    words: str
    past_x: str
    past_width: str
    coming_x: str
    coming_width: str
    is_now: bool
    is_example: bool


def drawing(stages: Sequence[Stage], now: datetime, zone: str, language: str) -> dict[str, Any]:
    """Everything the template components/calendar.html draws; no stages give no rows."""
    if not stages:
        return {"rows": [], "ticks": [], "now_x": "", "now_words": ""}
    first = moments.in_zone(min(stage.opens_at for stage in stages), zone)
    start = first.replace(hour=0, minute=0, second=0, microsecond=0)
    end = moments.in_zone(max(stage.closes_at for stage in stages), zone)
    whole = max(_seconds(start, end), 1)

    def x(moment: datetime) -> Fraction:
        return min(max(Fraction(_seconds(start, moment), whole), Fraction(0)), Fraction(1)) * 100

    def bar(stage: Stage) -> Bar:
        left, middle, right = (
            x(stage.opens_at),
            x(min(max(now, stage.opens_at), stage.closes_at)),
            x(stage.closes_at),
        )
        is_now = stage.opens_at <= now < stage.closes_at
        return Bar(
            label=stage.label,
            words=period(stage.opens_at, stage.closes_at, zone, language, with_hour=is_now),
            past_x=rounded(left, 2) if middle > left else "",
            past_width=rounded(middle - left, 2),
            coming_x=rounded(middle, 2) if right > middle else "",
            coming_width=rounded(right - middle, 2),
            is_now=is_now,
            is_example=bool(getattr(stage, "is_example", False)),
        )

    return {
        "rows": [bar(stage) for stage in stages],
        "ticks": [
            {"x": rounded(x(tick), 2), "words": moments.short_day(tick, language)}
            for tick in _ticks(start, end)
        ],
        "now_x": rounded(x(now), 2) if start <= now <= end else "",
        "now_words": moments.zoned(now, language, zone, weekday=True),
    }


def period(opens_at: datetime, closes_at: datetime, zone: str, language: str, with_hour: bool = False) -> str:
    """21 Des, 15–17 Des, 30 Nov–4 Des; of a stage that runs only its closing moment: 14 Des 23.59."""
    first, last = moments.in_zone(opens_at, zone).date(), moments.in_zone(closes_at, zone)
    if with_hour:
        return f"{moments.short_day(last, language)} {moments.hour(closes_at, language, zone)}"
    # a stage that closes at midnight ended on the day before
    last_day = (last - timedelta(microseconds=1)).date() if closes_at > opens_at else last.date()
    if first >= last_day:
        return moments.short_day(first, language)
    if (first.year, first.month) == (last_day.year, last_day.month):
        return f"{first.day}–{moments.short_day(last_day, language)}"
    return f"{moments.short_day(first, language)}–{moments.short_day(last_day, language)}"


def _ticks(start: datetime, end: datetime) -> list[datetime]:
    if end - start <= timedelta(weeks=WEEKS_AT_MOST):
        weeks = (end - start) // timedelta(weeks=1)
        return [start + timedelta(weeks=n) for n in range(0, weeks + 1, 1 + weeks // WEEKS_APART)]
    months = {(start + timedelta(days=n)).replace(day=1) for n in range(31, (end - start).days + 1)}
    step = 1 + len(months) // WEEKS_AT_MOST
    return sorted(months)[::step]


def _seconds(start: datetime, moment: datetime) -> int:
    return int((moment - start).total_seconds())
