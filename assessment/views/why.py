"""Why a nomination stands where it stands: one, two or three side by side, and the same as an annex on paper."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from assessment.models import Snapshot
from assessment.policies.ranking import may_export, may_read_names
from assessment.queries.claims import claims_of
from assessment.queries.doors import placings_seen_by, rules_for, snapshots_seen_by
from assessment.queries.why import names_of, why_of
from paritrana.documents.actions import order
from paritrana.web.gate import gate

MOST = 3
"""Nominations that stand side by side."""


@gate(snapshots_seen_by)
def why(request: HttpRequest, snapshot: Snapshot, nomination: str) -> HttpResponse:
    """One placing in full."""
    rules = rules_for(snapshot, snapshot.panel)
    found = why_of(snapshot, nomination, rules, placings_seen_by(request.actor))
    if found is None:
        raise Http404
    named = bool(may_read_names(request.actor, snapshot.panel)) and not snapshot.is_rehearsal
    context = {
        "snapshot": snapshot,
        "ranking": rules.ranking(snapshot.ranking),
        "why": found,
        "claims": claims_of(found, rules),
        "names": names_of(snapshot) if named else {},
        "exports": may_export(request.actor, snapshot),
    }
    return render(request, "assessment/why.html", context)


@gate(snapshots_seen_by)
def compare(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """Two or three side by side: `?usulan=a&usulan=b&usulan=c`."""
    rules = rules_for(snapshot, snapshot.panel)
    keys = list(dict.fromkeys(request.GET.getlist("usulan")))[:MOST]
    seen = placings_seen_by(request.actor)
    found = [one for key in keys if (one := why_of(snapshot, key, rules, seen))]
    ranking = rules.ranking(snapshot.ranking)
    rows = [
        (
            aspect,
            [
                (rules.criterion(code), [(one, one.placing.criteria.get(code)) for one in found])
                for code, _weight in aspect.criteria
            ],
            [(one, one.placing.aspects.get(aspect.code)) for one in found],
        )
        for aspect in ranking.aspects
    ]
    context = {
        "snapshot": snapshot,
        "ranking": ranking,
        "found": found,
        "rows": rows,
        "exports": may_export(request.actor, snapshot),
    }
    return render(request, "assessment/compare.html", context)


@gate(snapshots_seen_by, may_export, methods=("POST",))
def annex(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """Orders the annex on paper for the chosen nominations."""
    keys = list(dict.fromkeys(request.POST.getlist("usulan")))[:MOST]
    if not keys:
        return redirect("assessment:ranking", snapshot.public_id)
    seen = placings_seen_by(request.actor).filter(snapshot=snapshot)
    if seen.filter(nomination__public_id__in=keys).count() < len(keys):
        raise Http404
    run = order("assessment.why_pdf", {"snapshot": snapshot.public_id, "nominations": keys}, by=request.actor)
    return redirect("documents:run", run.public_id)
