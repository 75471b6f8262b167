"""Arranging a ceremony: planned, postponed, held; its running order, guests and prizes."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from ceremony.models import Ceremony, CeremonyState, Guest, Handover, Prize, PrizeKind
from ceremony.policies.ceremony import (
    may_arrange,
    may_bring_in,
    may_change,
    may_change_guest,
    may_change_handover,
    may_deliver,
    may_honour_round,
    may_plan,
    may_write_minutes,
)
from ceremony.queries.ceremony import awards_to_bring_in
from ceremony.workflow import CEREMONY
from paritrana.audit.actions import record
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.programme.models import Round


@transaction.atomic
def plan(
    rounds: list[Round], *, by: Actor, title: str, mode: str, place: str, planned_at: datetime
) -> Ceremony:
    """Plans a ceremony for one round, or a joint one for several of the same edition (Refused for a mixture).

    The first round is the planner's own; of the others each secretariat brings in its winners itself.
    """
    may_plan(by).require()
    if len({round_.edition_id for round_ in rounds}) != 1:
        raise Refused(_("A ceremony honours the winners of one edition. Choose rounds of the same edition."))
    if not any(may_honour_round(by, round_) for round_ in rounds):
        may_honour_round(by, rounds[0]).require()
    ceremony = Ceremony.objects.create(
        edition=rounds[0].edition,
        title=title,
        mode=mode,
        place=place,
        first_planned_at=planned_at,
        planned_at=planned_at,
        created_at=clock.now(),
        created_by_id=by.user_id,
    )
    ceremony.rounds.set(rounds)
    noted("plan", ceremony, by=by)
    return ceremony


@transaction.atomic
def postpone(ceremony: Ceremony, *, by: Actor, planned_at: datetime, place: str, reason: str) -> Ceremony:
    """Moves a planned ceremony to another moment or place, with the reason; what was planned at first stays known."""
    ceremony = _locked(ceremony)
    may_change(by, ceremony).require()
    if not reason.strip():
        raise Refused(_("Give the reason. Guests and winners read it."))
    before = ceremony.planned_at
    ceremony.planned_at, ceremony.place, ceremony.postponed_reason = planned_at, place, reason.strip()
    ceremony.save()
    changes = {"planned_at": [before.isoformat(), planned_at.isoformat()]}
    noted("postpone", ceremony, by=by, reason=reason, changes=changes)
    return ceremony


@transaction.atomic
def note_held(ceremony: Ceremony, *, by: Actor, held_at: datetime) -> Ceremony:
    """Notes that the ceremony took place."""
    ceremony = _locked(ceremony)
    CEREMONY["hold"].verdict(by, ceremony).require()
    if held_at > clock.now():
        raise Refused(_("That moment has not come yet. Note it after the ceremony."))
    ceremony.state, ceremony.held_at = CeremonyState(CEREMONY["hold"].to), held_at
    ceremony.save()
    noted("hold", ceremony, by=by)
    return ceremony


@transaction.atomic
def cancel(ceremony: Ceremony, *, by: Actor, reason: str) -> Ceremony:
    """Gives a ceremony up; its awards can be brought into another one."""
    ceremony = _locked(ceremony)
    CEREMONY["cancel"].verdict(by, ceremony).require()
    if not reason.strip():
        raise Refused(_("Give the reason. Guests and winners read it."))
    Prize.objects.filter(handover__ceremony=ceremony).delete()
    ceremony.handovers.all().delete()
    ceremony.state, ceremony.postponed_reason = CeremonyState(CEREMONY["cancel"].to), reason.strip()
    ceremony.save()
    noted("cancel", ceremony, by=by, reason=reason)
    return ceremony


@transaction.atomic
def write_minutes(ceremony: Ceremony, *, by: Actor, minutes: str) -> Ceremony:
    """Keeps what is told of the ceremony."""
    ceremony = _locked(ceremony)
    may_write_minutes(by, ceremony).require()
    ceremony.minutes = minutes.strip()
    ceremony.save(update_fields=["minutes"])
    noted("minute", ceremony, by=by)
    return ceremony


@transaction.atomic
def bring_in(ceremony: Ceremony, *, by: Actor) -> int:
    """Puts the actor's awards that stand in no order yet at the end of this one; returns how many.

    Each gets the certificate as its first prize.
    """
    ceremony = _locked(ceremony)
    may_change(by, ceremony).require()
    last = ceremony.handovers.aggregate(last=Max("position"))["last"] or 0
    awards = list(awards_to_bring_in(by, ceremony))
    for position, award in enumerate(awards, start=last + 1):
        may_bring_in(by, award).require()
        handover = Handover.objects.create(ceremony=ceremony, award=award, position=position)
        Prize.objects.create(handover=handover, kind=PrizeKind.CERTIFICATE)
    if awards:
        noted("order", ceremony, by=by, changes={"places": [last, last + len(awards)]})
    return len(awards)


@transaction.atomic
def move(handover: Handover, *, by: Actor, to: int) -> Handover:
    """Moves an award to that place of the running order; the others close up."""
    ceremony = _locked(handover.ceremony)
    may_change(by, ceremony).require()
    order = list(ceremony.handovers.order_by("position"))
    moved = next(row for row in order if row.pk == handover.pk)
    order.remove(moved)
    order.insert(max(0, min(to - 1, len(order))), moved)
    before = moved.position
    for position, row in enumerate(order, start=1):
        row.position = position
    Handover.objects.bulk_update(order, ["position"])
    if moved.position != before:
        noted("order", ceremony, by=by, changes={str(moved.award): [before, moved.position]})
    return moved


@transaction.atomic
def set_people(handover: Handover, *, by: Actor, **people: Any) -> Handover:
    """Who hands over and who receives, by office and capacity; also corrected after the ceremony."""
    handover = _place(handover, by=by)
    changes = {
        name: [getattr(handover, name), value]
        for name, value in people.items()
        if getattr(handover, name) != value
    }
    for name, value in people.items():
        setattr(handover, name, value)
    handover.save()
    if changes:
        noted("people", handover.ceremony, by=by, changes=changes)
    return handover


@transaction.atomic
def promise(handover: Handover, *, by: Actor, kind: str, description: str) -> Prize:
    """Adds what goes with an award."""
    handover = _place(handover, by=by)
    prize = Prize.objects.create(handover=handover, kind=kind, description=description.strip())
    noted(
        "promise", handover.ceremony, by=by, changes={"prize": [None, f"{kind} {prize.description}".strip()]}
    )
    return prize


@transaction.atomic
def deliver(prize: Prize, *, by: Actor, delivered_on: date, receiver: str, receipt: str) -> Prize:
    """Notes, once, that a prize was delivered: when, to which office, under which receipt."""
    prize = _place(prize.handover, by=by).prizes.get(pk=prize.pk)
    may_deliver(by, prize).require()
    if delivered_on > clock.today_in_jakarta():
        raise Refused(_("That day has not come yet. Note the delivery when it is done."))
    if not receiver.strip():
        raise Refused(_("Say which office signed for it."))
    prize.delivered_on, prize.receiver, prize.receipt = delivered_on, receiver.strip(), receipt.strip()
    prize.noted_at, prize.noted_by_id = clock.now(), by.user_id
    prize.save()
    noted("deliver", prize.handover.ceremony, by=by, changes={"prize": [None, prize.public_id]})
    return prize


@transaction.atomic
def invite(ceremony: Ceremony, *, by: Actor, office: str, organisation: str, seat: str) -> Guest:
    """Puts a guest on the list; Refused for the same office twice."""
    ceremony = _locked(ceremony)
    may_arrange(by, ceremony).require()
    if ceremony.guests.filter(office=office, organisation=organisation).exists():
        raise Refused(_("This office stands on the guest list already."))
    guest = Guest.objects.create(ceremony=ceremony, office=office, organisation=organisation, seat=seat)
    noted("invite", ceremony, by=by, changes={"guest": [None, guest.public_id]})
    return guest


@transaction.atomic
def note_guest(guest: Guest, *, by: Actor, state: str) -> Guest:
    """Notes whether a guest comes or came."""
    guest = _locked(guest.ceremony).guests.get(pk=guest.pk)
    may_change_guest(by, guest).require()
    before, guest.state = guest.state, state
    guest.save(update_fields=["state"])
    noted("guest", guest.ceremony, by=by, changes={guest.public_id: [before, state]})
    return guest


def _locked(ceremony: Ceremony) -> Ceremony:
    return Ceremony.objects.select_for_update(of=("self",)).get(pk=ceremony.pk)


def _place(handover: Handover, *, by: Actor) -> Handover:
    """A place as it is now, with its ceremony locked; Refused when one may not change it, or it went with a cancelling."""
    handover.ceremony = _locked(handover.ceremony)
    may_change_handover(by, handover).require()
    return handover.ceremony.handovers.select_related("award").get(pk=handover.pk)


def noted(
    verb: str, ceremony: Ceremony, *, by: Actor, reason: str = "", changes: dict[str, Any] | None = None
) -> None:
    """Records that something about the ceremony changed."""
    first = ceremony.rounds.select_related("region").order_by("id").first()
    region = first.region_code if first else ""
    record(f"ceremony.{verb}", ceremony, by=by, region=region, reason=reason, changes=changes or {})
