"""Who may change the programme."""

from django.utils.translation import gettext_lazy as _

from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import YES, Verdict, no
from paritrana.programme.models import Round


def may_write_rulebook(actor: Actor, noun: object = None) -> Verdict:
    """The national secretariat writes the rulebook and lays out the rounds."""
    return (
        YES
        if actor.may(Permission.WRITE_RULEBOOK)
        else no(_("Only the national secretariat writes the rulebook."))
    )


def may_extend(actor: Actor, round_: Round) -> Verdict:
    """The secretariat that runs the round gives more time in it; the national one, which lays out all rounds, in any."""
    if actor.covers(Permission.VERIFY, round_.region_code) or actor.may(Permission.WRITE_RULEBOOK):
        return YES
    return no(_("Only the secretariat of this round or the national one extends its stages."))
