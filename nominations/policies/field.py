"""Field checks: who draws, sends, goes, and reads, and the sentence if not."""

from django.utils.translation import gettext_lazy as _

from nominations.models import FieldCheck, FieldCheckState, FieldEntry, FieldPhoto, State
from nominations.policies.nomination import may_verify
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import YES, Verdict, no
from paritrana.programme.models import Round


def may_draw(actor: Actor, round_: Round) -> Verdict:
    """The secretariat of a round draws its samples."""
    if actor.covers(Permission.VERIFY, round_.region_code):
        return YES
    return no(_("Only the secretariat of this round draws whom a field check visits."))


def may_assign(actor: Actor, visit: FieldCheck) -> Verdict:
    """Who verifies the nomination says who goes, and calls off."""
    return may_verify(actor, visit.nomination)


def may_visit(actor: Actor, noun: FieldCheck | FieldEntry | FieldPhoto) -> Verdict:
    """The visitor it is assigned to writes down what is found, until it is completed. Takes a check, an entry or a photo."""
    visit = noun if isinstance(noun, FieldCheck) else noun.visit
    if visit.state == FieldCheckState.DONE:
        return no(
            _(
                "This field check has been completed. What was found is evidence and is not changed any more; if "
                "something in it is wrong, say so in the note of the verdict."
            )
        )
    if visit.state == FieldCheckState.CALLED_OFF:
        return no(_("This field check was called off. The reason stands on its page."))
    if visit.visitor_id is None or visit.visitor_id != actor.user_id:
        return no(
            _(
                "This field check is not assigned to you, so you can't write in it. Somebody of the round's "
                "secretariat can assign it to you."
            )
        )
    if visit.nomination.state != State.SUBMITTED:
        return no(
            _(
                "The nomination is not in verification any more (state: %(state)s), so nothing more is written "
                "here. What was found so far stays on record."
            )
            % {"state": visit.nomination.get_state_display()}
        )
    return may_verify(actor, visit.nomination)
