"""The schedule of interviews: rooms, sessions, who appears when, and the calendars that people take along."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessment.actions import planning
from assessment.actions import schedule as actions
from assessment.interview import calendar_file
from assessment.interview.forms import RoomForm, SessionForm, rooms_of
from assessment.interview.policies import may_arrange, may_plan, may_watch
from assessment.models import Interview, Panel, Session
from assessment.models.sheet import SheetStage
from assessment.queries.doors import rules_for
from assessment.queries.interview_doors import interviews_seen_by, schedules_seen_by, sessions_seen_by, whole
from assessment.queries.pool import candidates
from assessment.queries.schedule import schedule_of
from assessment.reports.interviews import DAY_SHEET
from paritrana.documents.actions import order
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.web import numbers
from paritrana.web.gate import gate

TAKES_OFF = ("postpone", "cancel")


@gate(schedules_seen_by)
def schedule(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Sessions by day with everyone's time; the secretariat finds its forms here."""
    return _page(request, panel)


@gate(schedules_seen_by, may_plan, methods=("POST",))
def add_room(request: HttpRequest, panel: Panel) -> HttpResponse:
    """A new room."""
    form = RoomForm(request.POST)
    if form.is_valid():
        try:
            planning.add_room(panel, **form.cleaned_data, by=request.actor)
            return redirect("assessment:schedule", panel.public_id)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
    return _page(request, panel, room_form=form, status=409)


@gate(schedules_seen_by, may_plan, methods=("POST",))
def plan_session(request: HttpRequest, panel: Panel) -> HttpResponse:
    """A new session."""
    form = SessionForm(rooms_of(panel.round_id), panel.round.timezone, request.POST)
    if form.is_valid():
        try:
            planning.plan_session(panel, **form.moments(), by=request.actor)
            return redirect("assessment:schedule", panel.public_id)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
    return _page(request, panel, session_form=form, status=409)


@gate(schedules_seen_by, may_plan, methods=("POST",))
def propose(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Slots for all who have none yet."""
    try:
        placed = planning.propose(panel, by=request.actor)
    except Refused as refusal:
        return _page(request, panel, refused=refusal.sentence, status=409)
    words = ngettext("%(n)d nominee has a time now.", "%(n)d nominees have a time now.", placed)
    messages.success(request, words % {"n": placed})
    return redirect("assessment:schedule", panel.public_id)


@gate(schedules_seen_by, may_plan, methods=("POST",))
def appoint(request: HttpRequest, panel: Panel, nomination: str) -> HttpResponse:
    """A slot for one nominee that has none."""
    invited = candidates(panel, SheetStage.INTERVIEW)
    chosen = next((one for one in invited if one.public_id == nomination), None)
    if chosen is None:
        raise Http404
    try:
        session, starts_at = _slot(request, panel)
        actions.appoint(session, chosen, starts_at=starts_at, by=request.actor)
    except Refused as refusal:
        return _page(request, panel, refused=refusal.sentence, status=409)
    return redirect("assessment:schedule", panel.public_id)


@gate(interviews_seen_by, may_arrange, methods=("POST",))
def move(request: HttpRequest, interview: Interview) -> HttpResponse:
    """Another slot for an interview."""
    panel = interview.session.panel
    try:
        session, starts_at = _slot(request, panel)
        actions.move(
            interview,
            session=session,
            starts_at=starts_at,
            reason=request.POST.get("reason", ""),
            version=numbers.whole(request.POST.get("version", "")),
            by=request.actor,
        )
    except Refused as refusal:
        return _back(request, panel, refusal.sentence)
    messages.success(request, _("Moved. All calendars take over the new time."))
    return redirect("assessment:schedule", panel.public_id)


@gate(interviews_seen_by, may_arrange, methods=("POST",))
def swap(request: HttpRequest, interview: Interview) -> HttpResponse:
    """Two interviews change places."""
    panel = interview.session.panel
    other = interviews_seen_by(request.actor).filter(public_id=request.POST.get("other", "")).first()
    try:
        if other is None:
            raise Refused(_("Choose the interview to swap with."))
        actions.swap(interview, other, reason=request.POST.get("reason", ""), by=request.actor)
    except Refused as refusal:
        return _back(request, panel, refusal.sentence)
    return redirect("assessment:schedule", panel.public_id)


@gate(interviews_seen_by, may_arrange, methods=("POST",))
def take_off(request: HttpRequest, interview: Interview) -> HttpResponse:
    """Postpones or cancels, with a reason."""
    verb = request.POST.get("verb", "")
    panel = interview.session.panel
    try:
        if verb not in TAKES_OFF:
            raise Refused(_("Choose whether the interview is postponed or cancelled."))
        actions.take_off(interview, verb, reason=request.POST.get("reason", ""), by=request.actor)
    except Refused as refusal:
        return _back(request, panel, refusal.sentence)
    return redirect("assessment:schedule", panel.public_id)


@gate(schedules_seen_by)
def calendar(request: HttpRequest, panel: Panel) -> HttpResponse:
    """The panel's interviews as a calendar file; for a member without those it steps out of."""
    found = whole(Interview.objects.filter(session__panel=panel))
    mine = [seat.pk for seat in panel.seats.all() if seat.user_id == request.actor.user_id]
    if mine:
        found = found.exclude(nomination__conflicts__seat__in=mine)
    return ics(request, found.order_by("starts_at"), f"wawancara-{panel.public_id}.ics")


@gate(sessions_seen_by, may_watch, methods=("POST",))
def day_sheet(request: HttpRequest, session: Session) -> HttpResponse:
    """Orders the printed day sheet of a session."""
    run = order(DAY_SHEET, {"session": session.public_id}, by=request.actor)
    return redirect("documents:run", run.public_id)


def ics(request: HttpRequest, interviews: Any, name: str) -> HttpResponse:
    """A calendar file as a download, for the calendar of whoever asks."""
    content = calendar_file.write(interviews, now=clock.now(), taker=request.actor.email)
    answer = HttpResponse(content, content_type=calendar_file.MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _slot(request: HttpRequest, panel: Panel) -> tuple[Session, datetime]:
    """The session and moment of a field `slot` "<session> <ISO moment>"."""
    code, _blank, moment = request.POST.get("slot", "").partition(" ")
    session = sessions_seen_by(request.actor).filter(panel=panel, public_id=code).first()
    try:
        starts_at = datetime.fromisoformat(moment)
    except ValueError:
        starts_at = None
    if session is None or starts_at is None or starts_at.tzinfo is None:
        raise Refused(_("Choose a time from the list."))
    return session, starts_at


def _back(request: HttpRequest, panel: Panel, sentence: Any) -> HttpResponse:
    panel = schedules_seen_by(request.actor).get(pk=panel.pk)
    return _page(request, panel, refused=sentence, status=409)


def _page(
    request: HttpRequest,
    panel: Panel,
    *,
    room_form: RoomForm | None = None,
    session_form: SessionForm | None = None,
    refused: Any = "",
    status: int = 200,
) -> HttpResponse:
    now = clock.now()
    plans = may_plan(request.actor, panel)
    rules = rules_for(panel, panel)
    rooms = rooms_of(panel.round_id)
    found = schedule_of(panel, rules, now)
    context = {
        "panel": panel,
        "schedule": found,
        "plans": plans,
        "rules": rules.interview,
        "rooms": list(rooms) if plans else [],
        "room_form": room_form or RoomForm(),
        "session_form": session_form or SessionForm(rooms, panel.round.timezone),
        "refused": refused,
        "reason": request.POST.get("reason", ""),
        "zone": panel.round.timezone,
        "now": now,
    }
    return render(request, "assessment/interview/schedule.html", context, status=status)
