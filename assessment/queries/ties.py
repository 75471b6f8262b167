"""Ties between the people of a panel and those they judge: roles in the portal, posts outside it, tied organisations."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import BooleanField, F, QuerySet, Value
from django.db.models.functions import Coalesce

from assessment.conflicts import Nominee, Tie, ground_of
from assessment.models import Ground, OrganisationTie, Panel, Post, Seat
from assessment.queries.composition import composition_of
from nominations.models import Nomination
from paritrana.accounts.models import Membership, OrganisationKind
from paritrana.lib import clock
from paritrana.programme.compositions import FORMER_POST_YEARS

TIELESS = (OrganisationKind.COMMITTEE, OrganisationKind.OVERSIGHT)
"""Organisations of the award itself: to sit on a committee of a province ties nobody to that province."""


def ties_of(user_ids: Iterable[int]) -> dict[int, list[Tie]]:
    """The ties of each person in one query: every organisation they hold or ever held a role or post in, and those
    that are tied to one of them."""
    ids = list(user_ids)
    roles = Membership.objects.filter(user_id__in=ids).exclude(organisation__kind__in=TIELESS)
    found = [
        _rows(roles, "user_id", "organisation", "valid_until"),
        _rows(Post.objects.filter(user_id__in=ids), "user_id", "organisation", "held_to"),
    ]
    for here, there in (("organisation", "tied_to"), ("tied_to", "organisation")):
        lasting = OrganisationTie.objects.filter(ended_at=None)
        for people, until in (("memberships", "valid_until"), ("posts", "held_to")):
            theirs = lasting.filter(**{f"{here}__{people}__user_id__in": ids})
            if people == "memberships":
                theirs = theirs.exclude(**{f"{here}__kind__in": TIELESS})
            found.append(
                _rows(theirs, f"{here}__{people}__user_id", there, f"{here}__{people}__{until}", through=True)
            )
    ties = defaultdict(list)
    for user, organisation, region, province, ended_on, through in found[0].union(*found[1:]).order_by():
        ties[user].append(Tie(organisation, region or "", province or "", ended_on, through))
    return ties


def _rows(found: QuerySet, user: str, organisation: str, until: str, *, through: bool = False) -> QuerySet:
    region = f"{organisation}__region"
    return found.annotate(
        whose=F(user),
        what=F(f"{organisation}_id"),
        where=F(f"{region}__code"),
        within=Coalesce(f"{region}__province__code", f"{region}__code"),
        until=F(until),
        through=Value(through, output_field=BooleanField()),
    ).values_list("whose", "what", "where", "within", "until", "through")


def grounds_found(
    seats: Iterable[Seat],
    nominations: Iterable[Nomination],
    *,
    is_national: bool,
    years: int = FORMER_POST_YEARS,
) -> dict[tuple[int, int], Ground]:
    """{(seat id, nomination id): ground} for every pair that may not meet. Nominations with region and organisation."""
    seats = list(seats)
    grounds = grounds_of_people(
        (seat.user_id for seat in seats), nominations, is_national=is_national, years=years
    )
    return {
        (seat.pk, nomination): ground
        for seat in seats
        for (user, nomination), ground in grounds.items()
        if user == seat.user_id
    }


def grounds_of_people(
    user_ids: Iterable[int],
    nominations: Iterable[Nomination],
    *,
    is_national: bool,
    years: int = FORMER_POST_YEARS,
) -> dict[tuple[int, int], Ground]:
    """{(user id, nomination id): ground}: what would keep these people away. One query, and the clock's if a post ended."""
    ties = ties_of(user_ids)
    dated = any(tie.ended_on for theirs in ties.values() for tie in theirs)
    today = clock.today_in_jakarta() if dated else None
    found = {}
    for nomination in nominations if ties else ():
        nominee = nominee_of(nomination)
        for user, theirs in ties.items():
            if ground := ground_of(theirs, nominee, is_national=is_national, today=today, years=years):
                found[user, nomination.pk] = ground
    return found


def nominee_of(nomination: Nomination) -> Nominee:
    """Whom the nomination is about, as the rule of conflicts reads it."""
    region = nomination.region or nomination.organisation.region
    return Nominee(
        organisation=nomination.organisation_id,
        kind=nomination.organisation.kind,
        region=region.code if region else "",
        province=(region.province or region).code if region else "",
    )


def is_national(panel: Panel) -> bool:
    """Does the panel judge the national round?"""
    return panel.round.region_id is None


def grounds_today(
    panel: Panel, seats: Iterable[Seat], nominations: QuerySet[Nomination]
) -> dict[tuple[int, int], Ground]:
    """What the tables say now about the seats of a panel; the nominations are read only if anybody has a tie at all."""
    seats = list(seats)
    if not ties_of(seat.user_id for seat in seats):
        return {}
    return grounds_found(
        seats,
        nominations.select_related("organisation__region__province", "region__province"),
        is_national=is_national(panel),
        years=composition_of(panel).former_post_years,
    )
