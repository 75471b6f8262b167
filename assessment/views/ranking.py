"""Rankings: the list, one ranking, why a place, and what leaves as a file."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from assessment.actions import snapshot as snapshots
from assessment.models import Panel, Snapshot
from assessment.policies import may_export, may_prepare, may_rank
from assessment.queries.doors import panels_seen_by, rules_for, snapshots_seen_by
from assessment.queries.ranking import board_of
from assessment.queries.why import why_of
from assessment.reports import table as shortlist
from paritrana.documents.actions import order
from paritrana.documents.press import csv
from paritrana.web.gate import gate
from paritrana.web.paging import page_of


@gate()
def rankings(request: HttpRequest) -> HttpResponse:
    """The snapshots one may read, the newest first."""
    found = snapshots_seen_by(request.actor)
    page = page_of(found, request.GET.get("after", ""), order="-taken_at")
    if not page.rows and not panels_seen_by(request.actor).exists():
        raise Http404
    rows = [
        (snapshot, rules_for(snapshot, snapshot.panel).ranking(snapshot.ranking)) for snapshot in page.rows
    ]
    return render(request, "assessment/rankings.html", {"rows": rows, "page_of": page})


@gate(panels_seen_by, may_rank, methods=("POST",))
def take(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Takes a snapshot of one ranking of the panel."""
    snapshot = snapshots.take(panel, request.POST.get("ranking", ""), by=request.actor)
    return redirect("assessment:ranking", snapshot.public_id)


@gate(snapshots_seen_by)
def ranking(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """The places, what separates them, and the cuts."""
    rules = rules_for(snapshot, snapshot.panel)
    decision = snapshot.decisions.exclude(state="withdrawn").first()
    context = {
        "snapshot": snapshot,
        "board": board_of(snapshot, rules),
        "digest": snapshot.pack_digest.removeprefix("sha256:"),
        "decision": decision,
        "prepares": snapshot.ranking == "final" and decision is None and may_prepare(request.actor, snapshot),
        "exports": may_export(request.actor, snapshot),
    }
    return render(request, "assessment/ranking.html", context)


@gate(snapshots_seen_by)
def why(request: HttpRequest, snapshot: Snapshot, nomination: str) -> HttpResponse:
    """Why this nomination stands where it stands."""
    rules = rules_for(snapshot, snapshot.panel)
    found = why_of(snapshot, nomination, rules)
    if found is None:
        raise Http404
    return render(
        request,
        "assessment/why.html",
        {"snapshot": snapshot, "ranking": rules.ranking(snapshot.ranking), "why": found},
    )


@gate(snapshots_seen_by, may_export)
def pack(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """The pack, as the bytes that were ranked: `python3 -m assessment.scoring` recounts it anywhere."""
    return _file(snapshot.pack.encode(), "application/json", shortlist.file_name(snapshot, "json"))


@gate(snapshots_seen_by, may_export)
def as_csv(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """The ranking as CSV, at once."""
    board = board_of(snapshot, rules_for(snapshot, snapshot.panel))
    columns, rows = shortlist.table(board)
    answer = StreamingHttpResponse(
        csv.stream(columns, rows, get_language() or "id"), content_type=csv.MEDIA_TYPE
    )
    answer["Content-Disposition"] = f'attachment; filename="{shortlist.file_name(snapshot, "csv")}"'
    return answer


@gate(snapshots_seen_by, may_export, methods=("POST",))
def download(request: HttpRequest, snapshot: Snapshot, kind: str) -> HttpResponse:
    """Orders the workbook or the paper; the report centre shows how far it is and keeps the file."""
    if kind not in ("xlsx", "pdf"):
        raise Http404
    run = order(f"assessment.shortlist_{kind}", {"snapshot": snapshot.public_id}, by=request.actor)
    return redirect("documents:run", run.public_id)


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
