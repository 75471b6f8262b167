"""A turn in the room: it begins, is revealed and ends, or the nominee does not come."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessment.actions.booking import leave, locked
from assessment.actions.session import bump, note, session_locked
from assessment.interview.policies import not_minuted
from assessment.interview.workflow import INTERVIEW
from assessment.models import (
    Conflict,
    Interview,
    InterviewState,
    Presence,
    ScoreSheet,
    Seat,
    SessionState,
    SheetState,
)
from assessment.models.interview import HELD
from assessment.models.sheet import SheetStage
from assessment.policies.sheet import stage_is_judged
from nominations.models import State
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused


@transaction.atomic
def start(interview: Interview, *, by: Actor) -> Interview:
    """Calls a nominee in: its pads open on every assessor's screen. Whoever was in the room before is noted as there still.

    Raises Refused while another turn is open, for a nominee that no longer competes, and once the panel has closed.
    """
    session = session_locked(interview.session)
    interview = locked(interview)
    INTERVIEW["start"].verdict(by, interview).require()
    not_minuted(session).require()
    stage_is_judged(session.panel, SheetStage.INTERVIEW).require()
    if interview.nomination.state != State.VERIFIED:
        raise Refused(
            _(
                "%(name)s no longer competes (%(state)s). Cancel this interview; the next nominee can be called."
            )
            % {"name": interview.nomination.name, "state": interview.nomination.get_state_display()}
        )
    running = session.interviews.filter(state__in=[InterviewState.RUNNING, InterviewState.REVEALED]).first()
    if running:
        raise Refused(
            _("The turn of %(name)s is still open. End it first.") % {"name": running.nomination.name}
        )
    before = session.interviews.filter(state__in=HELD).order_by("-started_at").first()
    now = clock.now()
    interview.state, interview.started_at, interview.started_by_id = INTERVIEW["start"].to, now, by.user_id
    interview.save(update_fields=["state", "started_at", "started_by"])
    if before:
        Presence.objects.bulk_create(
            (
                Presence(
                    interview=interview, seat_id=seat, is_present=there, noted_at=now, noted_by_id=by.user_id
                )
                for seat, there in before.presences.values_list("seat_id", "is_present")
            ),
            ignore_conflicts=True,
        )
    kept_away = set(
        Conflict.objects.filter(nomination=interview.nomination).values_list("seat_id", flat=True)
    )
    ScoreSheet.objects.bulk_create(
        (
            ScoreSheet(seat=seat, nomination=interview.nomination, stage=SheetStage.INTERVIEW)
            for seat in Seat.objects.sitting().filter(panel=session.panel, is_assessor=True)
            if seat.pk not in kept_away
        ),
        ignore_conflicts=True,
    )
    session.current = interview
    session.state = SessionState.OPEN
    session.version += 1
    session.save(update_fields=["current", "state", "version"])
    note("start", interview, by, {"state": ["planned", interview.state]})
    return interview


@transaction.atomic
def reveal(interview: Interview, *, reason: str = "", by: Actor) -> Interview:
    """Shows the signed sheets of all seats at once and closes them: from here on nothing is saved into them.

    Sheets of seats that are noted as absent are not waited for. Any other unsigned sheet needs a reason, and does not count.
    """
    session = session_locked(interview.session)
    interview = locked(interview)
    INTERVIEW["reveal"].verdict(by, interview).require()
    # The locks make a signature come wholly before the reveal or be refused.
    sheets = list(
        ScoreSheet.objects.select_for_update()
        .filter(nomination=interview.nomination, stage=SheetStage.INTERVIEW, seat__panel=session.panel)
        .order_by("pk")
        .only("pk", "state", "seat_id")
    )
    kept_away = set(
        Conflict.objects.filter(nomination=interview.nomination).values_list("seat_id", flat=True)
    )
    absent = set(interview.presences.filter(is_present=False).values_list("seat_id", flat=True))
    sheets = [sheet for sheet in sheets if sheet.seat_id not in kept_away]
    signed = [sheet for sheet in sheets if sheet.state == SheetState.SIGNED]
    open_ = [sheet for sheet in sheets if sheet.state != SheetState.SIGNED and sheet.seat_id not in absent]
    if (open_ or not signed) and not reason.strip():
        raise Refused(
            _(
                "%(open)d of %(all)d sheets are not complete. Wait for them, note their assessors as absent, or give the reason for revealing without them."
            )
            % {"open": len(open_), "all": len(open_) + len(signed)}
        )
    interview.state, interview.revealed_at, interview.revealed_by_id = (
        INTERVIEW["reveal"].to,
        clock.now(),
        by.user_id,
    )
    interview.save(update_fields=["state", "revealed_at", "revealed_by"])
    bump(session)
    note(
        "reveal",
        interview,
        by,
        {
            "state": ["running", interview.state],
            "signed": [None, len(signed)],
            "unsigned": [None, len(open_)],
        },
        reason,
    )
    return interview


@transaction.atomic
def finish(interview: Interview, *, by: Actor) -> Interview:
    """Ends the discussion of a nominee; the next one can be called."""
    session = session_locked(interview.session)
    interview = locked(interview)
    INTERVIEW["finish"].verdict(by, interview).require()
    interview.state, interview.ended_at, interview.ended_by_id = (
        INTERVIEW["finish"].to,
        clock.now(),
        by.user_id,
    )
    interview.save(update_fields=["state", "ended_at", "ended_by"])
    bump(session)
    note("finish", interview, by, {"state": ["revealed", interview.state]})
    return interview


@transaction.atomic
def mark_absent(interview: Interview, *, reason: str, by: Actor) -> Interview:
    """Notes that a nominee did not come. It gets no interview scores; the secretariat may still give it another time."""
    session_locked(interview.session)
    interview = locked(interview)
    INTERVIEW["mark_absent"].verdict(by, interview).require()
    not_minuted(interview.session).require()
    if not reason.strip():
        raise Refused(_("Say in a few words how the absence was found out. It stands in the minutes."))
    before = interview.state
    interview.state, interview.reason = INTERVIEW["mark_absent"].to, reason.strip()
    interview.save(update_fields=["state", "reason"])
    leave(interview)
    note("mark_absent", interview, by, {"state": [before, interview.state]}, reason)
    return interview
