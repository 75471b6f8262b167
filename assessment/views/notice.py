"""Inviting from a shortlist: who would be told what, and then the one order to tell them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from assessment.actions import job as jobs
from assessment.actions import notice as actions
from assessment.models import JobKind, Outcome, Snapshot
from assessment.models.job import UNDER_WAY
from assessment.policies.ranking import may_invite
from assessment.queries.doors import rules_for, snapshots_seen_by
from paritrana.lib.verdict import Refused
from paritrana.web.gate import gate

SHOWN = 500
"""Names that the preview lists of each outcome."""


@gate(snapshots_seen_by, may_invite, methods=("GET", "POST"), fresh=True)
def invite(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """The preview, and the order after a fresh sign-in; a worker tells them."""
    refused: Any = ""
    if request.method == "POST":
        try:
            job = jobs.order_invitations(snapshot, by=request.actor)
        except Refused as refusal:
            refused = refusal.sentence
        else:
            return redirect("assessment:job", job.public_id)
    groups: dict[str, list[Any]] = {outcome: [] for outcome in Outcome}
    for placing in actions.told_about(snapshot):
        groups[actions.outcome_of(placing)].append(placing.nomination)
    context = {
        "snapshot": snapshot,
        "ranking": rules_for(snapshot, snapshot.panel).ranking(snapshot.ranking),
        "groups": [
            (Outcome(outcome), len(rows), sorted(rows, key=lambda row: row.name)[:SHOWN])
            for outcome, rows in groups.items()
        ],
        "invited": len(groups[Outcome.INVITED]),
        "ready": actions.may_go_out(snapshot),
        "refused": refused,
        "job": snapshot.jobs.filter(kind=JobKind.INVITE).filter(UNDER_WAY).first(),
    }
    return render(request, "assessment/invite.html", context, status=409 if refused else 200)
