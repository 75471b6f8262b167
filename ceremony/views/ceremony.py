"""Ceremonies: planned, arranged, held; running order, guests, prizes, papers."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ceremony.actions import ceremony as actions
from ceremony.actions import photos
from ceremony.forms import ceremony as typed
from ceremony.models import Ceremony, Guest, GuestState, Handover, Photo, Prize
from ceremony.policies import ceremony as policies
from ceremony.policies.certificate import may_print_books
from ceremony.queries import ceremony as queries
from paritrana.documents import delivery
from paritrana.documents.actions import order
from paritrana.lib.permissions import NATIONAL, Permission
from paritrana.lib.verdict import Refused
from paritrana.programme.models import Round
from paritrana.web.gate import gate
from paritrana.web.paging import page_of

BOTH = ("GET", "POST")


@gate(policy=policies.may_plan, permission=Permission.AWARD)
def ceremonies(request: HttpRequest) -> HttpResponse:
    """The ceremonies of one's rounds, the latest first."""
    page = page_of(
        queries.ceremonies_seen_by(request.actor), request.GET.get("after", ""), order="-planned_at"
    )
    return render(request, "ceremony/ceremonies.html", {"listing": page})


@gate(policy=policies.may_plan, permission=Permission.AWARD, methods=BOTH)
def plan(request: HttpRequest) -> HttpResponse:
    """Plans a ceremony, alone or jointly with other rounds of the edition."""
    level = "national" if NATIONAL in request.actor.regions(Permission.AWARD) else "province"
    rounds = (
        Round.objects.filter(level=level)
        .select_related("edition", "region")
        .order_by("-edition__number", "id")
    )
    form = typed.PlanForm(request.POST or None, rounds=rounds)
    return _answer(
        request,
        form,
        lambda values: actions.plan(
            list(values.pop("rounds").select_related("region", "edition")), by=request.actor, **values
        ),
        heading=_("Plan a ceremony"),
        verb=_("Plan the ceremony"),
        back=reverse("ceremony:ceremonies"),
    )


@gate(queries.ceremonies_seen_by)
def ceremony(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    """Moment and place, running order, guests, prizes and papers of one ceremony."""
    context = {
        "ceremony": ceremony,
        "handovers": queries.running_order(ceremony),
        "guests": ceremony.guests.all(),
        "photos": ceremony.photos.all(),
        "guest_form": typed.GuestForm(),
        "guest_states": GuestState.choices,
        "arrange": policies.may_arrange(request.actor, ceremony),
        "change": policies.may_change(request.actor, ceremony),
        "waiting": queries.awards_to_bring_in(request.actor, ceremony).count(),
    }
    return render(request, "ceremony/ceremony.html", context)


@gate(queries.ceremonies_seen_by, policies.may_change, methods=BOTH)
def postpone(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    """Moves the ceremony to another moment or place."""
    form = typed.PostponeForm(
        request.POST or None, initial={"planned_at": ceremony.planned_at, "place": ceremony.place}
    )
    return _answer(
        request,
        form,
        lambda values: actions.postpone(ceremony, by=request.actor, **values),
        heading=_("Move %(ceremony)s to another day?") % {"ceremony": ceremony},
        verb=_("Move the ceremony"),
        back=_address(ceremony),
    )


@gate(queries.ceremonies_seen_by, policies.may_change, methods=BOTH)
def held(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    """Notes when the ceremony took place."""
    form = typed.HeldForm(request.POST or None, initial={"held_at": ceremony.planned_at})
    return _answer(
        request,
        form,
        lambda values: actions.note_held(ceremony, by=request.actor, **values),
        heading=_("When did %(ceremony)s take place?") % {"ceremony": ceremony},
        verb=_("Note that it was held"),
        back=_address(ceremony),
    )


@gate(queries.ceremonies_seen_by, policies.may_cancel, methods=BOTH)
def cancel(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    """Gives the ceremony up."""
    form = typed.CancelForm(request.POST or None)
    return _answer(
        request,
        form,
        lambda values: actions.cancel(ceremony, by=request.actor, **values),
        heading=_("Cancel %(ceremony)s?") % {"ceremony": ceremony},
        verb=_("Cancel the ceremony"),
        back=_address(ceremony),
    )


@gate(queries.ceremonies_seen_by, policies.may_write_minutes, methods=BOTH)
def minutes(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    """Writes what is told of the ceremony."""
    form = typed.MinutesForm(request.POST or None, initial={"minutes": ceremony.minutes})
    return _answer(
        request,
        form,
        lambda values: actions.write_minutes(ceremony, by=request.actor, **values),
        heading=_("Minutes of %(ceremony)s") % {"ceremony": ceremony},
        verb=_("Save the minutes"),
        back=_address(ceremony),
    )


@gate(queries.ceremonies_seen_by, policies.may_add_photo, methods=BOTH)
def add_photo(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    """Adds a photo of the ceremony."""
    form = typed.PhotoForm(request.POST or None, request.FILES or None)
    return _answer(
        request,
        form,
        lambda values: photos.add_photo(ceremony, by=request.actor, **values),
        heading=_("Add a photo of %(ceremony)s") % {"ceremony": ceremony},
        verb=_("Add the photo"),
        back=f"{_address(ceremony)}#photos",
    )


@gate(queries.photos_seen_by)
def photo(request: HttpRequest, photo: Photo) -> HttpResponse:
    """The picture itself."""
    return delivery.page_image(photo.document, 1)


@gate(queries.photos_seen_by, policies.may_remove_photo, methods=("POST",))
def remove_photo(request: HttpRequest, photo: Photo) -> HttpResponse:
    """Takes a photo out."""
    photos.remove_photo(photo, by=request.actor)
    return redirect(f"{_address(photo.ceremony)}#photos")


@gate(queries.ceremonies_seen_by, policies.may_change, methods=("POST",))
def bring_in(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    """Puts one's own winners into the running order."""
    actions.bring_in(ceremony, by=request.actor)
    return redirect(_address(ceremony))


@gate(queries.ceremonies_seen_by, policies.may_arrange, methods=("POST",))
def invite(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    """Puts a guest on the list."""
    form = typed.GuestForm(request.POST)
    return _answer(
        request,
        form,
        lambda values: actions.invite(ceremony, by=request.actor, **values),
        heading=_("Invite a guest"),
        verb=_("Put on the guest list"),
        back=_address(ceremony),
    )


@gate(queries.ceremonies_seen_by, policies.may_arrange, methods=("POST",))
def paper(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    """Orders the announcer's script or the wall cards."""
    form = typed.PaperForm(request.POST)
    if not form.is_valid():
        return redirect(_address(ceremony))
    run = order(f"ceremony.{form.cleaned_data['paper']}", {"ceremony": ceremony.public_id}, by=request.actor)
    return redirect("documents:run", run.public_id)


@gate(queries.handovers_seen_by, policies.may_change_handover, methods=BOTH)
def handover(request: HttpRequest, handover: Handover) -> HttpResponse:
    """Who hands this award over and who receives it; and what goes with it."""
    names = ("presenter", "presenter_capacity", "receiver", "receiver_capacity")
    form = typed.PeopleForm(request.POST or None, initial={name: getattr(handover, name) for name in names})
    return _answer(
        request,
        form,
        lambda values: actions.set_people(handover, by=request.actor, **values),
        heading=str(handover.award),
        verb=_("Save the names of the offices"),
        back=_address(handover.ceremony),
        handover=handover,
        prizes=handover.prizes.all(),
        prize_form=typed.PrizeForm(),
    )


@gate(queries.handovers_seen_by, policies.may_move, methods=("POST",))
def move(request: HttpRequest, handover: Handover) -> HttpResponse:
    """Moves an award within the running order."""
    form = typed.MoveForm(request.POST)
    if form.is_valid():
        actions.move(handover, by=request.actor, to=form.cleaned_data["to"])
    return redirect(f"{_address(handover.ceremony)}#h-{handover.public_id}")


@gate(queries.handovers_seen_by, policies.may_change_handover, methods=("POST",))
def promise(request: HttpRequest, handover: Handover) -> HttpResponse:
    """Adds a prize to an award."""
    return _answer(
        request,
        typed.PrizeForm(request.POST),
        lambda values: actions.promise(handover, by=request.actor, **values),
        heading=str(handover.award),
        verb=_("Add the prize"),
        back=reverse("ceremony:handover", args=[handover.public_id]),
    )


@gate(queries.prizes_seen_by, policies.may_deliver, methods=BOTH)
def prize(request: HttpRequest, prize: Prize) -> HttpResponse:
    """Notes that a prize was delivered, at the ceremony or weeks later."""
    form = typed.DeliveryForm(request.POST or None, initial={"receiver": prize.handover.receiver})
    return _answer(
        request,
        form,
        lambda values: actions.deliver(prize, by=request.actor, **values),
        heading=_("%(prize)s for %(recipient)s")
        % {"prize": prize, "recipient": prize.handover.award.recipient},
        verb=_("Note the delivery"),
        back=_address(prize.handover.ceremony),
    )


@gate(queries.guests_seen_by, policies.may_change_guest, methods=("POST",))
def guest(request: HttpRequest, guest: Guest) -> HttpResponse:
    """Notes whether a guest comes or came."""
    form = typed.GuestStateForm(request.POST)
    if form.is_valid():
        actions.note_guest(guest, by=request.actor, state=form.cleaned_data["state"])
    return redirect(f"{_address(guest.ceremony)}#guests")


@gate(policy=may_print_books, permission=Permission.AWARD, methods=BOTH)
def books(request: HttpRequest) -> HttpResponse:
    """Orders the book of honours or the annual report of an edition."""
    form = typed.BookForm(request.POST or None)
    if form.is_valid():
        edition = form.cleaned_data["edition"]
        run = order(f"ceremony.{form.cleaned_data['book']}", {"edition": edition.number}, by=request.actor)
        return redirect("documents:run", run.public_id)
    return render(
        request,
        "ceremony/ceremony_form.html",
        {
            "form": form,
            "back": reverse("ceremony:ceremonies"),
            "heading": _("Print a book of the programme"),
            "verb": _("Order the book"),
        },
    )


def _address(ceremony: Ceremony) -> str:
    return reverse("ceremony:ceremony", args=[ceremony.public_id])


def _answer(
    request: HttpRequest, form: forms.Form, do: Callable[[dict[str, Any]], Any], *, back: str, **context: Any
) -> HttpResponse:
    """Does what was typed and goes back; shows the form again, with the sentence, when that is refused."""
    if form.is_valid():
        try:
            made = do(dict(form.cleaned_data))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect(_address(made) if isinstance(made, Ceremony) else back)
    return render(request, "ceremony/ceremony_form.html", {"form": form, "back": back, **context})
