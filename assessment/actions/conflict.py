"""Declaring a tie."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessment.models import Conflict, Ground, Seat
from assessment.policies import may_declare
from assessment.spelling import read_text
from nominations.models import Nomination
from paritrana.accounts.queries import holders
from paritrana.audit.actions import record
from paritrana.lib import clock
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import Refused
from paritrana.notifications.actions import tell


@transaction.atomic
def declare(seat: Seat, nomination: Nomination, *, text: str, by: Actor) -> Conflict:
    """Keeps the seat away from the nomination from this moment: file, evidence, figures and sheet answer 404.

    The assessor declares it, or the secretariat for them. A sheet that was signed before stays and is set aside: the
    pack lists the recusal. The secretariat is told at once. Raises Refused for a second declaration.
    """
    seat = (
        Seat.objects.select_for_update(of=("self",))
        .select_related("panel__round__region", "panel__category")
        .get(pk=seat.pk)
    )
    may_declare(by, seat).require()
    if not (words := read_text(text)):
        raise Refused(_("Say in a few words what ties you to this nominee."))
    in_pool = (nomination.round_id, nomination.category_id) == (seat.panel.round_id, seat.panel.category_id)
    if not in_pool:
        raise Refused(_("This nomination is not judged by this panel."))
    if Conflict.objects.filter(seat=seat, nomination=nomination).exists():
        raise Refused(_("This conflict is already on record."))
    conflict = Conflict.objects.create(
        seat=seat,
        nomination=nomination,
        ground=Ground.DECLARED,
        text=words,
        declared_at=clock.now(),
        declared_by_id=by.user_id,
    )
    region = seat.panel.round.region_code
    record(
        "conflict.declare",
        conflict,
        by=by,
        region=region,
        changes={"seat": [None, seat.public_id], "nomination": [None, nomination.public_id]},
    )
    tell(
        "conflict.declared",
        to=holders(Permission.SEAT, region),
        about=seat.panel,
        url=reverse("assessment:panel", args=[seat.panel.public_id]),
        params={"panel": str(seat.panel), "seat": seat.number, "nomination": nomination.name},
    )
    return conflict
