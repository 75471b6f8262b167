"""Who keeps the accounts."""

from django.utils.translation import gettext_lazy as _

from paritrana.accounts.models import Membership, Organisation, OrganisationKind, User
from paritrana.accounts.roles import ROLES, kept_apart
from paritrana.lib import clock
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import YES, Verdict, no


def may_manage_accounts(actor: Actor, noun: object = None) -> Verdict:
    """The operator gives and ends roles."""
    return YES if actor.may(Permission.MANAGE_ACCOUNTS) else no(_("Only the operator manages accounts."))


def may_hold(user: User, role: str, organisation: Organisation) -> Verdict:
    """A role is held in an organisation of its kinds, and beside no role that it is kept apart from."""
    wanted = ROLES[role]
    if organisation.kind not in wanted.held_in:
        kinds = ", ".join(str(OrganisationKind(kind).label) for kind in sorted(wanted.held_in))
        return no(
            _("%(role)s is a role in: %(kinds)s. Choose an organisation of that kind.")
            % {"role": wanted.title, "kinds": kinds}
        )
    today = clock.today_in_jakarta()
    held = Membership.objects.filter(user=user).exclude(valid_until__lt=today).values_list("role", flat=True)
    for other in held:
        if kept_apart(role, other):
            return no(
                _(
                    "One person can't be %(role)s and %(other)s. End the other role first, or invite somebody else."
                )
                % {"role": wanted.title, "other": ROLES[other].title}
            )
    return YES
