"""Rooms and sessions of a panel, and the proposed times for all who are invited."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessment.actions.booking import Taken
from assessment.actions.locking import locked_panel
from assessment.actions.schedule import place
from assessment.interview.policies import may_plan
from assessment.interview.proposal import Nominee, best_order
from assessment.models import Conflict, Interview, InterviewState, Panel, Room, Seat, Session, SessionState
from assessment.models.sheet import SheetStage
from assessment.queries.pool import candidates
from assessment.queries.schedule import free_slots
from paritrana.audit.actions import record
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.notifications.actions import tell
from paritrana.programme.reading import rules_of


@transaction.atomic
def add_room(panel: Panel, *, name: str, address: str = "", link: str = "", by: Actor) -> Room:
    """A room of the panel's round, which all its panels share. Refused without an address or a link, or for a name that exists."""
    may_plan(by, panel).require()
    name, address, link = name.strip(), address.strip(), link.strip()
    if not name or not (address or link):
        raise Refused(_("A room needs a name, and an address or a video link."))
    if link and not link.startswith("https://"):
        raise Refused(_("A video link begins with https://."))
    if Room.objects.filter(round=panel.round, name=name).exists():
        raise Refused(_("A room of this name exists already in this round."))
    room = Room.objects.create(round=panel.round, name=name, address=address, link=link)
    record("room.add", room, by=by, region=panel.round.region_code, changes={"name": [None, name]})
    return room


@transaction.atomic
def plan_session(
    panel: Panel,
    *,
    room: Room,
    opens_at: datetime,
    closes_at: datetime,
    breaks: list[tuple[datetime, int]] | None = None,
    by: Actor,
) -> Session:
    """A session of the panel in that room between two moments; breaks are (start, minutes) within them."""
    may_plan(by, panel).require()
    if room.round_id != panel.round_id:
        raise ValueError("a room of another round")
    if closes_at <= opens_at or closes_at - opens_at > timedelta(hours=14):
        raise Refused(_("A session ends on the same day, after it has begun."))
    for start, minutes in breaks or []:
        if not (opens_at <= start and start + timedelta(minutes=minutes) <= closes_at and minutes > 0):
            raise Refused(_("A break lies within the session."))
    session = Session.objects.create(
        panel=panel,
        room=room,
        opens_at=opens_at,
        closes_at=closes_at,
        breaks=[[start.isoformat(), minutes] for start, minutes in breaks or []],
        planned_at=clock.now(),
        planned_by_id=by.user_id,
    )
    record(
        "session.plan",
        session,
        by=by,
        region=panel.round.region_code,
        changes={"opens_at": [None, opens_at.isoformat()], "room": [None, room.name]},
    )
    return session


@transaction.atomic
def propose(panel: Panel, *, by: Actor) -> int:
    """Gives every invited nominee without an interview a slot; returns how many got one.

    The order lets conflicted assessors step out as rarely as possible. Slots in which somebody is booked elsewhere
    are passed over; nominees for whom no slot is left stay unplaced. Raises Refused without a session.
    """
    may_plan(by, panel).require()
    locked_panel(panel)
    rules = rules_of(panel.category).interview
    sessions = list(
        Session.objects.filter(panel=panel).exclude(state=SessionState.MINUTED).select_related("room")
    )
    if not sessions:
        raise Refused(_("Plan a session first: day, hours and room."))
    placed = set(
        Interview.objects.filter(session__panel=panel)
        .exclude(state=InterviewState.CANCELLED)
        .values_list("nomination_id", flat=True)
    )
    waiting = {
        nomination.pk: nomination
        for nomination in candidates(panel, SheetStage.INTERVIEW)
        if nomination.pk not in placed
    }
    away: dict[int, set[int]] = {pk: set() for pk in waiting}
    for seat, nomination in Conflict.objects.filter(seat__panel=panel, nomination__in=waiting).values_list(
        "seat_id", "nomination_id"
    ):
        away[nomination].add(seat)
    now = clock.now()
    order = best_order(
        Nominee(pk, frozenset(away[pk]), _hours_east(nomination.timezone, now))
        for pk, nomination in waiting.items()
    )
    done = 0
    slots = [
        (session, start)
        for session in sessions
        for start in free_slots(session, rules.minutes, rules.gap)
        if start > now
    ]
    for nominee in order:
        while slots:
            session, start = slots.pop(0)
            try:
                with transaction.atomic():
                    place(session, waiting[nominee.id], start, rules.minutes, by)
            except Taken:
                continue
            done += 1
            break
    if done:
        tell(
            "panel.interview.proposed",
            to=sorted(set(Seat.objects.sitting().filter(panel=panel).values_list("user_id", flat=True))),
            about=panel,
            url=reverse("assessment:schedule", args=[panel.public_id]),
            params={"panel": str(panel)},
        )
    return done


def _hours_east(zone: str, now: datetime) -> int:
    """How many hours the clocks there are ahead of Jakarta's."""
    here, there = (now.astimezone(one).utcoffset() for one in (clock.JAKARTA, ZoneInfo(zone)))
    return round(((there or timedelta()) - (here or timedelta())) / timedelta(hours=1))
