"""Seats: the letter of appointment, offering and giving a seat, answering, ending, and checking somebody beforehand."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from assessment.actions import panel as panels
from assessment.actions import seat as actions
from assessment.forms.panel import LetterForm, SeatForm
from assessment.models import Answer, Invitation, Panel, Seat
from assessment.policies.panel import may_answer, may_seat, may_seat_again, may_withdraw_invitation
from assessment.queries.check import check_of
from assessment.queries.composition import composition_of
from assessment.queries.doors import invitations_seen_by, panel_seats_seen_by, panels_seen_by
from paritrana.accounts.queries import holders
from paritrana.lib.permissions import Permission
from paritrana.lib.verdict import Refused
from paritrana.web.gate import gate

BOTH = ("GET", "POST")


@gate(panels_seen_by, may_seat, methods=BOTH)
def letter(request: HttpRequest, panel: Panel) -> HttpResponse:
    """The letter of appointment: number, day, term."""
    now = {name: getattr(panel, name) for name in ("decree", "decree_on", "term_from", "term_to")}
    form = LetterForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            panels.appoint(panel, **form.cleaned_data, by=request.actor)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("assessment:panel", panel.public_id)
    status = 409 if form.errors else 200
    return render(request, "assessment/letter.html", {"panel": panel, "form": form}, status=status)


@gate(panels_seen_by, may_seat, methods=BOTH)
def give_seat(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Offers a seat, or gives it outright as the decree names the person; says first whom that person can't judge."""
    places = composition_of(panel).places
    form = SeatForm(
        people_of(panel), panel, places, request.POST or None, initial=_proposed(request, panel, places)
    )
    if request.method == "POST" and form.is_valid():
        verb = actions.seat if request.POST.get("how") == "seat" else actions.invite
        try:
            verb(panel, **form.cleaned_data, by=request.actor)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            told = _("The seat is given. The person has been told.")
            asked = _("The invitation is on its way. The panel's page shows the answer.")
            messages.success(request, told if verb is actions.seat else asked)
            return redirect("assessment:panel", panel.public_id)
    context = {"panel": panel, "form": form, "letter": panel.decree}
    return render(request, "assessment/seat_give.html", context, status=409 if form.errors else 200)


@gate(panels_seen_by, may_seat)
def check(request: HttpRequest, panel: Panel) -> HttpResponse:
    """What would keep each candidate away, before anybody is invited. Nothing is recorded."""
    found = check_of(panel, people_of(panel), request.GET.get("orang", ""), request.GET.get("q", ""))
    return render(request, "assessment/check.html", {"panel": panel, "check": found})


@gate(invitations_seen_by, methods=BOTH)
def invitation(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """What is offered, and the two answers. The secretariat reads it and may withdraw it."""
    refused: Any = ""
    if request.method == "POST":
        may_answer(request.actor, invitation).require()
        try:
            if request.POST.get("answer") == "accept":
                actions.accept(invitation, by=request.actor)
                messages.success(
                    request, _("You have taken the seat. Sheets come to your queue once handed out.")
                )
                return redirect("desk")
            actions.decline(invitation, reason=request.POST.get("reason", ""), by=request.actor)
            messages.success(request, _("You have declined. The secretariat has been told."))
            return redirect("desk")
        except Refused as refusal:
            refused = refusal.sentence
    context = {
        "invitation": invitation,
        "mine": invitation.user_id == request.actor.user_id,
        "is_waiting": invitation.answer == Answer.WAITING,
        "refused": refused,
        "typed": request.POST.get("reason", ""),
    }
    return render(request, "assessment/invitation.html", context, status=409 if refused else 200)


@gate(invitations_seen_by, may_withdraw_invitation, methods=("POST",))
def withdraw(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Takes back an invitation that nobody has answered yet."""
    actions.withdraw(invitation, reason=request.POST.get("reason", ""), by=request.actor)
    messages.success(request, _("The invitation is withdrawn. The person has been told."))
    return redirect("assessment:panel", invitation.panel.public_id)


@gate(panel_seats_seen_by, may_seat_again, methods=BOTH)
def end_seat(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Ends a seat with its reason, then leads to inviting a replacement."""
    refused: Any = ""
    back = reverse("assessment:panel", args=[seat.panel.public_id])
    if request.method == "POST":
        try:
            actions.end_seat(seat, reason=request.POST.get("reason", ""), by=request.actor)
        except Refused as refusal:
            refused = refusal.sentence
        else:
            messages.success(
                request, _("The seat has ended. Its person has been told; invite a replacement here.")
            )
            invite = reverse("assessment:seat_give", args=[seat.panel.public_id])
            return redirect(f"{invite}?ganti={seat.number}")
    context = {
        "question": _("End seat %(number)s (%(person)s)?") % {"number": seat.number, "person": seat.user},
        "sentence": _(
            "Nothing of this panel opens to this person any more. Signed sheets still count; what is not signed passes to "
            "whoever takes over the seat."
        ),
        "action": reverse("assessment:seat_end", args=[seat.public_id]),
        "reason_label": _("Reason"),
        "verb": _("End the seat"),
        "danger": True,
        "back": back,
        "refused": refused,
        "typed": request.POST.get("reason", ""),
    }
    return render(request, "assessment/confirm.html", context, status=409 if refused else 200)


def people_of(panel: Panel) -> list[int]:
    """Ids of the people who hold the role of assessor or chair in the panel's round."""
    region = panel.round.region_code
    return holders(Permission.SCORE, region) + holders(Permission.LEAD, region)


def _proposed(request: HttpRequest, panel: Panel, places: tuple[Any, ...]) -> dict[str, Any]:
    """What the address proposes: a place of the composition, a seat to take over, a person who was checked."""
    proposed: dict[str, Any] = {}
    before = next((seat for seat in panel.seats.all() if str(seat.number) == request.GET.get("ganti")), None)
    if before:
        proposed = {"duty": before.duty, "place": before.place, "title": before.title, "takes_over": before}
    place = next((place for place in places if place.code == request.GET.get("tempat")), None)
    if place:
        proposed |= {"duty": place.duty, "place": place.code, "title": str(place.title)}
    proposed["user"] = next(
        (
            user
            for user in SeatForm(people_of(panel), panel, places).fields["user"].queryset
            if user.public_id == request.GET.get("orang")
        ),
        None,
    )
    return proposed
