"""Handing a draft to another officer: by an officer, or by others once the one who kept it has gone."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nominations.actions.locking import locked
from nominations.counts import visible
from nominations.models import Nomination
from nominations.policies.teamwork import may_entrust
from nominations.queries.team import team_of
from paritrana.accounts.models import User
from paritrana.audit.actions import record
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import Refused
from paritrana.notifications.actions import tell

LONGEST_NOTE = 500


@transaction.atomic
def entrust(nomination: Nomination, *, to: User, note: str = "", by: Actor) -> Nomination:
    """Puts a draft into the hands of another officer, who is told with the note. Every officer may still write in it.

    Raises Refused for somebody who doesn't write for the nominee, for the one who keeps it already, and as the policy says.
    """
    nomination = locked(nomination)
    may_entrust(by, nomination).require()
    note = visible(note).strip()
    if len(note) > LONGEST_NOTE:
        raise Refused(_("The note has at most %(most)s characters. Shorten it.") % {"most": LONGEST_NOTE})
    if to.pk == nomination.kept_by_id:
        raise Refused(_("%(name)s keeps this draft already.") % {"name": to})
    if not team_of(nomination, Permission.DRAFT).filter(pk=to.pk).exists():
        raise Refused(
            _("%(name)s is no officer here. Choose an officer, or ask the operator to add one.")
            % {"name": to}
        )
    before = nomination.kept_by_id
    was = User.objects.filter(pk=before).first()
    nomination.keeper = to
    nomination.save(update_fields=["keeper"])
    record(
        "nomination.entrust",
        nomination,
        by=by,
        region=nomination.round.region_code,
        reason=note,
        changes={"keeper": [str(was or ""), str(to)]},
    )
    url = reverse("nominations:nomination", args=[nomination.public_id])
    params = {"name": nomination.name, "who": by.name, "to": str(to), "note": note}
    tell("nomination.entrusted", to=[to.pk], about=nomination, url=url, params=params)
    left = {before, nomination.created_by_id} - {to.pk, by.user_id}
    still = team_of(nomination).filter(pk__in=left).values_list("pk", flat=True)
    tell("nomination.entrusted_on", to=list(still), about=nomination, url=url, params=params)
    return nomination
