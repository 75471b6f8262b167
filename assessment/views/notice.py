"""Inviting from a shortlist: who would be told what, and then the one action."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assessment.actions import notice as actions
from assessment.models import Outcome, Snapshot
from assessment.policies import may_invite
from assessment.queries.doors import rules_for, snapshots_seen_by
from paritrana.lib.verdict import Refused
from paritrana.web.gate import gate


@gate(snapshots_seen_by, may_invite, methods=("GET", "POST"), fresh=True)
def invite(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """The preview, and the action after a fresh sign-in."""
    refused: Any = ""
    if request.method == "POST":
        try:
            told = actions.invite(snapshot, by=request.actor)
        except Refused as refusal:
            refused = refusal.sentence
        else:
            messages.success(request, _("%(n)d nominees were told their own outcome.") % {"n": len(told)})
            return redirect("assessment:ranking", snapshot.public_id)
    groups: dict[str, list[Any]] = {outcome: [] for outcome in Outcome}
    for placing in actions.told_about(snapshot):
        groups[actions.outcome_of(placing)].append(placing.nomination)
    context = {
        "snapshot": snapshot,
        "ranking": rules_for(snapshot, snapshot.panel).ranking(snapshot.ranking),
        "groups": [
            (Outcome(outcome), sorted(rows, key=lambda row: row.name)) for outcome, rows in groups.items()
        ],
        "invited": len(groups[Outcome.INVITED]),
        "ready": actions.may_go_out(snapshot),
        "refused": refused,
    }
    return render(request, "assessment/invite.html", context, status=409 if refused else 200)
