"""Calling a further assessor where the scores of a nomination lie further apart than the rulebook allows."""

from django.db import transaction
from django.urls import reverse

from assessment.actions import conflict as conflicts
from assessment.actions.locking import locked_panel
from assessment.models import FurtherCall, Panel, PanelState, ScoreSheet
from assessment.queries.composition import composition_of
from assessment.queries.further import STAGE, free_seats, lie_apart
from nominations.models import Nomination
from paritrana.accounts.queries import actor_of, holders
from paritrana.audit.actions import record
from paritrana.lib import clock
from paritrana.lib.permissions import Actor, Permission
from paritrana.notifications.actions import tell
from paritrana.programme.reading import rules_of


@transaction.atomic
def call(sheet: ScoreSheet) -> list[FurtherCall]:
    """After a signature: the calls that are due for its nomination, and not yet made. Calling twice makes none anew.

    How many are called is the composition's `further`; what is too far apart, the ranking's `spread_limit`.
    """
    panel = locked_panel(sheet.seat.panel)
    due = composition_of(panel).further
    if not due or sheet.stage != STAGE or panel.state != PanelState.OPEN:
        return []
    made = FurtherCall.objects.filter(panel=panel, nomination=sheet.nomination_id).count()
    if made or not lie_apart(panel, sheet.nomination_id, rules_of(panel.category)):
        return []
    now, by = clock.now(), actor_of(sheet.signed_by)
    calls = [
        FurtherCall.objects.create(panel=panel, nomination=sheet.nomination, number=number, called_at=now)
        for number in range(1, due + 1)
    ]
    for one in calls:
        record("furthercall.make", one, by=by, region=panel.round.region_code)
        _fill(panel, one, by)
    return calls


def fill(panel: Panel, *, by: Actor) -> int:
    """Gives the calls that wait to whoever is free by now; returns how many. The caller holds the panel and asked."""
    waiting = FurtherCall.objects.filter(panel=panel, seat=None).select_related(
        "nomination__organisation__region__province", "nomination__region__province"
    )
    return sum(_fill(panel, one, by) for one in waiting)


def _fill(panel: Panel, call: FurtherCall, by: Actor) -> bool:
    nomination: Nomination = call.nomination
    conflicts.find(panel, free_seats(panel, nomination), [nomination], by=by)
    seat = next(iter(free_seats(panel, nomination)), None)
    region, at = panel.round.region_code, reverse("assessment:panel", args=[panel.public_id])
    if seat is None:
        tell(
            "further.waits",
            to=holders(Permission.SEAT, region),
            about=panel,
            url=at,
            params={"panel": str(panel), "nomination": nomination.name},
        )
        return False
    call.seat, call.filled_at = seat, clock.now()
    call.save(update_fields=["seat", "filled_at"])
    ScoreSheet.objects.create(seat=seat, nomination=nomination, stage=STAGE)
    record("furthercall.fill", call, by=by, region=region, changes={"seat": [None, seat.public_id]})
    tell(
        "further.called",
        to=[seat.user_id],
        about=panel,
        url=reverse("assessment:queue", args=[seat.public_id]),
        params={"panel": str(panel), "nomination": nomination.name},
    )
    tell(
        "further.filled",
        to=holders(Permission.SEAT, region),
        about=panel,
        url=at,
        params={"panel": str(panel), "nomination": nomination.name, "seat": seat.number},
    )
    return True
