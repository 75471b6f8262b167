"""What happens in the room: turns begin, are revealed and end; who came, what was asked; the minutes."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from assessment.actions.schedule import leave, locked, region_of
from assessment.interview.policies import (
    may_hand_over,
    may_keep,
    may_preside,
    not_minuted,
)
from assessment.interview.workflow import INTERVIEW
from assessment.models import (
    Conflict,
    Delegate,
    Interview,
    InterviewState,
    Office,
    Presence,
    Question,
    ScoreSheet,
    Seat,
    Session,
    SessionState,
    SheetState,
)
from assessment.models.interview import HELD
from assessment.models.sheet import SheetStage
from assessment.policies import stage_is_judged
from assessment.spelling import read_text
from nominations.models import State
from paritrana.audit.actions import record
from paritrana.documents.actions import order
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused

MINUTES = "assessment.interview_minutes"
"""The report of a session's minutes."""


@transaction.atomic
def start(interview: Interview, *, by: Actor) -> Interview:
    """Calls a nominee in: its pads open on every assessor's screen. Whoever was in the room before is noted as there still.

    Raises Refused while another turn is open, for a nominee that no longer competes, and once the panel has closed.
    """
    session = _session(interview.session)
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
    _record("start", interview, by, {"state": ["planned", interview.state]})
    return interview


@transaction.atomic
def reveal(interview: Interview, *, reason: str = "", by: Actor) -> Interview:
    """Shows the signed sheets of all seats at once and closes them: from here on nothing is saved into them.

    Sheets of seats that are noted as absent are not waited for. Any other unsigned sheet needs a reason, and does not count.
    """
    session = _session(interview.session)
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
    _bump(session)
    _record(
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
    session = _session(interview.session)
    interview = locked(interview)
    INTERVIEW["finish"].verdict(by, interview).require()
    interview.state, interview.ended_at, interview.ended_by_id = (
        INTERVIEW["finish"].to,
        clock.now(),
        by.user_id,
    )
    interview.save(update_fields=["state", "ended_at", "ended_by"])
    _bump(session)
    _record("finish", interview, by, {"state": ["revealed", interview.state]})
    return interview


@transaction.atomic
def mark_absent(interview: Interview, *, reason: str, by: Actor) -> Interview:
    """Notes that a nominee did not come. It gets no interview scores; the secretariat may still give it another time."""
    _session(interview.session)
    interview = locked(interview)
    INTERVIEW["mark_absent"].verdict(by, interview).require()
    not_minuted(interview.session).require()
    if not reason.strip():
        raise Refused(_("Say in a few words how the absence was found out. It stands in the minutes."))
    before = interview.state
    interview.state, interview.reason = INTERVIEW["mark_absent"].to, reason.strip()
    interview.save(update_fields=["state", "reason"])
    leave(interview)
    _record("mark_absent", interview, by, {"state": [before, interview.state]}, reason)
    return interview


@transaction.atomic
def note_presence(interview: Interview, present: dict[int, bool], *, by: Actor) -> None:
    """Who of the panel attends, by id of the seat. Refused after the minutes and for a seat of another panel."""
    session = _keeping(interview, by)
    seats = {seat.pk: seat for seat in session.panel.seats.all()}
    now = clock.now()
    before = dict(interview.presences.values_list("seat_id", "is_present"))
    changed = {pk: there for pk, there in present.items() if pk in seats and before.get(pk) != there}
    for pk, there in changed.items():
        Presence.objects.update_or_create(
            interview=interview,
            seat_id=pk,
            defaults={"is_present": there, "noted_at": now, "noted_by_id": by.user_id},
        )
    if changed:
        _bump(session)
        words = {seats[pk].label: [before.get(pk), there] for pk, there in changed.items()}
        _record("note_presence", interview, by, words)


@transaction.atomic
def note_delegates(
    interview: Interview, present: dict[str, bool], *, office: str = "", title: str = "", by: Actor
) -> None:
    """Which announced offices came (by public id), and one more that came unannounced. Refused after the minutes."""
    session = _keeping(interview, by)
    now, changes = clock.now(), {}
    for delegate in interview.delegates.all():
        there = present.get(delegate.public_id)
        if there is None or there == delegate.is_present:
            continue
        changes[delegate.public_id] = [delegate.is_present, there]
        delegate.is_present, delegate.noted_at, delegate.noted_by_id = there, now, by.user_id
        delegate.save(update_fields=["is_present", "noted_at", "noted_by"])
    if title.strip():
        if office not in Office.values:
            raise Refused(_("Choose the office in which this person comes."))
        delegate = Delegate.objects.create(
            interview=interview,
            office=office,
            title=read_text(title)[:120],
            is_present=True,
            noted_at=now,
            noted_by_id=by.user_id,
        )
        changes[delegate.public_id] = [None, True]
    if changes:
        _bump(session)
        _record("note_delegates", interview, by, changes)


@transaction.atomic
def ask(
    interview: Interview, *, text: str, answer: str = "", seat: Seat | None = None, by: Actor
) -> Question:
    """Adds a line to the question log. Refused without words, before the turn begins, and after the minutes."""
    session, interview = _keeping(interview, by), locked(interview)
    if interview.state not in HELD:
        raise Refused(_("Questions are noted once the turn of the nominee has begun."))
    if not (words := read_text(text)):
        raise Refused(_("Write the question down in a few words."))
    question = Question.objects.create(
        interview=interview,
        seat=seat,
        text=words[:1000],
        answer=read_text(answer)[:2000],
        noted_at=clock.now(),
        noted_by_id=by.user_id,
    )
    _bump(session)
    record("question.note", question, by=by, region=region_of(interview))
    return question


@transaction.atomic
def hand_over(session: Session, seat: Seat, *, reason: str, by: Actor) -> Session:
    """Another seat leads the session from now on: a deputy takes over when the chair leaves, and hands back later."""
    session = _session(session)
    may_hand_over(by, session).require()
    not_minuted(session).require()
    if not reason.strip():
        raise Refused(_("Give the reason why the lead changes. It stands in the minutes."))
    if seat.panel_id != session.panel_id or seat.ended_at is not None:
        raise Refused(_("Only somebody who sits on this panel can lead it."))
    before, session.led_by = session.led_by, seat
    session.version += 1
    session.save(update_fields=["led_by", "version"])
    record(
        "session.hand_over",
        session,
        by=by,
        region=session.panel.round.region_code,
        reason=reason.strip(),
        changes={"led_by": [before.label if before else None, seat.label]},
    )
    return session


@transaction.atomic
def close_session(session: Session, *, by: Actor) -> Session:
    """Closes the session: attendance and notes are fixed and the minutes are printed. Refused while a turn is open or one has not been called."""
    session = _session(session)
    may_preside(by, session).require()
    not_minuted(session).require()
    if left := session.interviews.filter(
        state__in=[InterviewState.PLANNED, InterviewState.RUNNING, InterviewState.REVEALED]
    ).first():
        raise Refused(
            _(
                "%(name)s is still open (%(state)s). End, postpone or cancel it, or note the nominee as absent."
            )
            % {"name": left.nomination.name, "state": left.get_state_display()}
        )
    session.state, session.current = SessionState.MINUTED, None
    session.minuted_at, session.minuted_by_id = clock.now(), by.user_id
    session.version += 1
    session.minutes_run = order(
        MINUTES, {"session": session.public_id}, by=by, key=f"{MINUTES}:{session.public_id}", language="id"
    )
    session.save()
    record(
        "session.close",
        session,
        by=by,
        region=session.panel.round.region_code,
        changes={"state": ["open", session.state]},
    )
    return session


def _session(session: Session) -> Session:
    """The session under its lock, with panel and seats as they are now."""
    Session.objects.select_for_update().only("pk").get(pk=session.pk)
    return (
        Session.objects.select_related("panel__round__region", "panel__category__edition", "room")
        .prefetch_related("panel__seats")
        .get(pk=session.pk)
    )


def _keeping(interview: Interview, by: Actor) -> Session:
    session = _session(interview.session)
    may_keep(by, session).require()
    not_minuted(session).require()
    return session


def _bump(session: Session) -> None:
    Session.objects.filter(pk=session.pk).update(version=F("version") + 1)


def _record(verb: str, interview: Interview, by: Actor, changes: dict[str, Any], reason: str = "") -> None:
    record(
        f"interview.{verb}",
        interview,
        by=by,
        region=region_of(interview),
        reason=reason.strip(),
        changes=changes,
    )
