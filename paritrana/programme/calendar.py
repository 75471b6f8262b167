"""When a stage of a round is open. The moment is always handed in, from the one clock."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from paritrana.lib.along import made
from paritrana.lib.verdict import YES, Verdict, no
from paritrana.programme.models import Round, Stage, StageCode
from paritrana.regions.models import Region


def stage_of(round_: Round, code: str) -> Stage | None:
    """The stage of the round with that code, from what is prefetched if it is."""
    return next((stage for stage in stages_of(round_) if stage.code == code), None)


def stages_of(round_: Round) -> list[Stage]:
    """The stages of the round in their order; without a query where they were brought or prefetched."""
    brought: list[Stage] | None = getattr(round_, "brought_stages", None)
    return list(round_.stages.all()) if brought is None else brought


def bring_stages(round_: Round, rows: list[dict[str, Any]]) -> None:
    """Gives the round its stages as they came along with another row (queries.stages_along)."""
    round_.brought_stages = [made(Stage, row) for row in rows]  # type: ignore[attr-defined]


def closing_of(stage: Stage, region: Region | None = None) -> datetime:
    """When the stage closes for a nominee at home in that region: the round's moment, or a later one given to it."""
    if region is None:
        return stage.closes_at
    home = {region.pk, region.province_id}
    later = [more.closes_at for more in stage.extensions.all() if more.region_id in home]
    return max([stage.closes_at, *later])


@dataclass(frozen=True)
class StageRow:
    """A stage as components/calendar.html draws it."""

    code: str
    label: str
    opens_at: datetime
    closes_at: datetime
    is_example: bool


def calendar_of(round_: Round, home: Region | None = None) -> list[StageRow]:
    """The stages of a round in their order, with what was added for the whole of it or for a nominee at home there."""
    concerned = {None} | ({home.pk, home.province_id} if home else set())
    rows = []
    stages = stages_of(round_)
    prefetch_related_objects(stages, "extensions")
    for stage in stages:
        name = stage.get_code_display()
        longer = any(more.region_id in concerned for more in stage.extensions.all())
        rows.append(
            StageRow(
                code=stage.code,
                label=str(_("%(stage)s (extended)") % {"stage": name} if longer else name),
                opens_at=stage.opens_at,
                closes_at=closing_of(stage, home),
                is_example=round_.edition.is_example,
            )
        )
    return rows


def is_open(round_: Round, code: str, now: datetime, region: Region | None = None) -> Verdict:
    """Is that stage of the round open at the moment? The opening moment counts, the closing moment does not.

    `region`: the home of the nominee it is asked for, which may have been given more time than the others.
    """
    stage, name = stage_of(round_, code), StageCode(code).label
    if stage is None:
        return no(_("This round has no stage “%(stage)s”. Ask the round's secretariat.") % {"stage": name})
    if now < stage.opens_at:
        return no(
            _("“%(stage)s” has not opened yet. The calendar of the round shows when it does.")
            % {"stage": name}
        )
    if now >= stage.closes_at and now >= closing_of(stage, region):
        return no(
            _(
                "“%(stage)s” has closed. What was saved is kept; ask the round's secretariat about an extension."
            )
            % {"stage": name}
        )
    return YES


def takes_part(round_: Round, region: Region) -> bool:
    """Do nominees at home in that region belong to this round? Into the national one all may go."""
    if round_.region_id is None:
        return True
    home = {region.pk, region.province_id}
    return round_.region_id in home or any(other.region_id in home for other in round_.joined.all())
