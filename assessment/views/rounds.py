"""How far the rounds have come: all one follows side by side, and a single one."""

from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment import roundpages
from assessment.queries.funnel import STEPS, Counts, Standing, categories_in, standings_of
from nominations.queries.field import reads_field_checks
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.programme.calendar import calendar_of
from paritrana.programme.models import Edition, Round
from paritrana.programme.queries import RUN, rounds_seen_by
from paritrana.web.csvfile import csv_answer
from paritrana.web.gate import gate

ON_THE_MAP = "filed"
"""The step that the map shows unless another is asked for."""


class RoundsFilter(forms.Form):
    """What is shown: edition, category, step of the map, and late rounds only. Unknown values count as none."""

    edition = forms.ChoiceField(label=gettext_lazy("Edition"), required=False)
    category = forms.ChoiceField(label=gettext_lazy("Category"), required=False)
    step = forms.ChoiceField(label=gettext_lazy("On the map"), required=False, choices=list(STEPS.items()))
    late = forms.ChoiceField(
        label=gettext_lazy("Rounds"),
        required=False,
        choices=[("", gettext_lazy("All")), ("1", gettext_lazy("Late ones"))],
    )

    def __init__(self, editions: list[tuple[str, str]], categories: list[tuple[str, str]], asked: Any):
        asked = asked.copy()
        if asked.get("step") not in STEPS:
            asked["step"] = ON_THE_MAP  # the filter names what the map shows
        super().__init__(asked)
        self.fields["edition"].choices = editions  # type: ignore[attr-defined]
        self.fields["category"].choices = [("", gettext_lazy("All")), *categories]  # type: ignore[attr-defined]

    def value(self, name: str, default: str = "") -> str:
        """What was asked for there, if it is one of the choices."""
        known = {str(code) for code, _words in self.fields[name].choices}  # type: ignore[attr-defined]
        asked = str(self.data.get(name, ""))
        return asked if asked in known else default


@gate()
def rounds(request: HttpRequest) -> HttpResponse:
    """The rounds of an edition: who is late, the funnel, the map of provinces and all calendars on one scale."""
    form, standings, category = _asked(request)
    now, step = clock.now(), form.value("step")
    late = [standing for standing in standings if standing.late]
    shown = late if form.value("late") else standings
    total = {name: sum(one.counts(category)[name] for one in shown) for name in STEPS}
    asked = request.GET.copy()
    context = {
        "form": form,
        "late": late,
        "steps": STEPS,
        "rows": [(one, roundpages.name_of(one.round), _labelled(one.counts(category))) for one in shown],
        "total": list(total.values()),
        "funnel": roundpages.funnel_rows(total),
        "map": roundpages.map_of(shown, step, category),
        "joint": [roundpages.name_of(one.round) for one in shown if one.round.joined.all()],
        "step": STEPS[step],
        "calendars": roundpages.calendars(shown, now),
        "exports": [{"label": "CSV", "url": f"ekspor/?{asked.urlencode()}"}],
    }
    return render(request, "assessment/rounds.html", context)


@gate()
def export(request: HttpRequest) -> HttpResponse:
    """The table as it is filtered, as CSV."""
    form, standings, category = _asked(request)
    shown = [one for one in standings if one.late] if form.value("late") else standings
    head = [_("Round"), *map(str, STEPS.values()), _("Late")]
    lines = (
        (roundpages.name_of(one.round), *one.counts(category).values(), "; ".join(map(str, one.late)))
        for one in shown
    )
    return csv_answer("putaran.csv", head, lines)


@gate(rounds_seen_by)
def round_(request: HttpRequest, round_: Round) -> HttpResponse:
    """One round: its funnel by category, what runs late, and where to go on from here."""
    (standing,) = standings_of(_with_guests(Round.objects.filter(pk=round_.pk)), clock.now())
    categories = categories_in([round_])
    total = standing.counts()
    context = {
        "round": round_,
        "name": roundpages.name_of(standing.round),
        "standing": standing,
        "steps": STEPS,
        "rows": [(category, _labelled(standing.counts(category.pk))) for category in categories],
        "total": total,
        "funnel": roundpages.funnel_rows(total),
        "stages": calendar_of(standing.round),
        "reads_field_checks": reads_field_checks(request.actor),
        "now": clock.now(),
    }
    return render(request, "assessment/round.html", context)


def _labelled(counts: Counts) -> list[tuple[Any, int]]:
    """(step, count) in order, so that a phone can name each number."""
    return [(STEPS[step], number) for step, number in counts.items()]


def _with_guests(rounds: QuerySet[Round]) -> QuerySet[Round]:
    return rounds.select_related("edition", "region").prefetch_related("stages", "joined__region")


def _asked(request: HttpRequest) -> tuple[RoundsFilter, list[Standing], int | None]:
    """(the form, the rounds of the edition that is shown, the category that is counted)."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not any(actor.may(permission) for permission in RUN):
        raise Http404
    seen = rounds_seen_by(actor).order_by()
    editions = Edition.objects.filter(pk__in=seen.values("edition")).order_by("-number")
    known = [(str(edition.number), edition.label) for edition in editions]
    number = request.GET.get("edition", "")
    number = number if number in dict(known) else known[0][0] if known else ""
    mine = seen.filter(edition__number=int(number)) if number else seen.none()
    mine = _with_guests(mine).order_by(F("region__code").asc(nulls_first=True))
    standings = standings_of(mine, clock.now())
    categories = categories_in([one.round for one in standings])
    named = [(str(category.pk), f"{category} · {category.get_level_display()}") for category in categories]
    form = RoundsFilter(known, named, request.GET)
    return form, standings, int(form.value("category") or 0) or None
