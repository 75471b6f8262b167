"""The assessor's queue, and declaring a conflict from it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from assessment.actions import conflict as conflicts
from assessment.models import Seat
from assessment.policies.panel import may_declare
from assessment.queries.disclosure import asked_of
from assessment.queries.doors import rules_for, seats_seen_by, sheets_seen_by
from assessment.queries.mirror import own_sheets, spreads_of
from assessment.queries.practice import files_for
from assessment.queries.queue import queue_of, stage_in_hand
from assessment.views.coming_back import pad_left
from paritrana.lib import clock
from paritrana.lib.permissions import Permission
from paritrana.lib.verdict import Refused
from paritrana.web.gate import gate


@gate(permission=Permission.SCORE)
def home(request: HttpRequest) -> HttpResponse:
    """One's seats; whoever has just one is led to its queue."""
    seats = list(seats_seen_by(request.actor).order_by("-panel__round__edition__number", "id"))
    if len(seats) == 1:
        return redirect("assessment:queue", seats[0].public_id)
    queues = [
        queue_of(seat, rules, stage_in_hand(rules, seat.panel))
        for seat in seats
        if (rules := rules_for(seat, seat.panel))
    ]
    return render(request, "assessment/seats.html", {"queues": queues, "now": clock.now()})


@gate(seats_seen_by)
def queue(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Whom one judges, how far one is, and until when."""
    rules = rules_for(seat, seat.panel)
    found = queue_of(seat, rules, stage_in_hand(rules, seat.panel))
    context = {
        "seat": seat,
        "queue": found,
        "next": found.next_after(),
        "asked": asked_of(seat),
        "practises": files_for(seat, found.stage).exists(),
        "first_criterion": next((one.code for one in rules.assessed_in(found.stage)), ""),
        "now": clock.now(),
    }
    return render(request, "assessment/queue.html", context)


@gate(seats_seen_by)
def mirror(request: HttpRequest, seat: Seat) -> HttpResponse:
    """How one's own scores spread, for oneself alone."""
    rules = rules_for(seat, seat.panel)
    stage = stage_in_hand(rules, seat.panel)
    found = own_sheets(request.actor, seat, stage)
    context = {"seat": seat, "spreads": spreads_of(found, rules, stage), "files": len(found)}
    return render(request, "assessment/mirror.html", context)


@gate(seats_seen_by, may_declare, methods=("GET", "POST"))
def declare(request: HttpRequest, seat: Seat, nomination: str) -> HttpResponse:
    """Declares a tie to a nominee in one's queue; from then on its file is closed to this seat."""
    sheet = sheets_seen_by(request.actor).filter(seat=seat, nomination__public_id=nomination).first()
    if sheet is None:
        raise Http404
    refused, typed, pad = "", request.POST.get("reason", ""), pad_left(request, seat)
    if request.method == "POST":
        try:
            conflicts.declare(seat, sheet.nomination, text=typed, by=request.actor)
        except Refused as refusal:
            refused = refusal.sentence
        else:
            words = _(
                "Your conflict with %(name)s is on record. The file is closed to you and the secretariat has been told."
            )
            messages.success(request, words % {"name": sheet.nomination.name})
            return redirect(pad or reverse("assessment:queue", args=[seat.public_id]))
    context = {
        "sheet": sheet,
        "refused": refused,
        "typed": typed,
        "back": pad or reverse("assessment:sheet", args=[sheet.public_id]),
    }
    return render(request, "assessment/declare.html", context, status=409 if refused else 200)
