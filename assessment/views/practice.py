"""Practice files of a seat: scoring, then comparing with the reference. For oneself alone."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assessment.actions import practice as actions
from assessment.models import PracticeSheet, Seat
from assessment.queries.doors import rules_for, seats_seen_by
from assessment.queries.practice import files_for, mean_distance, practice_of, practices_of
from assessment.queries.queue import stage_in_hand
from paritrana.lib.verdict import Refused
from paritrana.web.gate import gate


@gate(seats_seen_by)
def practices(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The practice files, how far one is, and one's mean distance from the reference."""
    rules = rules_for(seat, seat.panel)
    found = practices_of(request.actor, seat, rules, stage_in_hand(rules, seat.panel))
    if not found:
        raise Http404
    finished = sum(practice.is_finished for practice in found)
    context = {"seat": seat, "practices": found, "finished": finished, "mean": mean_distance(found)}
    return render(request, "assessment/practices.html", context)


@gate(seats_seen_by, methods=("GET", "POST"))
def practice(request: HttpRequest, seat: Seat, file: str) -> HttpResponse:
    """One practice file: the sheet, and once it is finished the reference beside it."""
    rules = rules_for(seat, seat.panel)
    found = files_for(seat, stage_in_hand(rules, seat.panel)).filter(public_id=file).first()
    if found is None:
        raise Http404
    refused: Any = ""
    typed = None
    if request.method == "POST":
        asked = rules.assessed_in(found.stage)
        typed = {one.code: request.POST.get(f"score-{one.code}", "") for one in asked}
        version, finish = request.POST.get("version", ""), "finish" in request.POST
        try:
            number = int(version) if version.isdecimal() and len(version) < 10 else 0
            actions.save(found, typed, version=number, finish=finish, by=request.actor)
        except Refused as refusal:
            refused = refusal.sentence
        else:
            messages.success(
                request, _("Finished. The reference stands beside your scores.") if finish else _("Saved.")
            )
            return redirect("assessment:practice_file", seat.public_id, found.public_id)
    sheet = PracticeSheet.objects.filter(file=found, user_id=request.actor.user_id).first()
    context = {"seat": seat, "practice": practice_of(found, sheet, rules, typed), "refused": refused}
    return render(request, "assessment/practice.html", context, status=409 if refused else 200)
