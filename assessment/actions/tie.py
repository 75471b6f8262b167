"""Entering what ties people and organisations: offices held elsewhere, and organisations that stand together."""

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from assessment.actions.conflict import find_in_pool
from assessment.models import Decision, DecisionState, OrganisationTie, Post, Seat
from assessment.policies.panel import may_end_tie, may_tie
from paritrana.accounts.models import Organisation
from paritrana.audit.actions import record
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused


@transaction.atomic
def add_post(
    *, organisation: str, title: str, held_from: date | None, held_to: date | None, by: Actor
) -> int:
    """Puts an office of one's own on record, by the organisation's name; returns how many files it closed at once.

    That is on every panel one sits on, scoring or not, whose decision is not yet approved; what was decided stays as it
    is. Raises Refused for a name that no organisation has, or days out of order.
    """
    if held_from and held_to and held_to < held_from:
        raise Refused(_("The office ends before it begins. Correct one of the two days."))
    post = Post.objects.create(
        user_id=by.user_id,
        organisation=_named(organisation),
        title=title.strip(),
        held_from=held_from,
        held_to=held_to,
        entered_at=clock.now(),
        entered_by_id=by.user_id,
    )
    record("post.add", post, by=by, changes={"organisation": [None, post.organisation.public_id]})
    decided = Decision.objects.filter(panel=OuterRef("panel"), state=DecisionState.APPROVED)
    mine = Seat.objects.sitting().filter(~Exists(decided), user_id=by.user_id)
    places = mine.select_related("panel__round__region", "panel__round__edition", "panel__category__edition")
    seats = list(places.select_for_update(of=("self",)).order_by("pk"))
    return sum(find_in_pool(seat.panel, [seat], by=by) for seat in seats)


@transaction.atomic
def tie_organisations(
    *, organisation: str, kind: str, tied_to: str, source: str, by: Actor
) -> OrganisationTie:
    """Says that two organisations stand together, with its source. Raises Refused for unknown names or a second entry."""
    may_tie(by).require()
    one, other = _named(organisation), _named(tied_to)
    if one == other:
        raise Refused(_("An organisation is not tied to itself. Name two."))
    if OrganisationTie.objects.filter(organisation=one, tied_to=other, ended_at=None).exists():
        raise Refused(_("This tie is on record already."))
    tie = OrganisationTie.objects.create(
        organisation=one,
        tied_to=other,
        kind=kind,
        source=source.strip(),
        entered_at=clock.now(),
        entered_by_id=by.user_id,
    )
    record("organisation.tie", tie, by=by, reason=tie.source, changes={"tie": [None, str(tie)]})
    return tie


@transaction.atomic
def end_tie(tie: OrganisationTie, *, by: Actor) -> OrganisationTie:
    """Ends a tie; conflicts that came of it stay on record. Raises Refused twice."""
    tie = (
        OrganisationTie.objects.select_for_update(of=("self",))
        .select_related("organisation", "tied_to")
        .get(pk=tie.pk)
    )
    may_end_tie(by, tie).require()
    if tie.ended_at:
        raise Refused(_("This tie has ended already."))
    tie.ended_at, tie.ended_by_id = clock.now(), by.user_id
    tie.save(update_fields=["ended_at", "ended_by"])
    record("organisation.end_tie", tie, by=by, changes={"tie": [str(tie), None]})
    return tie


def _named(name: str) -> Organisation:
    found = list(Organisation.objects.filter(name__iexact=name.strip()).order_by("pk")[:2])
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refused(
            _(
                "The portal knows no organisation “%(name)s”. Check the spelling, or ask the operator to enter it."
            )
            % {"name": name.strip()[:80]}
        )
    raise Refused(
        _("Several organisations are called “%(name)s”. Ask the operator to give them names of their own.")
        % {"name": name.strip()[:80]}
    )
