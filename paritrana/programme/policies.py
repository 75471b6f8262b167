"""Who may change the programme."""

from django.utils.translation import gettext_lazy as _

from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import YES, Verdict, no


def may_write_rulebook(actor: Actor, noun: object = None) -> Verdict:
    """The national secretariat writes the rulebook and lays out the rounds."""
    return (
        YES
        if actor.may(Permission.WRITE_RULEBOOK)
        else no(_("Only the national secretariat writes the rulebook."))
    )
