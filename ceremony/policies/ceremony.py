"""Who may arrange a ceremony, and the sentence if not."""

from django.utils.translation import gettext_lazy as _

from ceremony.models import Award, Ceremony, CeremonyState, Guest, Handover, Photo, Prize
from ceremony.policies.certificate import may_award
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import YES, Verdict, first_no, no
from paritrana.programme.models import Round


def may_plan(actor: Actor, noun: object = None) -> Verdict:
    """The secretariats plan ceremonies."""
    return YES if actor.may(Permission.AWARD) else no(_("Only a secretariat plans a ceremony."))


def may_honour_round(actor: Actor, round_: Round) -> Verdict:
    """The winners of a round are honoured by its own secretariat."""
    if actor.covers(Permission.AWARD, round_.region_code):
        return YES
    return no(_("The secretariat of %(round)s brings in its own winners.") % {"round": round_})


def may_arrange(actor: Actor, ceremony: Ceremony) -> Verdict:
    """The secretariat of any of its rounds arranges a ceremony."""
    if any(actor.covers(Permission.AWARD, round_.region_code) for round_ in ceremony.rounds.all()):
        return YES
    return no(_("Only the secretariats of this ceremony's rounds arrange it."))


def may_change(actor: Actor, ceremony: Ceremony) -> Verdict:
    """What was held or cancelled is no longer arranged."""
    return first_no(may_arrange(actor, ceremony), _is_planned(ceremony))


def may_cancel(actor: Actor, ceremony: Ceremony) -> Verdict:
    """A ceremony is given up until the first of its prizes was delivered: a receipt is not undone."""
    return first_no(may_change(actor, ceremony), _nothing_delivered(ceremony))


def may_write_minutes(actor: Actor, ceremony: Ceremony) -> Verdict:
    """Minutes are written once a ceremony was held."""
    if ceremony.state != CeremonyState.HELD:
        return no(_("Minutes are written after the ceremony was held. Note first when that was."))
    return may_arrange(actor, ceremony)


def may_add_photo(actor: Actor, ceremony: Ceremony) -> Verdict:
    """Photos are of a ceremony that was held."""
    if ceremony.state != CeremonyState.HELD:
        return no(_("Photos are added after the ceremony was held. Note first when that was."))
    return may_arrange(actor, ceremony)


def may_remove_photo(actor: Actor, photo: Photo) -> Verdict:
    """Who arranges the ceremony takes a photo out again, for instance when somebody asks for it."""
    return may_arrange(actor, photo.ceremony)


def may_change_handover(actor: Actor, handover: Handover) -> Verdict:
    """Who stands at a place and what goes with it is also corrected after the ceremony, but not of a cancelled one.

    The order itself rests once the ceremony was held (`may_move`).
    """
    return first_no(may_arrange(actor, handover.ceremony), _not_cancelled(handover.ceremony))


def may_move(actor: Actor, handover: Handover) -> Verdict:
    """A place in the running order is changed until the ceremony is held."""
    return may_change(actor, handover.ceremony)


def may_change_guest(actor: Actor, guest: Guest) -> Verdict:
    """The guest list is kept before and after."""
    return may_arrange(actor, guest.ceremony)


def may_deliver(actor: Actor, prize: Prize) -> Verdict:
    """The delivery of a prize is noted once, also weeks after the ceremony."""
    if prize.delivered_on:
        return no(_("The delivery of this prize is noted already, with its receipt."))
    return may_change_handover(actor, prize.handover)


def may_bring_in(actor: Actor, award: Award) -> Verdict:
    """The secretariat of the award's round brings it into the running order; under embargo that is its own choice."""
    return may_award(actor, award.decision)


def _is_planned(ceremony: Ceremony) -> Verdict:
    return YES if ceremony.state == CeremonyState.PLANNED else _stays(ceremony)


def _not_cancelled(ceremony: Ceremony) -> Verdict:
    return YES if ceremony.state != CeremonyState.CANCELLED else _stays(ceremony)


def _stays(ceremony: Ceremony) -> Verdict:
    return no(
        _("This ceremony %(state)s. It stays as it is.") % {"state": ceremony.get_state_display().lower()}
    )


def _nothing_delivered(ceremony: Ceremony) -> Verdict:
    if Prize.objects.filter(handover__ceremony=ceremony, delivered_on__isnull=False).exists():
        return no(
            _(
                "Prizes of this ceremony have been delivered, and their receipts stay. "
                "Move it to another day, or note that it was held."
            )
        )
    return YES
