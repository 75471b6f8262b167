"""One criterion over all of one's files. With script each field saves itself through the sheet's own address."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from assessment.actions import sheet as sheets
from assessment.actions.cells import Stale
from assessment.models import Seat
from assessment.policies.sheet import may_score, stage_is_judged
from assessment.queries.doors import rules_for, seats_seen_by, sheets_seen_by
from assessment.queries.grid import grid_of
from assessment.queries.queue import stage_in_hand
from paritrana.lib import clock
from paritrana.lib.verdict import Refused, first_no
from paritrana.programme.calendar import is_open
from paritrana.web import numbers
from paritrana.web.gate import gate


@gate(seats_seen_by, methods=("GET", "POST"))
def grid(request: HttpRequest, seat: Seat, criterion: str) -> HttpResponse:
    """All one's files under one criterion. POST saves one row, for whoever works without script."""
    refused: dict[str, Any] = {}
    if request.method == "POST":
        sheet = (
            sheets_seen_by(request.actor).filter(seat=seat, public_id=request.POST.get("sheet", "")).first()
        )
        if sheet is None:
            raise Http404
        fields = (f"score-{criterion}", f"note-{criterion}")
        typed = {field: request.POST[field] for field in fields if field in request.POST}
        version = numbers.whole(request.POST.get("version", ""))
        try:
            may_score(request.actor, sheet).require()
            sheets.save(sheet, typed, version=version, by=request.actor)
        except Refused as refusal:
            stored = refusal.stored if isinstance(refusal, Stale) else {}
            refused = {
                "sheet": sheet.public_id,
                "sentence": refusal.sentence,
                "typed": typed,
                "stored": stored,
            }
        else:
            at = reverse("assessment:grid", args=[seat.public_id, criterion])
            return redirect(f"{at}#berkas-{sheet.public_id}")
    rules = rules_for(seat, seat.panel)
    stage = stage_in_hand(rules, seat.panel)
    verdict = first_no(stage_is_judged(seat.panel, stage), is_open(seat.panel.round, stage, clock.now()))
    found = grid_of(request.actor, seat, rules, stage, criterion, is_open=bool(verdict))
    if found is None:
        raise Http404
    context = {"seat": seat, "grid": found, "verdict": verdict, "refused": refused}
    return render(request, "assessment/grid.html", context, status=409 if refused else 200)
