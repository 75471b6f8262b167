"""The page of the allocation: propose, look, move single sheets, hand out."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessment.actions import allocation as actions
from assessment.actions.handing_out import ready
from assessment.allocation import Proposal
from assessment.forms.panel import AllocationForm
from assessment.models import Panel
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
    """A dry run of who would read what. Nobody is told anything before it is handed out."""
    stage = must_score(rules_for(panel, panel), panel)
    if stage is None:
        raise Refused(_("This panel has closed. Its seats and sheets can't change any more."))
    proposal, verb = open_proposal(panel, stage), request.POST.get("do", "")
    if request.method == "POST" and verb != "propose" and proposal is None:
        raise Http404
    composition, refused, failed = composition_of(panel), "", Proposal()
    first = {
        "per_nomination": composition.per_nomination or 3,
        "most": composition.most,
        "seed": new_public_id(),
    }
    form = AllocationForm(request.POST if verb == "propose" else None, initial=first)
    try:
        if verb == "propose" and form.is_valid():
            kept, failed = actions.propose(panel, **form.cleaned_data, by=request.actor)
            if kept:
                return redirect("assessment:allocation", panel.public_id)
        elif verb == "move" and proposal:
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
        elif verb == "hand_out" and proposal:
            number = actions.hand_out_proposal(proposal, by=request.actor)
            words = ngettext("%(n)d sheet handed out.", "%(n)d sheets handed out.", number) % {"n": number}
            messages.success(request, words)
            return redirect("assessment:panel", panel.public_id)
        seats, nominations = ready(panel, stage)
    except Refused as refusal:
        refused, seats, nominations = refusal.sentence, [], []
        if proposal:
            seats, nominations = ready(panel, stage)
    names: dict[str, str] = {nomination.public_id: nomination.name for nomination in nominations}
    context: dict[str, Any] = {
        "panel": panel,
        "form": form,
        "refused": refused,
        "proposal": proposal,
        "reasons": reasons_of(failed.lacks, names),
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
    bad = refused or failed.lacks or form.errors
    return render(request, "assessment/allocation.html", context, status=409 if bad else 200)
