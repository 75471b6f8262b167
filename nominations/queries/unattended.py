"""Drafts that lack somebody: whose keeper no longer writes for the nominee, or that nobody may submit.

The only thing about a draft that reaches people outside its team: its name, its round, and what is missing.
"""

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nominations.models import Nomination, State
from nominations.policies.nomination import WRITING_VERBS
from nominations.queries.seen import RELATED, seen
from paritrana.accounts.models import Membership
from paritrana.accounts.roles import ROLES
from paritrana.audit.models import Event
from paritrana.lib import clock
from paritrana.lib.permissions import NATIONAL, Actor, Permission
from paritrana.programme.models import EditionState, Level

MISSING = {"keeper": _("Its officer has left"), "approver": _("Nobody may submit it")}


def attended(nominations: QuerySet[Nomination]) -> QuerySet[Nomination]:
    """Those nominations with `has_keeper` (who keeps it writes there today) and `has_approver` (somebody may submit it)."""
    return nominations.annotate(
        kept_by=Coalesce("keeper_id", "created_by_id"),
        has_keeper=Exists(_held(Permission.DRAFT).filter(user=OuterRef("kept_by"))),
        has_approver=Exists(_held(Permission.SUBMIT).exclude(Exists(_written_by()))),
    )


def unattended_seen_by(actor: Actor) -> QuerySet[Nomination]:
    """The unattended drafts of open editions: of one's own, of the rounds one's secretariat runs, all for the operator."""
    rounds = Q(round__region__code__in=actor.regions(Permission.VERIFY) - {NATIONAL})
    if actor.covers(Permission.VERIFY, NATIONAL):
        rounds |= Q(round__level=Level.NATIONAL)
    if actor.may(Permission.MANAGE_ACCOUNTS):
        rounds = Q(pk__isnull=False)
    drafts = Nomination.objects.filter(
        state__in=[State.DRAFT, State.RETURNED], round__edition__state=EditionState.OPEN
    )
    found = attended(drafts.filter(rounds | seen(actor)))
    return found.filter(Q(has_keeper=False) | Q(has_approver=False)).select_related(
        *RELATED, "keeper", "created_by"
    )


def lacking(nomination: Nomination) -> list[str | Promise]:
    """Who is missing, in words. Asks nothing: reads what `attended` has annotated."""
    return [words for who, words in MISSING.items() if not getattr(nomination, f"has_{who}")]


def entrusted_by(actor: Actor) -> QuerySet[Nomination]:
    """The nominations that an actor could hand on: their own, and the unattended ones."""
    mine = Nomination.objects.filter(seen(actor)).values("pk")
    waiting = unattended_seen_by(actor).values("pk")
    return Nomination.objects.filter(Q(pk__in=mine) | Q(pk__in=waiting)).select_related(
        *RELATED, "keeper", "created_by"
    )


def is_kept(nomination: Nomination) -> bool:
    """Does the officer in whose hands it is still write there? One query."""
    return attended(Nomination.objects.filter(pk=nomination.pk)).filter(has_keeper=True).exists()


def can_be_submitted_by_somebody(nomination: Nomination) -> bool:
    """Is there an approver who has not written in it? One query."""
    return attended(Nomination.objects.filter(pk=nomination.pk)).filter(has_approver=True).exists()


def _held(permission: Permission) -> QuerySet[Membership]:
    """Roles with that permission held today in the nominee's organisation, or in that of who files on its behalf."""
    today = clock.today_expression()
    roles = [code for code, role in ROLES.items() if permission in role.permissions]
    held = Membership.objects.annotate(today=today).filter(role__in=roles, user__is_active=True)
    held = held.filter(valid_from__lte=F("today")).filter(
        Q(valid_until=None) | Q(valid_until__gte=F("today"))
    )
    return held.filter(Q(organisation=OuterRef("organisation")) | Q(organisation=OuterRef("filer")))


def _written_by() -> QuerySet[Event]:
    """What the holder of a role has written in the nomination: whoever wrote in it doesn't submit it."""
    return Event.objects.filter(
        noun="nomination",
        noun_id=OuterRef(OuterRef("public_id")),
        actor_id=OuterRef("user_id"),
        verb__in=WRITING_VERBS,
    )
