"""Field checks as the secretariat runs them: the samples of a round, who goes where, and what is called off."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nominations.actions import drawing
from nominations.actions import field as actions
from nominations.forms.field import AssignForm, CallOffForm, DrawForm
from nominations.models import FieldCheck, FieldSample
from nominations.policies.field import may_assign, may_draw
from nominations.queries.field import (
    drawings_of,
    field_checks_seen_by,
    field_samples_seen_by,
    time_to_draw,
    visited_rounds_seen_by,
    visitors_for,
)
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.programme.models import Round
from paritrana.web.gate import gate


@gate(visited_rounds_seen_by)
def field_checks(request: HttpRequest, round_: Round) -> HttpResponse:
    """The samples of a round: the seed, whom it drew, who goes there, and how far they are."""
    drawings = drawings_of(round_, request.actor)
    context = {
        "round": round_,
        "drawings": drawings,
        "checks": sum(len(one.checks) for one in drawings),
        "done": sum(check.ended_at is not None for one in drawings for check in one.checks),
        "may_draw": may_draw(request.actor, round_),
        "time_to_draw": time_to_draw(round_, clock.now()),
    }
    return render(request, "nominations/field_checks.html", context)


@gate(visited_rounds_seen_by, may_draw, methods=("GET", "POST"))
def draw(request: HttpRequest, round_: Round, category: str) -> HttpResponse:
    """Asks for the seed, and draws."""
    found = next((one for one in drawings_of(round_, request.actor) if one.category.code == category), None)
    if found is None:
        raise Http404
    form = DrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            drawing.draw(round_, found.category, **form.cleaned_data, by=request.actor)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The sample has been drawn. Say who goes."))
            return redirect("nominations:field_checks", round_.public_id)
    context = {"round": round_, "drawing": found, "form": form}
    return render(request, "nominations/field_draw.html", context, status=422 if form.errors else 200)


@gate(field_samples_seen_by)
def sample_list(request: HttpRequest, sample: FieldSample) -> HttpResponse:
    """What the sample was drawn from, one number a line: the input of nominations/sampling.py."""
    answer = HttpResponse("\n".join(sample.pool) + "\n", content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{sample.file_name}"'
    return answer


@gate(field_checks_seen_by, may_assign, methods=("GET", "POST"))
def assign(request: HttpRequest, visit: FieldCheck) -> HttpResponse:
    """Asks who goes and when; the visitor is told."""
    form = AssignForm(visit, visitors_for(visit.nomination), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.assign(visit, **form.cleaned_data, by=request.actor)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
            form.over(field_checks_seen_by(request.actor).get(pk=visit.pk))
        else:
            return redirect("nominations:field_checks", visit.nomination.round.public_id)
    context = {"visit": visit, "nomination": visit.nomination, "form": form}
    return render(request, "nominations/field_assign.html", context, status=422 if form.errors else 200)


@gate(field_checks_seen_by, may_assign, methods=("GET", "POST"))
def call_off(request: HttpRequest, visit: FieldCheck) -> HttpResponse:
    """Asks why nobody can go, and ends the check with it."""
    form = CallOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.call_off(visit, **form.cleaned_data, by=request.actor)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("nominations:field_checks", visit.nomination.round.public_id)
    context = {"visit": visit, "nomination": visit.nomination, "form": form}
    return render(request, "nominations/field_call_off.html", context, status=422 if form.errors else 200)
