"""Recaps of a round: brought, checked, loaded, matched, compared."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from nominations.actions import recap as actions
from nominations.actions.recap_names import match_by_hand
from nominations.forms.recap import MatchForm, RecapForm
from nominations.models.recap import Recap, RecapCount, RecapState
from nominations.policies.nomination import may_bring_recap, may_load_recap, may_match_count
from nominations.queries.recaps import counts_seen_by, recaps_seen_by, rounds_for_recaps
from nominations.recap.comparing import gaps_of
from nominations.recap.faults import NOTES, sentence_of
from paritrana.lib.permissions import Permission
from paritrana.lib.verdict import Refused
from paritrana.web.gate import gate
from paritrana.web.paging import page_of

UNMATCHED_SHOWN = 50


@gate(permission=Permission.VERIFY, methods=("GET", "POST"))
def recaps(request: HttpRequest) -> HttpResponse:
    """The recaps of one's rounds, and the form that brings the next version."""
    form = RecapForm(rounds_for_recaps(request.actor), request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            brought = actions.bring(
                asked["round"], upload=asked["upload"], as_of=asked["as_of"], by=request.actor
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("nominations:recap", brought.public_id)
    page = page_of(recaps_seen_by(request.actor), request.GET.get("after", ""), order="-brought_at")
    context = {"rows": page.rows, "next_cursor": page.next_cursor, "form": form}
    return render(request, "nominations/recaps.html", context, status=422 if form.errors else 200)


@gate(recaps_seen_by)
def recap(request: HttpRequest, recap: Recap) -> HttpResponse:
    """What the check found, who is unmatched, and where claims and recap differ."""
    loaded = recap.state == RecapState.LOADED
    unmatched = recap.counts.filter(region=None, organisation=None).order_by("id")
    context = {
        "recap": recap,
        "faults": [(found, sentence_of(found)) for found in recap.faults if found["code"] not in NOTES][:100],
        "notes": [sentence_of(found) for found in recap.faults if found["code"] in NOTES],
        "unmatched": list(unmatched[:UNMATCHED_SHOWN]) if loaded else [],
        "unmatched_count": unmatched.count() if loaded else 0,
        "gaps": gaps_of(recap) if loaded else [],
        "may_load": may_load_recap(request.actor, recap),
        "may_bring": may_bring_recap(request.actor, recap.round),
    }
    return render(request, "nominations/recap.html", context)


@gate(recaps_seen_by, may_load_recap, methods=("POST",))
def load(request: HttpRequest, recap: Recap) -> HttpResponse:
    """Has the recap loaded."""
    actions.load(recap, by=request.actor)
    return redirect("nominations:recap", recap.public_id)


@gate(recaps_seen_by, may_match_count, methods=("GET", "POST"))
def match(request: HttpRequest, recap: Recap, row: int) -> HttpResponse:
    """Says whom an unmatched row stands for; every row like it follows, now and in later recaps."""
    count: RecapCount | None = counts_seen_by(request.actor).filter(recap=recap, pk=row).first()
    if count is None:
        return redirect("nominations:recap", recap.public_id)
    form = MatchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            match_by_hand(count, **form.stands(), by=request.actor)
        except (Refused, ValidationError) as refusal:
            form.add_error("name", refusal.sentence if isinstance(refusal, Refused) else refusal)
        else:
            return redirect("nominations:recap", recap.public_id)
    context = {"recap": recap, "count": count, "form": form}
    return render(request, "nominations/recap_match.html", context, status=422 if form.errors else 200)
