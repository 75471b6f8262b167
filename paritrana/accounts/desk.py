"""What waits for the operator."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from paritrana.accounts.queries import without_second_factor
from paritrana.lib.permissions import Actor, Permission
from paritrana.web.desk import Step, place, waiting

place(gettext_lazy("Desk"), "desk", order=0)
place(gettext_lazy("People"), "accounts:people", Permission.MANAGE_ACCOUNTS, order=80)


@waiting
def steps(actor: Actor) -> Iterator[Step]:
    """People whose role demands a second factor and who have none."""
    if actor.may(Permission.MANAGE_ACCOUNTS) and (missing := without_second_factor()):
        yield Step(
            about=_("Accounts"),
            sentence=ngettext(
                "%(count)d person has no second factor yet",
                "%(count)d people have no second factor yet",
                missing,
            )
            % {"count": missing},
            reason=_("Assessors, secretariats, deciders and auditors must sign in with one."),
            button=_("Show the accounts"),
            url=reverse("accounts:people"),
        )
