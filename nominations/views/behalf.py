"""Filing on behalf of a region: beginning it, and the region taking it over."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from nominations import actions
from nominations.models import Nomination
from nominations.policies.nomination import may_take_over
from nominations.queries import nominations_seen_by
from nominations.queries.on_behalf import OnBehalf, in_the_way
from paritrana.lib.verdict import Refused
from paritrana.web.gate import gate


@dataclass(frozen=True)
class Begun:
    """What came of a try to begin on behalf: the draft, or the sentence and the nomination that is there already."""

    nomination: Nomination | None = None
    refused: "str | Promise" = ""
    known: Nomination | None = None


def begin(request: HttpRequest, offers: list[OnBehalf]) -> Begun:
    """Begins what the form names. 404 for an offer or region that is not the actor's to file for."""
    actor = request.actor  # type: ignore[attr-defined]
    offer = next((one for one in offers if one.key == request.POST.get("on_behalf")), None)
    if offer is None:
        raise Http404
    if not request.POST.get("region"):
        return Begun(refused=_("Choose the region for which you file."))
    region = offer.region(request.POST["region"])
    if region is None:
        raise Http404
    try:
        nomination = actions.start_on_behalf(
            round_=offer.round, category=offer.category, region=region, filer=offer.filer, by=actor
        )
    except Refused as refusal:
        return Begun(refused=refusal.sentence, known=in_the_way(actor, offer.round, offer.category, region))
    return Begun(nomination)


@gate(nominations_seen_by, may_take_over, methods=("GET", "POST"))
def take_over(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """Asks, and then the nominee goes on alone."""
    if request.method == "POST":
        actions.take_over(nomination, by=request.actor)
        messages.success(request, _("Your organisation goes on with this nomination itself."))
        return redirect("nominations:nomination", nomination.public_id)
    return render(request, "nominations/take_over.html", {"nomination": nomination})
