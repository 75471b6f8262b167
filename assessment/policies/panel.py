"""Panels, their seats, invitations and ties: who may do what, and the sentence if not."""

from django.utils.translation import gettext_lazy as _

from assessment.models import (
    Invitation,
    OrganisationTie,
    Panel,
    Seat,
)
from assessment.policies.authority import has_a_part, may_lead, no_part
from paritrana.lib.permissions import NATIONAL, Actor, Permission
from paritrana.lib.verdict import YES, Verdict, first_no, no


def may_seat(actor: Actor, panel: Panel) -> Verdict:
    """The secretariat of the round seats the panel and hands out the sheets."""
    if actor.covers(Permission.SEAT, panel.round.region_code):
        return YES
    return no(_("Only the secretariat of this round seats its panel."))


def may_seat_again(actor: Actor, seat: Seat) -> Verdict:
    """Who seats the panel also ends its seats."""
    return may_seat(actor, seat.panel)


def may_withdraw_invitation(actor: Actor, invitation: Invitation) -> Verdict:
    """Who seats the panel takes an invitation back."""
    return may_seat(actor, invitation.panel)


def may_tie(actor: Actor) -> Verdict:
    """Every secretariat keeps the table of organisations that stand together."""
    if actor.may(Permission.SEAT):
        return YES
    return no(_("Only a secretariat keeps the table of tied organisations."))


def may_end_tie(actor: Actor, tie: OrganisationTie) -> Verdict:
    """Whoever entered it, or the national secretariat; another province asks them."""
    if not (verdict := may_tie(actor)):
        return verdict
    if tie.entered_by_id == actor.user_id or actor.covers(Permission.SEAT, NATIONAL):
        return YES
    return no(_("Another secretariat entered this tie. Ask it or the national secretariat to end it."))


def may_answer(actor: Actor, invitation: Invitation) -> Verdict:
    """Only the invited person takes or declines the seat."""
    if invitation.user_id == actor.user_id:
        return YES
    return no(_("Only the invited person answers this invitation."))


def may_declare(actor: Actor, seat: Seat) -> Verdict:
    """The assessor of the seat, or the secretariat for them."""
    mine = seat.user_id == actor.user_id and seat.is_sitting
    if mine or actor.covers(Permission.SEAT, seat.panel.round.region_code):
        return YES
    return no(_("Only the assessor or the secretariat declares a conflict."))


def may_disclose(actor: Actor, seat: Seat) -> Verdict:
    """Only the assessor says for themselves that nothing ties them to a file."""
    if seat.user_id == actor.user_id and seat.is_sitting:
        return YES
    return no(_("Only the assessor of this seat makes this declaration."))


def may_close(actor: Actor, panel: Panel) -> Verdict:
    """The chair, unless they have a part in a nomination of the pool; then the deputy, under the same rule."""
    return first_no(may_lead(actor, panel, is_out=has_a_part), no_part(actor, panel))
