"""What is read of ceremonies: `seen_by` for each noun, and the running order."""

from django.db.models import Q, QuerySet

from ceremony.models import Award, Ceremony, Guest, Handover, Photo, Prize
from ceremony.policies.certificate import HANDLE
from paritrana.lib.permissions import NATIONAL, Actor, Permission


def ceremonies_seen_by(actor: Actor) -> QuerySet[Ceremony]:
    """Ceremonies of the rounds one handles, decides or audits: their running orders name winners under embargo."""
    found = Ceremony.objects.select_related("edition").prefetch_related("rounds__region")
    if NATIONAL in actor.regions(Permission.AUDIT):
        return found
    regions = set().union(*(actor.regions(permission) for permission in (*HANDLE, Permission.AUDIT)))
    mine = Q(rounds__region__code__in=regions - {NATIONAL})
    if NATIONAL in regions:
        mine |= Q(rounds__region=None, rounds__isnull=False)
    return found.filter(pk__in=Ceremony.objects.filter(mine).order_by().values("pk"))


def handovers_seen_by(actor: Actor) -> QuerySet[Handover]:
    """Places in the running orders of those ceremonies."""
    return Handover.objects.filter(
        ceremony__in=ceremonies_seen_by(actor).order_by().values("pk")
    ).select_related(
        "ceremony__edition", "award__decision__panel__round__region", "award__decision__panel__category"
    )


def prizes_seen_by(actor: Actor) -> QuerySet[Prize]:
    """What goes with those awards."""
    return Prize.objects.filter(
        handover__ceremony__in=ceremonies_seen_by(actor).order_by().values("pk")
    ).select_related("handover__ceremony__edition", "handover__award")


def guests_seen_by(actor: Actor) -> QuerySet[Guest]:
    """Guests of those ceremonies."""
    return Guest.objects.filter(
        ceremony__in=ceremonies_seen_by(actor).order_by().values("pk")
    ).select_related("ceremony__edition")


def photos_seen_by(actor: Actor) -> QuerySet[Photo]:
    """Photos of those ceremonies."""
    return Photo.objects.filter(
        ceremony__in=ceremonies_seen_by(actor).order_by().values("pk")
    ).select_related("ceremony__edition", "document")


def running_order(ceremony: Ceremony) -> QuerySet[Handover]:
    """The awards in the order in which they are called, with what goes with them."""
    return (
        ceremony.handovers.select_related(
            "award__decision__panel__round__region", "award__decision__panel__category", "ceremony"
        )
        .prefetch_related("prizes")
        .order_by("position")
    )


def awards_to_bring_in(actor: Actor, ceremony: Ceremony) -> QuerySet[Award]:
    """Awards of the ceremony's rounds that stand in no running order yet and are the actor's to bring in.

    Called in the usual order: the last category and rank first, so that the best is honoured last.
    """
    regions = actor.regions(Permission.AWARD)
    own = Q(decision__panel__round__region__code__in=regions - {NATIONAL})
    if NATIONAL in regions:
        own |= Q(decision__panel__round__region=None)
    return (
        Award.objects.filter(
            own, decision__panel__round__in=ceremony.rounds.all(), handover=None, corrected_by=None
        )
        .select_related("decision__panel__round__region")
        .order_by("decision__panel__category__position", "-rank", "id")
    )
