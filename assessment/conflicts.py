"""Which ties keep an assessor away from a nomination. Pure: facts in, ground out.

Source of the rule: an official's own region is a candidate, and so is its province; the national panel also keeps an
official of a province away from that province's own regencies. A provincial panel may not do so, for its members are
appointed from the very province whose regencies it judges.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from assessment.models.conflict import Ground

REGIONAL = frozenset({"government", "village"})
"""Nominees that stand for a region; a firm's address alone ties nobody."""


@dataclass(frozen=True)
class Tie:
    """An organisation somebody works or worked for: its id, and its region with the province it lies in."""

    organisation: int
    region: str  # code; "" for a national body
    province: str  # code of the province, of the region itself if it is one


@dataclass(frozen=True)
class Nominee:
    """Whom a nomination is about."""

    organisation: int
    kind: str  # OrganisationKind
    region: str
    province: str


def ground_of(ties: Iterable[Tie], nominee: Nominee, *, is_national: bool) -> Ground | None:
    """The ground that keeps a person with these ties away from the nominee, or None."""
    ties = list(ties)
    if any(tie.organisation == nominee.organisation for tie in ties):
        return Ground.EMPLOYER if nominee.kind not in REGIONAL else Ground.OWN_REGION
    if nominee.kind in REGIONAL and any(_is_own(tie, nominee, is_national) for tie in ties):
        return Ground.OWN_REGION
    return None


def _is_own(tie: Tie, nominee: Nominee, is_national: bool) -> bool:
    if not tie.region:
        return False
    inside_own_province = is_national and tie.region == nominee.province
    return nominee.region in (tie.region, tie.province) or inside_own_province
