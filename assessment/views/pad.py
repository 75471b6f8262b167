"""The pad of one seat: the sheet of whoever is before the panel now, on one screen."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assessment.actions import discussion
from assessment.actions import sheet as sheets
from assessment.actions.cells import PARTS
from assessment.interview.policies import may_watch, own_seat
from assessment.models import InterviewState, ScoreSheet, Seat, Session, SheetState
from assessment.models.sheet import SheetStage
from assessment.policies.sheet import may_open
from assessment.queries.doors import rules_for, sheets_seen_by
from assessment.queries.interview_doors import sessions_seen_by
from assessment.queries.room import board_of, pulse_before
from assessment.queries.sheet import rows_of
from assessment.views.pulse import pulse_url
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import YES, Refused, Verdict, no
from paritrana.programme.rulebook import CategoryRules
from paritrana.web import numbers
from paritrana.web.gate import gate


def may_score_here(actor: Actor, session: Session) -> Verdict:
    """Who has a scoring seat on the panel has a pad."""
    if own_seat(actor, session, scoring=True):
        return YES
    return no(_("Only the assessors of this panel have a pad. The room's page shows who is complete."))


@gate(sessions_seen_by, may_score_here, methods=("GET", "POST"))
def pad(request: HttpRequest, session: Session) -> HttpResponse:
    """The pad. POST saves all of it, declares it complete, or abstains; for whoever works without script too."""
    seat: Seat = own_seat(request.actor, session, scoring=True)  # type: ignore[assignment]  # the policy has found it
    sheet = _sheet(request, session, seat)
    if request.method == "GET":
        return _page(request, session, seat, sheet)
    codes = [
        criterion.code for criterion in rules_for(session, session.panel).assessed_in(SheetStage.INTERVIEW)
    ]
    typed = {
        field: request.POST[field]
        for part in PARTS
        for code in codes
        if (field := f"{part}-{code}") in request.POST
    }
    act, ground = request.POST.get("act", ""), request.POST.get("ground", "")
    version = numbers.whole(request.POST.get("version", ""))
    if sheet is None or request.POST.get("sheet") != sheet.public_id:
        sentence = _(
            "Meanwhile the panel has gone on to another turn. Nothing was written into its sheet; this is the present one."
        )
        return _page(request, session, seat, sheet, refused=sentence, strayed=typed, ground=ground)
    try:
        if act == "abstain":
            saved = sheets.abstain(sheet, ground=ground, version=version, by=request.actor)
        else:
            saved = sheets.save(sheet, typed, version=version, by=request.actor)
        if act in ("complete", "abstain"):
            sheets.sign(saved, version=saved.version, by=request.actor)
            messages.success(
                request,
                _("Your sheet is complete and signed. It stays sealed until all are revealed together."),
            )
    except Refused as refusal:
        fresh = _sheet(request, session, seat)
        return _page(request, session, seat, fresh, refused=refusal.sentence, typed=typed, ground=ground)
    return redirect("assessment:pad", session.public_id)


@gate(sessions_seen_by, may_score_here, methods=("POST",))
def change(request: HttpRequest, session: Session) -> HttpResponse:
    """Another score in the discussion, with a reason."""
    seat: Seat = own_seat(request.actor, session, scoring=True)  # type: ignore[assignment]  # the policy has found it
    sheet = _sheet(request, session, seat)
    if sheet is None:
        raise Http404
    try:
        discussion.change(
            sheet,
            criterion=request.POST.get("criterion", ""),
            score=request.POST.get("score", ""),
            reason=request.POST.get("reason", ""),
            by=request.actor,
        )
    except Refused as refusal:
        return _page(request, session, seat, sheet, refused=refusal.sentence, change=request.POST)
    return redirect("assessment:pad", session.public_id)


def _sheet(request: HttpRequest, session: Session, seat: Seat) -> ScoreSheet | None:
    """One's own sheet of the turn in hand, through its door; None between turns and in conflict."""
    if not _is_in_hand(session):
        return None
    return (
        sheets_seen_by(request.actor)
        .filter(seat=seat, nomination_id=session.current.nomination_id, stage=SheetStage.INTERVIEW)
        .first()
    )


def _is_in_hand(session: Session) -> bool:
    """A turn is under way; one that has ended calls back whoever stepped out of it."""
    return session.current is not None and session.current.state in (
        InterviewState.RUNNING,
        InterviewState.REVEALED,
    )


def _page(
    request: HttpRequest,
    session: Session,
    seat: Seat,
    sheet: ScoreSheet | None,
    *,
    refused: Any = "",
    typed: dict[str, str] | None = None,
    strayed: dict[str, str] | None = None,
    change: Any = None,
    ground: str = "",
) -> HttpResponse:
    pulse_now, rules = pulse_before(session, lead=False), rules_for(session, session.panel)
    board = board_of(session, rules, seat=seat)
    now = clock.now()
    rows = rows_of(sheet, rules, typed=typed) if sheet else []
    opens = bool(sheet) and bool(may_open(request.actor, sheet))
    is_open = opens and sheet.state != SheetState.SIGNED and session.current.state == InterviewState.RUNNING
    is_kept = is_open and strayed is None  # what was typed stands in its fields still
    context = {
        "session": session,
        "seat": seat,
        "sheet": sheet,
        "rows": rows,
        "answered": sum(row.is_answered for row in rows),
        "interview": session.current if sheet else None,
        "board": board,
        "is_open": is_open,
        "asks_for_ties": bool(sheet) and not opens,
        "unsaved": _in_words(rules, {} if is_kept else strayed or typed or {}, "" if is_kept else ground),
        "ground": ground if is_kept else "",
        "in_conflict": _is_in_hand(session) and sheet is None,
        "watches": bool(may_watch(request.actor, session)),
        "pulse": pulse_url(session, lead=False),
        "pulse_now": pulse_now,
        "refused": refused,
        "change": change or {},
        "zone": session.panel.round.timezone,
        "now": now,
    }
    return render(request, "assessment/interview/pad.html", context, status=409 if refused else 200)


def _in_words(rules: CategoryRules, typed: dict[str, str], abstention: str) -> list[tuple[str, str]]:
    """What was typed and has no field on the page any more, so that nobody has to remember it."""
    names = {criterion.code: criterion.name for criterion in rules.assessed_in(SheetStage.INTERVIEW)}
    parts = {"score": _("score"), "note": _("note"), "ground": _("ground")}
    found = [
        (f"{names[code]}, {parts[part]}", value)
        for field, value in typed.items()
        if value.strip() and (part := field.partition("-")[0]) and (code := field.partition("-")[2]) in names
    ]
    return [*found, (_("Ground for not scoring"), abstention)] if abstention.strip() else found
