"""What an assessor is asked before files open, and the table of organisations that stand together."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from assessment.models import Clearance, Conflict, Disclosure, OrganisationTie, Seat
from nominations.models import Nomination
from paritrana.lib.permissions import NATIONAL, Actor, Permission
from paritrana.web.paging import Page, page_of


@dataclass(frozen=True)
class Asked:
    """The nominations a seat has yet to speak about, and what was said for the edition so far."""

    waiting: list[Nomination]
    text: str
    is_first: bool


def asked_of(seat: Seat) -> Asked:
    """The nominations among the seat's sheets that are neither cleared nor in conflict, by name; two queries."""
    said = Clearance.objects.filter(seat=seat, nomination=OuterRef("pk"))
    kept_away = Conflict.objects.filter(seat=seat, nomination=OuterRef("pk"))
    waiting = (
        Nomination.objects.filter(~Exists(said), ~Exists(kept_away), sheets__seat=seat)
        .select_related("region", "organisation")
        .distinct()
    )
    disclosure = Disclosure.objects.filter(user=seat.user_id, edition=seat.panel.round.edition_id).first()
    return Asked(
        sorted(waiting, key=lambda nomination: nomination.name),
        disclosure.text if disclosure else "",
        disclosure is None,
    )


def ties_seen_by(actor: Actor) -> QuerySet[OrganisationTie]:
    """The ties that somebody may end: those they entered, and all for the national secretariat."""
    seen = OrganisationTie.objects.select_related("organisation", "tied_to", "entered_by")
    if actor.covers(Permission.SEAT, NATIONAL):
        return seen
    return seen.filter(entered_by=actor.user_id) if actor.may(Permission.SEAT) else seen.none()


def ties_listed(q: str, after: str) -> Page:
    """One page of the ties that last, found by a part of either name."""
    found = OrganisationTie.objects.filter(ended_at=None).select_related("organisation", "tied_to")
    if q:
        found = found.filter(Q(organisation__name__icontains=q) | Q(tied_to__name__icontains=q))
    return page_of(found, after, order="-id")
