"""Reading: one nomination as it stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nominations.listing import parts_of
from nominations.models import Nomination
from nominations.queries import claim_of, nominations_seen_by, rules_of
from paritrana.web.gate import gate


@gate(nominations_seen_by)
def nomination(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """The nomination's own page: what waits, how far it is, and what was filed."""
    claim = claim_of(nomination)
    parts = parts_of(rules_of(nomination), claim, nomination.verifications.all())
    return render(request, "nominations/nomination.html", {"nomination": nomination, "parts": parts})
