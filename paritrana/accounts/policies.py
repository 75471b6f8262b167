"""Who keeps the accounts."""

from django.utils.translation import gettext_lazy as _

from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import YES, Verdict, no


def may_manage_accounts(actor: Actor, noun: object = None) -> Verdict:
    """The operator gives and ends roles."""
    return YES if actor.may(Permission.MANAGE_ACCOUNTS) else no(_("Only the operator manages accounts."))
