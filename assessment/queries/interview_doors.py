"""The only ways in to sessions, interviews and invitations."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from assessment.models import Clearance, Conflict, Interview, Panel, Seat, Session
from assessment.queries.doors import RUN, in_rounds, newest_rulebook
from paritrana.lib.permissions import NATIONAL, Actor, Permission


def _seated(actor: Actor, panel: str) -> Exists:
    """Panels on which the actor sits, while the role lasts too."""
    regions = actor.regions(Permission.SCORE) | actor.regions(Permission.LEAD)
    mine = Q(panel__round__region__code__in=regions - {NATIONAL})
    if NATIONAL in regions:
        mine |= Q(panel__round__region=None)
    seats = Seat.objects.sitting().filter(mine, panel_id=OuterRef(panel), user_id=actor.user_id)
    return Exists(seats)


def sessions_seen_by(actor: Actor) -> QuerySet[Session]:
    """The sessions of the rounds one runs, follows or audits, and of the panels one sits on."""
    found = Session.objects.filter(in_rounds(actor, RUN, "panel__") | Q(_seated(actor, "panel_id")))
    return (
        found.select_related(
            "room", "current", "panel__round__region", "panel__round__edition", "panel__category__edition"
        )
        .prefetch_related("panel__seats", "panel__round__stages")
        .annotate(rulebook_pk=newest_rulebook("panel__round__edition"))
    )


def schedules_seen_by(actor: Actor) -> QuerySet[Panel]:
    """The panels whose schedule one reads: the same people."""
    return (
        Panel.objects.filter(in_rounds(actor, RUN) | Q(_seated(actor, "pk")))
        .select_related("round__region", "round__edition", "category__edition")
        .prefetch_related("seats", "round__stages")
        .annotate(rulebook_pk=newest_rulebook("round__edition"))
    )


def interviews_seen_by(actor: Actor) -> QuerySet[Interview]:
    """The interviews of those sessions."""
    return whole(
        Interview.objects.filter(
            in_rounds(actor, RUN, "session__panel__") | Q(_seated(actor, "session__panel_id"))
        )
    )


def files_seen_by(actor: Actor) -> QuerySet[Interview]:
    """The interviews whose dossier and presentation are open to the actor: not to whoever is in conflict with the nominee,
    from whatever seat, nor to a scorer who has not said that nothing ties them."""
    mine = {"seat__user_id": actor.user_id, "nomination": OuterRef("nomination")}
    scores = Seat.objects.filter(panel=OuterRef("session__panel"), user_id=actor.user_id, is_assessor=True)
    cleared = Clearance.objects.filter(seat__panel=OuterRef("session__panel"), **mine)
    return interviews_seen_by(actor).filter(
        ~Exists(Conflict.objects.filter(**mine)), ~Exists(scores) | Exists(cleared)
    )


def invitations_seen_by(actor: Actor) -> QuerySet[Interview]:
    """A nominee's own interviews: its time, place and what it has to bring; nothing of others."""
    mine = actor.organisations(Permission.DRAFT) | actor.organisations(Permission.SUBMIT)
    return whole(Interview.objects.filter(nomination__organisation_id__in=mine))


def whole(interviews: QuerySet[Interview]) -> QuerySet[Interview]:
    """Interviews with what page and action ask of one."""
    return (
        interviews.select_related(
            "session__room",
            "session__panel__round__region",
            "session__panel__round__edition",
            "session__panel__category__edition",
            "nomination__region",
            "nomination__organisation__region",
            "presentation",
        )
        .prefetch_related("session__panel__seats", "session__panel__round__stages")
        .annotate(rulebook_pk=newest_rulebook("session__panel__round__edition"))
    )
