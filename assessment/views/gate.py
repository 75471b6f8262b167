"""The auditor's gate of a snapshot."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from assessment.actions import signoff as actions
from assessment.models import Snapshot
from assessment.policies.ranking import may_clear, may_export, may_prepare
from assessment.queries.checks import checks_of
from assessment.queries.doors import rules_for, snapshots_seen_by
from assessment.queries.phrasing import is_draft
from assessment.workflow import SIGNOFF
from paritrana.lib.verdict import Refused
from paritrana.web.gate import gate


@gate(snapshots_seen_by, may_export)
def signoff(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """What holds, what does not, and who signs."""
    return _page(request, snapshot)


@gate(snapshots_seen_by, may_clear, methods=("GET", "POST"), fresh=True)
def sign(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """Signs the snapshot off, after a fresh sign-in."""
    refused: Any = ""
    if request.method == "POST":
        try:
            actions.sign(snapshot, by=request.actor)
        except Refused as refusal:
            refused = refusal.sentence
        else:
            messages.success(
                request, _("The snapshot is signed off. Its files no longer carry the draft stamp.")
            )
            return redirect("assessment:signoff", snapshot.public_id)
    return _confirm(
        request,
        snapshot,
        question=_("Sign this ranking off?"),
        sentence=_(
            "From now on its files are official and the decision can be approved. It can't be taken back."
        ),
        verb=_("Sign the ranking off"),
        action="assessment:signoff_sign",
        refused=refused,
    )


@gate(snapshots_seen_by, may_clear, methods=("GET", "POST"))
def give_back(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """Hands it back with the reason."""
    refused: Any = ""
    if request.method == "POST":
        try:
            actions.give_back(snapshot, reason=request.POST.get("reason", ""), by=request.actor)
        except Refused as refusal:
            refused = refusal.sentence
        else:
            return redirect("assessment:signoff", snapshot.public_id)
    return _confirm(
        request,
        snapshot,
        question=_("Hand this ranking back?"),
        sentence=_(
            "The secretariat is told the reason. Once it is mended the ranking can still be signed off."
        ),
        verb=_("Hand it back"),
        action="assessment:signoff_return",
        refused=refused,
        reason_label=_("Reason"),
    )


@gate(snapshots_seen_by, may_prepare, methods=("POST",))
def explain(request: HttpRequest, snapshot: Snapshot, nomination: str) -> HttpResponse:
    """Writes down the plenary's reason for one nomination."""
    typed = request.POST.get("reason", "")
    try:
        actions.explain(snapshot, nomination, reason=typed, by=request.actor)
    except Refused as refusal:
        return _page(request, snapshot, refused=refusal.sentence, typed={nomination: typed}, status=409)
    return redirect("assessment:signoff", snapshot.public_id)


def _page(
    request: HttpRequest,
    snapshot: Snapshot,
    *,
    refused: Any = "",
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    state = getattr(snapshot, "signoff", None)
    if state is None:
        raise Http404
    checks = checks_of(snapshot) if is_draft(snapshot) else []
    context = {
        "snapshot": snapshot,
        "signoff": state,
        "checks": checks,
        "open": sum(not check.holds for check in checks),
        "signs": SIGNOFF["sign"].verdict(request.actor, state),
        "prepares": may_prepare(request.actor, snapshot),
        "refused": refused,
        "typed": typed or {},
    }
    return render(request, "assessment/signoff.html", context, status=status)


def _confirm(
    request: HttpRequest, snapshot: Snapshot, *, action: str, refused: Any, **words: Any
) -> HttpResponse:
    ranking = rules_for(snapshot, snapshot.panel).ranking(snapshot.ranking)
    number = _("snapshot %(n)s") % {"n": snapshot.number}
    context = words | {
        "about": f"{ranking.name}, {number} · {snapshot.panel}",
        "digest": snapshot.pack_digest.removeprefix("sha256:"),
        "action": reverse(action, args=[snapshot.public_id]),
        "back": reverse("assessment:signoff", args=[snapshot.public_id]),
        "refused": refused,
        "typed": request.POST.get("reason", ""),
    }
    return render(request, "assessment/confirm.html", context, status=409 if refused else 200)
