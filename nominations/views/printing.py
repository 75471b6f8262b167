"""Ordering the whole nomination on paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from nominations.models import Nomination
from nominations.printing import WHOLE
from nominations.queries import nominations_seen_by
from paritrana.documents.actions import order
from paritrana.web.gate import gate


@gate(nominations_seen_by, methods=("POST",))
def whole(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """Orders the paper and leads to its place in the report centre, which shows how far it is."""
    run = order(WHOLE, {"nomination": nomination.public_id}, by=request.actor)
    return redirect("documents:run", run.public_id)
