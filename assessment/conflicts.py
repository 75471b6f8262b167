"""Which ties keep an assessor away from a nomination. Pure: facts in, ground out.

Source of the rule: an official's own region is a candidate, and so is its province; the national panel also keeps an
official of a province away from that province's own regencies. A provincial panel may not do so, for its members are
appointed from the very province whose regencies it judges. A post that ended still ties for some years (rulebook:
former_post_years); an organisation that stands with one's own (its owner, its association) ties like it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assessment.models.conflict import Ground

REGIONAL = frozenset({"government", "village"})
"""Nominees that stand for a region; a firm's address alone ties nobody."""


@dataclass(frozen=True)
class Tie:
    """An organisation somebody works or worked for: its id, and its region with the province it lies in.

    `ended_on` is the last day of a post that is over; `through_another` says that the organisation is not the
    person's own but tied to it.
    """

    organisation: int
    region: str  # code; "" for a national body
    province: str  # code of the province, of the region itself if it is one
    ended_on: date | None = None
    through_another: bool = False


@dataclass(frozen=True)
class Nominee:
    """Whom a nomination is about."""

    organisation: int
    kind: str  # OrganisationKind
    region: str
    province: str


def ground_of(
    ties: Iterable[Tie], nominee: Nominee, *, is_national: bool, today: date | None = None, years: int = 5
) -> Ground | None:
    """The ground that keeps a person with these ties away from the nominee, or None; the plainest one of several.

    `today` and `years` say until when a former post ties; without `today` every former post does.
    """
    found = {
        ground
        for tie in ties
        if not _has_faded(tie, today, years) and (ground := _ground(tie, nominee, is_national, today))
    }
    return next((ground for ground in Ground if ground in found), None)


def years_before(day: date, years: int) -> date:
    """The same day that many years earlier (29 February: the 28th)."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _has_faded(tie: Tie, today: date | None, years: int) -> bool:
    return bool(tie.ended_on and today and tie.ended_on < years_before(today, years))


def _ground(tie: Tie, nominee: Nominee, is_national: bool, today: date | None) -> Ground | None:
    same = tie.organisation == nominee.organisation
    regional = nominee.kind in REGIONAL
    if tie.through_another:
        return Ground.TIED_ORGANISATION if same else None
    if not same and not (regional and _is_own(tie, nominee, is_national)):
        return None
    if tie.ended_on is not None and today and tie.ended_on < today:
        return Ground.FORMER_POST
    return Ground.OWN_REGION if regional else Ground.EMPLOYER


def _is_own(tie: Tie, nominee: Nominee, is_national: bool) -> bool:
    if not tie.region:
        return False
    inside_own_province = is_national and tie.region == nominee.province
    return nominee.region in (tie.region, tie.province) or inside_own_province
