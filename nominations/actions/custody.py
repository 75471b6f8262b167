"""Who has a nomination in hand: taken by oneself, or handed over to a colleague."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nominations.actions.locking import locked
from nominations.models import Custody, Nomination
from nominations.workflow import TRANSITIONS
from paritrana.accounts.models import User
from paritrana.accounts.queries import holders
from paritrana.audit.actions import record
from paritrana.lib import clock
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import Refused
from paritrana.notifications.actions import tell


@transaction.atomic
def hand_over(nomination: Nomination, *, to: User, by: Actor) -> Custody:
    """Puts a nomination into somebody's hands: one's own, or those of a colleague of the same secretariat, who is told.

    Raises Refused when the other does not verify in this round, or there is nothing left to verify.
    """
    nomination = locked(nomination)
    TRANSITIONS["judge"].verdict(by, nomination).require()
    if to.pk not in holders(Permission.VERIFY, nomination.round.region_code):
        raise Refused(
            _("%(name)s does not verify in this round. Choose a colleague who does.") % {"name": to}
        )
    known = Custody.objects.select_related("verifier").filter(nomination=nomination).first()
    before = str(known.verifier) if known else None
    row = known or Custody(nomination=nomination)
    row.verifier, row.taken_at, row.taken_by_id = to, clock.now(), by.user_id
    row.save()
    record(
        "nomination.hand_over",
        nomination,
        by=by,
        region=nomination.round.region_code,
        changes={"in_hand": [before, str(to)]},
    )
    if to.pk != by.user_id:
        tell(
            "nomination.handed_over",
            to=[to.pk],
            about=nomination,
            url=reverse("nominations:verify", args=[nomination.public_id]),
            params={"name": nomination.name, "who": by.name},
        )
    return row
