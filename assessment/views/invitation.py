"""A nominee's page of its own interview: when and where, who comes, the presentation."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assessment.actions import invitation as actions
from assessment.interview.forms import DelegationForm
from assessment.interview.policies import may_answer
from assessment.models import Delegate, Interview, InterviewState, Office
from assessment.queries.doors import rules_for
from assessment.queries.interview_doors import invitations_seen_by
from assessment.views.schedule import ics
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.web.gate import gate


@gate(invitations_seen_by, may_answer, methods=("GET", "POST"))
def invitation(request: HttpRequest, interview: Interview) -> HttpResponse:
    """The invitation; POST confirms who comes."""
    if request.method == "GET":
        return _page(request, interview)
    form = _form(interview, request.POST)
    if not form.is_valid():
        return _page(request, interview, form=form)
    data = form.cleaned_data
    try:
        actions.confirm(
            interview,
            leads=(data["office"], data["title"]),
            officials=form.officials(),
            online=form.is_online(),
            by=request.actor,
        )
    except Refused as refusal:
        return _page(request, interview, form=form, refused=refusal.sentence)
    messages.success(request, _("Confirmed. The panel knows who comes."))
    return redirect("assessment:interview_invitation", interview.public_id)


@gate(invitations_seen_by, may_answer, methods=("POST",))
def present(request: HttpRequest, interview: Interview) -> HttpResponse:
    """Takes the presentation in."""
    try:
        if "file" not in request.FILES:
            raise Refused(_("Choose a PDF or PPTX file."))
        actions.present(interview, request.FILES["file"], by=request.actor)
    except Refused as refusal:
        return _page(request, interview, refused=refusal.sentence)
    messages.success(request, _("The presentation is in. The panel sees it page by page."))
    return redirect("assessment:interview_invitation", interview.public_id)


@gate(invitations_seen_by)
def calendar(request: HttpRequest, interview: Interview) -> HttpResponse:
    """The interview as a calendar file."""
    return ics(request, [interview], f"wawancara-{interview.public_id}.ics")


def _page(
    request: HttpRequest, interview: Interview, *, form: DelegationForm | None = None, refused: Any = ""
) -> HttpResponse:
    rules = rules_for(interview, interview.session.panel).interview
    delegates = list(interview.delegates.all())
    form = form or _form(interview, None, delegates)
    now = clock.now()
    confirm_by = interview.starts_at - timedelta(hours=rules.confirm_hours)
    context = {
        "interview": interview,
        "session": interview.session,
        "form": form,
        "delegates": delegates,
        "confirm_by": confirm_by,
        "can_confirm": now < confirm_by and interview.state == InterviewState.PLANNED,
        "can_present": now < interview.starts_at and interview.state == InterviewState.PLANNED,
        "refused": refused,
        "zone": interview.nomination.timezone,
        "room_zone": interview.session.panel.round.timezone,
        "now": now,
    }
    return render(
        request,
        "assessment/interview/invitation.html",
        context,
        status=409 if refused or form.errors else 200,
    )


def _form(interview: Interview, typed: Any, delegates: Iterable[Delegate] = ()) -> DelegationForm:
    """The form of who comes: what was typed, else what was confirmed."""
    delegates = list(delegates)
    leader = next((one for one in delegates if one.office != Office.OFFICIAL), None)
    officials = [one.title for one in delegates if one.office == Office.OFFICIAL]
    return DelegationForm(
        typed,
        officials=rules_for(interview, interview.session.panel).interview.officials,
        is_mixed=interview.session.mode == "mixed",
        initial={
            "office": leader.office if leader else "",
            "title": leader.title if leader else "",
            "online": "1" if interview.online else "",
            **{f"official_{number}": title for number, title in enumerate(officials, 1)},
        },
    )
