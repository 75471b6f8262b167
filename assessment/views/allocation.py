"""The page of the allocation: propose, look, move single sheets, hand out."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessment.actions import allocation as actions
from assessment.actions.handing_out import ready
from assessment.allocation import Lack
from assessment.forms.panel import AllocationForm
from assessment.models import Allocation, Panel
from assessment.policies.panel import may_seat
from assessment.policies.sheet import must_score
from assessment.queries.allocation import loads_of, open_proposal, reasons_of, task_of
from assessment.queries.composition import composition_of
from assessment.queries.doors import panels_seen_by, rules_for
from paritrana.lib.identifiers import new_public_id
from paritrana.lib.verdict import Refused
from paritrana.web import numbers
from paritrana.web.gate import gate


@gate(panels_seen_by, may_seat, methods=("GET", "POST"))
def allocation(request: HttpRequest, panel: Panel) -> HttpResponse:
    """A dry run of who would read what; `do` says what is asked. Nobody is told anything before it is handed out."""
    stage = must_score(rules_for(panel, panel), panel)
    if stage is None:
        raise Refused(_("This panel has closed. Its seats and sheets can't change any more."))
    proposal, verb = open_proposal(panel, stage), request.POST.get("do", "")
    if verb == "propose":
        return _propose(request, panel, stage, proposal)
    if request.method == "POST" and proposal is None:
        raise Http404
    if proposal and verb in VERBS:
        try:
            return VERBS[verb](request, panel, proposal)
        except Refused as refusal:
            return _page(request, panel, stage, proposal, refused=refusal.sentence)
    return _page(request, panel, stage, proposal)


def _propose(request: HttpRequest, panel: Panel, stage: str, proposal: Allocation | None) -> HttpResponse:
    """Keeps a new proposal; or says what was typed wrong, is refused, or is impossible."""
    form, lacks, refused = AllocationForm(request.POST), [], ""
    if form.is_valid():
        try:
            kept, found = actions.propose(panel, **form.cleaned_data, by=request.actor)
        except Refused as refusal:
            refused = refusal.sentence
        else:
            lacks = found.lacks
            if kept:
                return redirect("assessment:allocation", panel.public_id)
    return _page(request, panel, stage, proposal, form=form, lacks=lacks, refused=refused)


def _move(request: HttpRequest, panel: Panel, proposal: Allocation) -> HttpResponse:
    """Gives one sheet of the proposal to another seat."""
    seat, _comma, nomination = request.POST.get("what", "").partition(",")
    actions.move(
        proposal,
        nomination=nomination,
        seat=numbers.whole(seat),
        to=numbers.whole(request.POST.get("to", "")),
        version=numbers.whole(request.POST.get("version", "")),
        by=request.actor,
    )
    return redirect("assessment:allocation", panel.public_id)


def _hand_out(request: HttpRequest, panel: Panel, proposal: Allocation) -> HttpResponse:
    """Lays the sheets of the proposal and tells the assessors."""
    number = actions.hand_out_proposal(proposal, by=request.actor)
    words = ngettext("%(n)d sheet handed out.", "%(n)d sheets handed out.", number) % {"n": number}
    messages.success(request, words)
    return redirect("assessment:panel", panel.public_id)


VERBS = {"move": _move, "hand_out": _hand_out}
"""What is done with the open proposal."""


def _page(
    request: HttpRequest,
    panel: Panel,
    stage: str,
    proposal: Allocation | None,
    *,
    form: AllocationForm | None = None,
    lacks: list[Lack] | None = None,
    refused: "str | Promise" = "",
) -> HttpResponse:
    """The page: the form, the open proposal by seats, and why what was asked is not possible (409)."""
    try:
        seats, nominations = ready(panel, stage)
    except Refused as refusal:
        seats, nominations, refused = [], [], refused or refusal.sentence
    names: dict[str, str] = {nomination.public_id: nomination.name for nomination in nominations}
    context: dict[str, Any] = {
        "panel": panel,
        "form": form or _first_form(panel),
        "refused": refused,
        "proposal": proposal,
        "reasons": reasons_of(lacks or [], names),
    }
    if proposal and seats:
        pairs = [(seat, nomination) for seat, nomination in proposal.pairs]
        task = task_of(
            panel,
            stage,
            seats,
            nominations,
            per_nomination=proposal.per_nomination,
            most=proposal.most,
            seed="",
        )
        context["rows"] = loads_of(task, pairs, seats, names)
        context["sheets"] = len(pairs)
    bad = refused or lacks or (form and form.errors)
    return render(request, "assessment/allocation.html", context, status=409 if bad else 200)


def _first_form(panel: Panel) -> AllocationForm:
    composition = composition_of(panel)
    return AllocationForm(
        initial={"per_nomination": composition.readers, "most": composition.most, "seed": new_public_id()}
    )
