"""The interview room as chair, secretary and auditor see it, and the pulse by which all pages notice a change."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from assessment.actions import attendance as notes
from assessment.actions import session as sessions
from assessment.actions import turn as turns
from assessment.actions.schedule import take_off
from assessment.interview.policies import (
    may_enter,
    may_hand_over,
    may_keep,
    may_keep_at,
    may_preside,
    may_preside_at,
    may_watch,
    own_seat,
    presiding_seat,
)
from assessment.models import Interview, Office, Seat, Session
from assessment.models.sheet import SheetStage
from assessment.queries.doors import rules_for, sheets_seen_by
from assessment.queries.interview_doors import files_seen_by, interviews_seen_by, sessions_seen_by
from assessment.queries.room import board_of, pulse_before
from assessment.views.pulse import pulse_url
from nominations.queries.seen import nominations_seen_by
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.web.gate import gate

INTERVIEW = SheetStage.INTERVIEW


@gate(sessions_seen_by, may_enter)
def room(request: HttpRequest, session: Session) -> HttpResponse:
    """The room. Assessors without a duty in it are led to their pad."""
    if not may_watch(request.actor, session):
        return redirect("assessment:pad", session.public_id)
    return _page(request, session)


@gate(interviews_seen_by, may_preside_at, methods=("POST",))
def start(request: HttpRequest, interview: Interview) -> HttpResponse:
    """Calls the nominee in."""
    return _act(request, interview.session, lambda: turns.start(interview, by=request.actor))


@gate(interviews_seen_by, may_preside_at, methods=("POST",))
def reveal(request: HttpRequest, interview: Interview) -> HttpResponse:
    """Reveals all sheets of the turn together."""
    reason = request.POST.get("reason", "")
    return _act(request, interview.session, lambda: turns.reveal(interview, reason=reason, by=request.actor))


@gate(interviews_seen_by, may_preside_at, methods=("POST",))
def finish(request: HttpRequest, interview: Interview) -> HttpResponse:
    """Ends the turn."""
    return _act(request, interview.session, lambda: turns.finish(interview, by=request.actor))


@gate(interviews_seen_by, may_keep_at, methods=("POST",))
def call_off(request: HttpRequest, interview: Interview) -> HttpResponse:
    """The nominee is absent, or the turn is postponed: with a reason."""
    reason, verb = request.POST.get("reason", ""), request.POST.get("verb", "")

    def act() -> None:
        if verb == "postpone":
            take_off(interview, "postpone", reason=reason, by=request.actor)
        else:
            turns.mark_absent(interview, reason=reason, by=request.actor)

    return _act(request, interview.session, act)


@gate(interviews_seen_by, may_keep_at, methods=("POST",))
def attendance(request: HttpRequest, interview: Interview) -> HttpResponse:
    """Who attends, of the panel and of the nominee."""
    seats = {
        int(key[5:]): value == "1"
        for key, value in request.POST.items()
        if key.startswith("seat-") and key[5:].isdecimal() and len(key) < 15 and value in "01" and value
    }
    delegates = {
        key[9:]: value == "1"
        for key, value in request.POST.items()
        if key.startswith("delegate-") and value in "01" and value
    }

    return _act(
        request,
        interview.session,
        lambda: notes.note_attendance(
            interview,
            seats=seats,
            delegates=delegates,
            office=request.POST.get("office", ""),
            title=request.POST.get("title", ""),
            online=request.POST["online"] == "1" if "online" in request.POST else None,
            by=request.actor,
        ),
    )


@gate(interviews_seen_by, may_keep_at, methods=("POST",))
def question(request: HttpRequest, interview: Interview) -> HttpResponse:
    """A line of the question log."""
    seats = interview.session.panel.seats.all()
    asker = next((seat for seat in seats if str(seat.number) == request.POST.get("seat", "")), None)
    return _act(
        request,
        interview.session,
        lambda: notes.ask(
            interview,
            text=request.POST.get("text", ""),
            answer=request.POST.get("answer", ""),
            seat=asker,
            by=request.actor,
        ),
    )


@gate(sessions_seen_by, may_hand_over, methods=("POST",))
def hand_over(request: HttpRequest, session: Session) -> HttpResponse:
    """Somebody else leads from now on."""
    seat = next(
        (seat for seat in session.panel.seats.all() if seat.public_id == request.POST.get("seat", "")), None
    )

    def act() -> None:
        if seat is None:
            raise Refused(_("Choose who leads the session."))
        sessions.hand_over(session, seat, reason=request.POST.get("reason", ""), by=request.actor)

    return _act(request, session, act)


@gate(sessions_seen_by, may_preside, methods=("GET", "POST"))
def close(request: HttpRequest, session: Session) -> HttpResponse:
    """Closes the session; its minutes are printed."""
    refused: Any = ""
    if request.method == "POST":
        try:
            sessions.close_session(session, by=request.actor)
        except Refused as refusal:
            refused = refusal.sentence
        else:
            messages.success(request, _("The session is closed. Its minutes are being printed."))
            return redirect("assessment:room", session.public_id)
    context = {
        "question": _("Close this session?"),
        "sentence": _(
            "Attendance, questions and reasons are fixed, and the minutes are printed. It can't be undone."
        ),
        "action": reverse("assessment:session_close", args=[session.public_id]),
        "verb": _("Close the session"),
        "back": reverse("assessment:room", args=[session.public_id]),
        "refused": refused,
    }
    return render(request, "assessment/confirm.html", context, status=409 if refused else 200)


def _act(request: HttpRequest, session: Session, act: Any) -> HttpResponse:
    """Runs the action; a refusal shows the room again with its sentence and what was typed."""
    try:
        act()
    except Refused as refusal:
        fresh = sessions_seen_by(request.actor).get(pk=session.pk)
        if not may_watch(request.actor, fresh):
            raise
        return _page(request, fresh, refused=refusal.sentence, typed=request.POST)
    return redirect("assessment:room", session.public_id)


def _page(request: HttpRequest, session: Session, *, refused: Any = "", typed: Any = None) -> HttpResponse:
    pulse_now, now = pulse_before(session, lead=True), clock.now()
    seat = own_seat(request.actor, session)
    board = board_of(
        session, rules_for(session, session.panel), chosen=request.GET.get("giliran", ""), seat=seat
    )
    in_hand = board.interview
    context = {
        "session": session,
        "board": board,
        "interview": in_hand,
        "passed": _passed(in_hand, now) if in_hand else "0",
        "dossier": _dossier(request, in_hand, seat) if in_hand else "",
        "in_conflict": any(line.state == "conflict" and line.seat == seat for line in board.lines),
        "next": board.following,
        "presides": may_preside(request.actor, session),
        "keeps": may_keep(request.actor, session),
        "hands_over": may_hand_over(request.actor, session),
        "chair": presiding_seat(session),
        "own_seat": seat if seat and seat.is_assessor else None,
        "delegates": list(board.interview.delegates.all()) if board.interview else [],
        "questions": list(board.interview.questions.select_related("seat")) if board.interview else [],
        "offices": Office.choices,
        "seats": [one for one in session.panel.seats.all() if one.ended_at is None],
        "pulse": pulse_url(session, lead=True),
        "pulse_now": pulse_now,
        "refused": refused,
        "typed": typed or {},
        "zone": session.panel.round.timezone,
        "now": now,
    }
    return render(request, "assessment/interview/room.html", context, status=409 if refused else 200)


def _passed(interview: Interview, now: datetime) -> str:
    """How much of the turn has passed, in per cent, as an attribute of the picture spells it."""
    if interview.started_at is None:
        return "0"
    share = (now - interview.started_at) / (interview.due_at - interview.started_at)
    return f"{100 * min(1, max(0, share)):.2f}"


def _dossier(request: HttpRequest, interview: Interview, seat: Seat | None) -> str:
    """Where the viewer reads dossier and verified figures: beside the own sheet, on the page of the nomination, or on the
    room's own page of it; "" for whoever is in conflict."""
    sheets = sheets_seen_by(request.actor).filter(nomination=interview.nomination, seat=seat, stage=INTERVIEW)
    if seat and (sheet := sheets.first()):
        return reverse("assessment:sheet", args=[sheet.public_id])
    if nominations_seen_by(request.actor).filter(pk=interview.nomination_id).exists():
        return reverse("nominations:nomination", args=[interview.nomination.public_id])
    if files_seen_by(request.actor).filter(pk=interview.pk).exists():
        return reverse("assessment:dossier", args=[interview.public_id])
    return ""
