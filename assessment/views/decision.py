"""Decisions: preparing one from the final ranking, reading it, withdrawing it. Approving is ceremony's page."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from assessment.actions import decision as actions
from assessment.actions.decision import Place
from assessment.forms.panel import DecisionForm
from assessment.models import Decision, Snapshot
from assessment.policies.ranking import may_approve, may_prepare, may_withdraw
from assessment.queries.doors import decisions_seen_by, reads_lists, rules_for, snapshots_seen_by
from assessment.queries.ranking import board_of
from assessment.workflow import DECISION
from paritrana.lib.verdict import Refused
from paritrana.web.gate import gate
from paritrana.web.paging import page_of


@gate()
def decisions(request: HttpRequest) -> HttpResponse:
    """The decisions one may read, the newest first."""
    page = page_of(decisions_seen_by(request.actor), request.GET.get("after", ""), order="-prepared_at")
    if not page.rows and not reads_lists(request.actor):
        raise Http404
    return render(request, "assessment/decisions.html", {"decisions": page})


@gate(decisions_seen_by)
def decision(request: HttpRequest, decision: Decision) -> HttpResponse:
    """The places, who prepared and who approved, and the next step."""
    context = {
        "decision": decision,
        "places": decision.places.select_related("nomination__region", "nomination__organisation"),
        "placings": {placing.nomination_id: placing for placing in decision.snapshot.placings.all()},
        "omitted": _omitted(decision),
        "approve": may_approve(request.actor, decision),
        "withdraw": DECISION["withdraw"].verdict(request.actor, decision),
    }
    return render(request, "assessment/decision.html", context)


@gate(snapshots_seen_by, may_prepare, methods=("GET", "POST"))
def prepare(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """Ranks and titles, proposed from the snapshot; what departs from it asks for a reason."""
    board = board_of(snapshot, rules_for(snapshot, snapshot.panel))
    lines = _lines(request, board)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.prepare(snapshot, **form.cleaned_data, **_chosen(lines), by=request.actor)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The decision is prepared. A second person approves it now."))
            return redirect("assessment:decision", made.public_id)
    status = 409 if form.is_bound else 200
    return render(
        request,
        "assessment/decision_prepare.html",
        {"snapshot": snapshot, "form": form, "lines": lines},
        status=status,
    )


@gate(decisions_seen_by, may_withdraw, methods=("GET", "POST"))
def withdraw(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Takes a prepared decision back, with the reason."""
    refused: Any = ""
    back = reverse("assessment:decision", args=[decision.public_id])
    if request.method == "POST":
        try:
            actions.withdraw(decision, reason=request.POST.get("reason", ""), by=request.actor)
        except Refused as refusal:
            refused = refusal.sentence
        else:
            return redirect(back)
    context = {
        "question": _("Withdraw the decision %(decree)s?") % {"decree": decision.decree},
        "sentence": _("It stays on record as withdrawn. Another one can then be prepared."),
        "action": reverse("assessment:decision_withdraw", args=[decision.public_id]),
        "reason_label": _("Reason"),
        "verb": _("Withdraw the decision"),
        "danger": True,
        "back": back,
        "refused": refused,
        "typed": request.POST.get("reason", ""),
    }
    return render(request, "assessment/confirm.html", context, status=409 if refused else 200)


def _lines(request: HttpRequest, board: Any) -> list[dict[str, Any]]:
    """One line per ranked nomination: what the ranking proposes, or what was typed."""
    proposed = {place.nomination.pk: place for place in actions.suggested(board.snapshot)}
    lines = []
    for row in board.ranked:
        nomination = row.placing.nomination
        place = proposed.get(nomination.pk)
        key = nomination.public_id
        typed = request.method == "POST"
        lines.append(
            {
                "key": key,
                "row": row,
                "nomination": nomination,
                "rank": request.POST.get(f"rank-{key}", "").strip()[:4]
                if typed
                else (place.rank if place else ""),
                "title": request.POST.get(f"title-{key}", "").strip()[:100]
                if typed
                else (place.title if place else ""),
                "reason": request.POST.get(f"reason-{key}", "").strip()[:2000] if typed else "",
                "is_winner": row.placing.selection == "winner",
            }
        )
    return lines


def _chosen(lines: list[dict[str, Any]]) -> dict[str, Any]:
    places, omissions = [], {}
    for line in lines:
        if line["title"] or line["rank"]:
            places.append(Place(line["nomination"], _rank(line["rank"]), line["title"], line["reason"]))
        elif line["is_winner"] and line["reason"]:
            omissions[line["key"]] = line["reason"]
    return {"places": places, "omissions": omissions}


def _rank(typed: Any) -> int | None:
    text = str(typed)
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and int(text) > 0):
        raise Refused(_("A rank is a whole number from 1, or empty for a title without a rank."))
    return int(text)


def _omitted(decision: Decision) -> list[tuple[str, str]]:
    names = {
        placing.nomination.public_id: placing.nomination.name
        for placing in decision.snapshot.placings.filter(
            nomination__public_id__in=decision.omissions
        ).select_related("nomination__region", "nomination__organisation")
    }
    return [(names[key], reason) for key, reason in decision.omissions.items() if key in names]
