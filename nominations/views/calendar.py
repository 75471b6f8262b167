"""The calendar of a round with what was added to it, and giving more time."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nominations.actions import extending
from nominations.forms.extending import ExtendForm
from nominations.queries.calendar import extensions_of, late_nominations
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.programme.calendar import calendar_of
from paritrana.programme.models import Round
from paritrana.programme.policies import may_extend
from paritrana.programme.queries import rounds_seen_by
from paritrana.web.gate import gate


@gate(rounds_seen_by)
def calendar(request: HttpRequest, round_: Round) -> HttpResponse:
    """The stages of one round, what was extended for whom and why, and what closed with work left in it."""
    now = clock.now()
    stages = calendar_of(round_)
    context = {
        "round": round_,
        "stages": stages,
        "extensions": extensions_of(round_),
        "running": [stage for stage in stages if stage.opens_at <= now < stage.closes_at],
        "late": late_nominations(round_, now),
        "may_extend": may_extend(request.actor, round_),
        "now": now,
    }
    return render(request, "nominations/calendar.html", context)


@gate(rounds_seen_by, may_extend, methods=("GET", "POST"))
def extend(request: HttpRequest, round_: Round) -> HttpResponse:
    """Asks for stage, region, new end and reason; everyone it concerns is told."""
    asked = {name: request.GET.get(name, "") for name in ("stage", "region")}
    form = ExtendForm(round_, request.POST or None, initial=asked)
    if request.method == "POST" and form.is_valid():
        try:
            extending.extend(form.cleaned_data["stage"], **form.asked(), by=request.actor)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The stage has been extended; everyone it concerns has been told."))
            return redirect("nominations:calendar", round_.public_id)
    context = {"round": round_, "stages": calendar_of(round_), "form": form}
    return render(request, "nominations/extend.html", context, status=422 if form.errors else 200)
