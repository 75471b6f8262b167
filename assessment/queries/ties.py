"""Ties between the people of a panel and those they judge, found in the memberships."""

from collections import defaultdict
from collections.abc import Iterable

from assessment.conflicts import Nominee, Tie, ground_of
from assessment.models import Ground, Seat
from nominations.models import Nomination
from paritrana.accounts.models import Membership, OrganisationKind

TIELESS = (OrganisationKind.COMMITTEE, OrganisationKind.OVERSIGHT)
"""Organisations of the award itself: to sit on a committee of a province ties nobody to that province."""


def ties_of(user_ids: Iterable[int]) -> dict[int, list[Tie]]:
    """The ties of each person: every organisation they hold or ever held a role in, past ones included."""
    memberships = (
        Membership.objects.filter(user_id__in=list(user_ids))
        .exclude(organisation__kind__in=TIELESS)
        .select_related("organisation__region__province")
    )
    ties = defaultdict(list)
    for membership in memberships:
        region = membership.organisation.region
        ties[membership.user_id].append(
            Tie(
                organisation=membership.organisation_id,
                region=region.code if region else "",
                province=(region.province or region).code if region else "",
            )
        )
    return ties


def grounds_found(
    seats: Iterable[Seat], nominations: Iterable[Nomination], *, is_national: bool
) -> dict[tuple[int, int], Ground]:
    """{(seat id, nomination id): ground} for every pair that may not meet. Nominations with region and organisation."""
    seats = list(seats)
    ties = ties_of(seat.user_id for seat in seats)
    found = {}
    for nomination in nominations:
        nominee = nominee_of(nomination)
        for seat in seats:
            if ground := ground_of(ties.get(seat.user_id, []), nominee, is_national=is_national):
                found[seat.pk, nomination.pk] = ground
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
