"""The rounds laid out for their pages: funnel rows, tile map, calendars side by side. Pure but for words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessment.queries.funnel import STEPS, Counts, Standing
from paritrana.lib.decimals import rounded
from paritrana.programme.models import Round
from paritrana.regions.models import Zone
from paritrana.regions.tiles import COLUMNS, PLACES, ROWS, SEA_NAMES
from paritrana.web import moments
from paritrana.web.charts import Cell, TileMap, bar_stacks, tile_map


@dataclass(frozen=True)
class Segment:
    """One stage in a row of calendars, x and width in per cent of the picture."""

    label: str
    x: str
    width: str
    css: str  # past | here | to-come


def funnel_rows(counts: Counts) -> list[dict[str, Any]]:
    """Each step with its count and a bar on one scale."""
    stacks = bar_stacks([[[counts[step]]] for step in STEPS], width=320, steps=(4,), height=16)
    return [
        {"label": label, "count": counts[step], "bars": stack}
        for (step, label), stack in zip(STEPS.items(), stacks, strict=True)
    ]


def map_of(standings: Sequence[Standing], step: str, category: int | None = None) -> TileMap:
    """The provinces' counts of one step; a joint round is drawn at its host and said at its guests'."""
    by_code: dict[str, Standing] = {}
    for standing in standings:
        if standing.round.region:
            by_code[standing.round.region.code] = standing
            for guest in standing.round.joined.all():
                by_code[guest.region.code] = standing
    cells = []
    for place in PLACES:
        standing = by_code.get(place.code)
        value = standing.counts(category)[step] if standing else 0
        title = _title(standing, place.label, str(STEPS[step]), value)
        url = reverse("assessment:round", args=[standing.round.public_id]) if standing else "#table"
        cells.append(Cell(place.code, place.label, title, place.column, place.row, value, url))
    sentence = _("%(step)s by province; the same figures stand in the table below.") % {"step": STEPS[step]}
    names = {str(Zone(code).label): place for code, place in SEA_NAMES.items()}
    drawn = tile_map(cells, columns=COLUMNS, rows=ROWS, sentence=sentence, names=names)
    most = max((cell.value for cell in cells), default=0)
    return replace(drawn, tiles=tuple(replace(t, step=_shade(t.cell.value, most)) for t in drawn.tiles))


def _title(standing: Standing | None, label: str, step: str, value: int) -> str:
    if standing is None:
        return _("%(name)s: no round") % {"name": label}
    late = "; ".join(map(str, standing.late))
    words = _("%(name)s: %(step)s %(n)d") % {"name": name_of(standing.round), "step": step, "n": value}
    return f"{words}; {late}" if late else words


def _shade(value: int, most: int) -> int:
    """The ramp's step of a count among counts up to `most`: 0 for none, then 2 to 5 by quarters."""
    return 0 if not value else 2 + min(3, (value - 1) * 4 // max(most, 1))


def calendars(standings: Iterable[Standing], now: datetime) -> dict[str, Any]:
    """All rounds on one day scale: rows of segments, month ticks, and the line of now."""
    rows = [(standing, list(standing.round.stages.all())) for standing in standings]
    rows = [(standing, stages) for standing, stages in rows if stages]
    if not rows:
        return {"rows": [], "ticks": [], "now_x": ""}
    start = min(stage.opens_at for _standing, stages in rows for stage in stages)
    end = max(stage.closes_at for _standing, stages in rows for stage in stages)
    whole = max(int((end - start).total_seconds()), 1)

    def x(moment: datetime) -> Fraction:
        inside = min(max(moment, start), end)
        return Fraction(int((inside - start).total_seconds()) * 100, whole)

    def segment(stage: Any) -> Segment:
        css = "past" if stage.closes_at <= now else "here" if stage.opens_at <= now else "to-come"
        width = x(stage.closes_at) - x(stage.opens_at)
        return Segment(stage.get_code_display(), rounded(x(stage.opens_at), 2), rounded(width, 2), css)

    language, days = get_language() or "id", max((end - start).days, 1)
    ticks = [start + timedelta(days=days * part // 6) for part in range(6)]
    return {
        "rows": [
            {
                "standing": standing,
                "name": _short(standing.round),
                "segments": [segment(stage) for stage in stages],
                "stage": _running(stages, now),
            }
            for standing, stages in rows
        ],
        "ticks": [{"x": rounded(x(tick), 2), "words": moments.short_day(tick, language)} for tick in ticks],
        "now_x": rounded(x(now), 2) if start <= now <= end else "",
    }


def _running(stages: Sequence[Any], now: datetime) -> Any:
    """The open stage that closes first, or the next to open; None once all are over."""
    open_now = [stage for stage in stages if stage.opens_at <= now < stage.closes_at]
    coming = [stage for stage in stages if stage.opens_at > now]
    if open_now:
        return min(open_now, key=lambda stage: stage.closes_at)
    return min(coming, key=lambda stage: stage.opens_at, default=None)


def name_of(round_: Round) -> str:
    """A round by its place: the province with its guests, or the national one."""
    if round_.region is None:
        return _("National")
    return " + ".join([str(round_.region), *(str(guest.region) for guest in round_.joined.all())])


def _short(round_: Round) -> str:
    """The same for one line: the guests as the map calls them."""
    if round_.region is None:
        return _("National")
    labels = {place.code: place.label for place in PLACES}
    return " + ".join([str(round_.region), *(labels[guest.region.code] for guest in round_.joined.all())])
