"""Handing out the sheets: to everyone for everything, or as an allocation says."""

from collections.abc import Collection

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessment.actions import conflict as conflicts
from assessment.actions import further
from assessment.actions.locking import locked_panel, still_judging
from assessment.models import Conflict, Panel, ScoreSheet, Seat
from assessment.policies.panel import may_seat
from assessment.policies.sheet import must_score
from assessment.queries.further import STAGE
from assessment.queries.places import done_before, working_seats
from assessment.queries.pool import candidates
from nominations.models import Nomination
from paritrana.audit.actions import record
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.notifications.actions import tell
from paritrana.programme.reading import rules_of


@transaction.atomic
def hand_out(panel: Panel, *, pairs: Collection[tuple[int, int]] | None = None, by: Actor) -> int:
    """Lays one sheet per assessor and nomination of the stage in hand; returns how many are new.

    `pairs` {(seat id, nomination id)} limits it to what an allocation says. Before that, ties that the portal can find
    keep assessors away: a conflict instead of a sheet. Who takes over a place gets what is not signed there yet. Run
    again it adds what is missing (a late verification, a new seat), so pressing twice does no harm.
    """
    panel = locked_panel(panel)
    may_seat(by, panel).require()
    still_judging(panel)
    stage = must_score(rules_of(panel.category), panel)
    seats, nominations = ready(panel, stage)
    # Who leads or keeps the room without a sheet reads dossiers too, so their ties are looked for as well.
    conflicts.find(panel, panel.seats.sitting(), nominations, by=by)
    called = further.fill(panel, by=by) if stage == STAGE else 0
    kept_away = set(Conflict.objects.filter(seat__in=seats).values_list("seat_id", "nomination_id"))
    there = set(
        ScoreSheet.objects.filter(seat__in=seats, stage=stage).values_list("seat_id", "nomination_id")
    )
    done = kept_away | there | done_before(panel, seats, stage)
    new = ScoreSheet.objects.bulk_create(
        (
            ScoreSheet(seat=seat, nomination=nomination, stage=stage)
            for seat in seats
            for nomination in nominations
            if (seat.pk, nomination.pk) not in done and (pairs is None or (seat.pk, nomination.pk) in pairs)
        ),
        batch_size=5000,
    )
    if new:
        record(
            "panel.hand_out",
            panel,
            by=by,
            region=panel.round.region_code,
            changes={"sheets": [len(there), len(there) + len(new)], "stage": [None, stage]},
        )
        with_work = {sheet.seat_id for sheet in new}
        for seat in seats:
            if seat.pk in with_work:
                tell(
                    "panel.sheets_ready",
                    to=[seat.user_id],
                    about=panel,
                    url=reverse("assessment:queue", args=[seat.public_id]),
                    params={"panel": str(panel)},
                )
    return len(new) + called


def ready(panel: Panel, stage: str | None) -> tuple[list[Seat], list[Nomination]]:
    """(the seats that work, the nominations of the stage); Refused when there is nobody, or nothing to judge."""
    seats, nominations = working_seats(panel), candidates(panel, stage or "")
    if not seats:
        raise Refused(_("No assessor has a seat on this panel yet."))
    if not nominations:
        raise Refused(_("No nomination of this category is verified yet, so there is nothing to judge."))
    return seats, nominations
