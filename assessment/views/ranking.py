"""Rankings: the list, one ranking, why a place, and what leaves as a file."""

from collections.abc import Iterable
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from assessment.actions import job as jobs
from assessment.chosen import ChosenForm
from assessment.models import Panel, Snapshot
from assessment.policies.ranking import may_export, may_invite, may_prepare, may_rank, may_read_whole
from assessment.queries.advice import advice_of, analysis_of
from assessment.queries.bands import banded
from assessment.queries.differences import changed
from assessment.queries.differences import differences as found_differences
from assessment.queries.doors import (
    panels_seen_by,
    placings_seen_by,
    reads_lists,
    rules_for,
    snapshots_seen_by,
)
from assessment.queries.heads import rankings_seen_by
from assessment.queries.pack import pack_of
from assessment.queries.pool import SHORTLIST
from assessment.queries.ranking import board_apart, page_of_board
from assessment.queries.siblings import siblings
from assessment.queries.standing import SHOWN, moved_since
from assessment.reports import table as shortlist
from paritrana.documents.actions import order
from paritrana.documents.press import csv
from paritrana.web.gate import gate
from paritrana.web.paging import PAGE_SIZE, page_of


@gate()
def rankings(request: HttpRequest) -> HttpResponse:
    """The snapshots one may read, the newest first."""
    found = snapshots_seen_by(request.actor)
    page = page_of(found, request.GET.get("after", ""), order="-taken_at")
    if not page.rows and not reads_lists(request.actor):
        raise Http404
    rows = [
        (snapshot, rules_for(snapshot, snapshot.panel).ranking(snapshot.ranking)) for snapshot in page.rows
    ]
    return render(request, "assessment/rankings.html", {"rows": rows, "page_of": page})


@gate(panels_seen_by, may_rank, methods=("POST",), fresh=True)
def take(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Orders a snapshot of one ranking of the panel."""
    job = jobs.order_snapshot(panel, request.POST.get("ranking", ""), by=request.actor)
    return redirect("assessment:job", job.public_id)


@gate(panels_seen_by, may_rank, methods=("POST",))
def rehearse(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Orders a rehearsal on generated scores."""
    job = jobs.order_snapshot(panel, request.POST.get("ranking", ""), by=request.actor, rehearsal=True)
    return redirect("assessment:job", job.public_id)


@gate(rankings_seen_by)
def ranking(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """The places, what separates them, and the cuts; a page at a time, searched and filtered by the address."""
    rules = rules_for(snapshot, snapshot.panel)
    chosen = ChosenForm(request.GET, snapshot, rules)
    placings = chosen.among(placings_seen_by(request.actor).filter(snapshot=snapshot))
    if snapshot.is_apart:
        context = {"snapshot": snapshot, "board": board_apart(snapshot, rules, placings), "chosen": chosen}
        return render(request, "assessment/ranking_apart.html", context)
    board = page_of_board(snapshot, rules, placings, request.GET.get("after", ""), chosen.columns)
    analysis = analysis_of(snapshot)
    board, scale = banded(board, analysis)
    context = {
        "snapshot": snapshot,
        "board": board,
        "scale": scale,
        "chosen": chosen,
        "moved": moved_since(snapshot)[:SHOWN] if not snapshot.is_rehearsal else [],
        "advice": advice_of(analysis, board),
        "previous": snapshot.previous,  # type: ignore[attr-defined]  # the door brings both
        "digest": snapshot.pack_digest.removeprefix("sha256:"),
        "decision": snapshot.decision_key,  # type: ignore[attr-defined]
        "prepares": snapshot.ranking != SHORTLIST
        and not snapshot.is_rehearsal
        and snapshot.decision_key is None  # type: ignore[attr-defined]
        and may_prepare(request.actor, snapshot),
        "exports": may_export(request.actor, snapshot),
        "invites": snapshot.ranking == SHORTLIST
        and not snapshot.is_rehearsal
        and may_invite(request.actor, snapshot),
    }
    return render(request, "assessment/ranking.html", context)


@gate(snapshots_seen_by, may_read_whole)
def differences(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """What changed since another snapshot of the same ranking, by cause."""
    others = siblings(snapshot)
    older = next((one for one in others if one.public_id == request.GET.get("dengan")), None) or next(
        (one for one in others if one.number < snapshot.number), None
    )
    if older is None:
        raise Http404
    keys = changed(older, snapshot)
    start = min(max(int(start), 0), len(keys)) if (start := request.GET.get("dari", "0")).isdecimal() else 0
    context = {
        "snapshot": snapshot,
        "ranking": rules_for(snapshot, snapshot.panel).ranking(snapshot.ranking),
        "older": older,
        "others": others,
        "total": len(keys),
        "rows": found_differences(older, snapshot, keys[start : start + PAGE_SIZE]),
        "following": start + PAGE_SIZE if start + PAGE_SIZE < len(keys) else None,
    }
    return render(request, "assessment/differences.html", context)


@gate(snapshots_seen_by, may_export, fresh=True)
def pack(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """The pack, as the bytes that were ranked: `python3 -m assessment.scoring` recounts it anywhere."""
    return _file(
        (piece.encode() for piece in pack_of(snapshot)),
        "application/json",
        shortlist.file_name(snapshot, "json"),
    )


@gate(snapshots_seen_by, may_export)
def as_csv(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """The ranking as CSV, at once."""
    rules = rules_for(snapshot, snapshot.panel)
    chosen = ChosenForm(request.GET, snapshot, rules)
    placings = chosen.among(snapshot.placings.all())
    file = shortlist.write(snapshot, rules, placings, chosen.columns, get_language() or "id")
    return FileResponse(
        file, as_attachment=True, filename=shortlist.file_name(snapshot, "csv"), content_type=csv.MEDIA_TYPE
    )


@gate(snapshots_seen_by, may_export, methods=("POST",))
def download(request: HttpRequest, snapshot: Snapshot, kind: str) -> HttpResponse:
    """Orders the workbook or the paper; the report centre shows how far it is and keeps the file."""
    if kind not in ("xlsx", "pdf"):
        raise Http404
    parameters: dict[str, Any] = {"snapshot": snapshot.public_id}
    if chosen := ChosenForm(request.GET, snapshot, rules_for(snapshot, snapshot.panel)).as_parameters():
        parameters["chosen"] = chosen
    run = order(f"assessment.shortlist_{kind}", parameters, by=request.actor)
    return redirect("documents:run", run.public_id)


def _file(content: Iterable[bytes], media_type: str, name: str) -> HttpResponse:
    answer = StreamingHttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
