"""Practice files: of a seat, scored and compared with the reference for oneself alone; and entered, with the reference."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assessment.actions import practice as actions
from assessment.archive_cases import archive_cases
from assessment.forms.practice import PracticeFileForm
from assessment.models import Panel, PracticeSheet, Seat
from assessment.policies.sheet import may_enter_practice
from assessment.queries.doors import panels_seen_by, rules_for, seats_seen_by
from assessment.queries.practice import entered_files, files_for, mean_distance, practice_of, practices_of
from assessment.queries.queue import stage_in_hand
from assessment.steps import stage_name
from paritrana.lib.verdict import Refused
from paritrana.programme.words import Words
from paritrana.web.gate import gate

SAID = Words("Keterangan pengusul", "What the nominee says")


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


@gate(panels_seen_by, may_enter_practice, methods=("GET", "POST"))
def enter(request: HttpRequest, panel: Panel) -> HttpResponse:
    """The practice files of the panel's category in the stage in hand, and the form that adds one with its reference."""
    rules = rules_for(panel, panel)
    stage = stage_in_hand(rules, panel)
    offered = [case for case in archive_cases().values() if case.category == panel.category.code]
    form = PracticeFileForm(rules.assessed_in(stage), offered, request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        claim = list(archive_cases()[typed["case"]].claim) if typed["case"] else []
        if typed["claim"]:
            claim.append((SAID, typed["claim"]))
        try:
            is_new = actions.enter(
                panel,
                stage,
                title=typed["title"],
                claim=claim,
                scores=form.part("score"),
                reasons=form.part("reason"),
                by=request.actor,
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(
                request,
                _("The practice file is there for every assessor of the category.")
                if is_new
                else _("The file was there already with other grounds. They now read as you typed them."),
            )
            return redirect("assessment:practice_enter", panel.public_id)
    context = {
        "panel": panel,
        "stage": stage_name(stage),
        "files": entered_files(panel.category, stage),
        "form": form,
    }
    return render(request, "assessment/practice_enter.html", context, status=422 if form.errors else 200)
