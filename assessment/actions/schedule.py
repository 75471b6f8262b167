"""Planning interviews: rooms, sessions, who appears when. The database refuses whatever would be in two places at once."""

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessment.interview.policies import may_plan, not_minuted
from assessment.interview.proposal import Nominee, best_order
from assessment.interview.workflow import INTERVIEW
from assessment.models import Booking, Conflict, Interview, Panel, Room, Seat, Session
from assessment.models.interview import BookedKind
from assessment.models.sheet import SheetStage
from assessment.queries.interview_doors import whole
from assessment.queries.pool import candidates
from assessment.queries.schedule import free_slots
from nominations.models import State
from paritrana.accounts.models import Membership
from paritrana.audit.actions import record
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.notifications.actions import tell
from paritrana.programme.rulebook import rules_of
from paritrana.web import moments

HOURS_EAST = {"Asia/Jakarta": 0, "Asia/Pontianak": 0, "Asia/Makassar": 1, "Asia/Jayapura": 2}


class Taken(Refused):
    """Somebody or something is booked at that time already."""


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
    Panel.objects.select_for_update(of=("self",)).get(pk=panel.pk)
    rules = rules_of(panel.category).interview
    sessions = list(Session.objects.filter(panel=panel).exclude(state="minuted").select_related("room"))
    if not sessions:
        raise Refused(_("Plan a session first: day, hours and room."))
    placed = set(
        Interview.objects.filter(session__panel=panel)
        .exclude(state="cancelled")
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
    order = best_order(
        Nominee(pk, frozenset(away[pk]), HOURS_EAST.get(nomination.timezone, 0))
        for pk, nomination in waiting.items()
    )
    now, done = clock.now(), 0
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
                    _appoint(session, waiting[nominee.id], start, rules.minutes, by)
            except Taken:
                continue
            done += 1
            break
    return done


@transaction.atomic
def appoint(session: Session, nomination: Any, *, starts_at: datetime, by: Actor) -> Interview:
    """An interview of that nominee at that moment. Raises Refused outside the session, Taken where something overlaps."""
    may_plan(by, session.panel).require()
    return _appoint(session, nomination, starts_at, rules_of(session.panel.category).interview.minutes, by)


@transaction.atomic
def move(
    interview: Interview, *, session: Session, starts_at: datetime, reason: str = "", version: int, by: Actor
) -> Interview:
    """Another time or room for an interview that has not begun; calendars get the change under the same UID.

    `version` is the one the page showed. Raises Refused for a stranger, a time outside the session, another panel's
    session, or when somebody moved it meanwhile; Taken when a person, the nominee or the room is booked at that time.
    """
    interview = locked(interview)
    INTERVIEW["move"].verdict(by, interview).require()
    if interview.version != version:
        raise Refused(
            _(
                "This interview was changed meanwhile: it now begins %(when)s. Look at the schedule, then move it."
            )
            % {"when": moment_of(interview)}
        )
    if session.panel_id != interview.session.panel_id:
        raise ValueError("a session of another panel")
    fits(session, starts_at, interview.minutes)
    before = interview.starts_at
    _set(interview, session, starts_at, interview.minutes, reason)
    book(interview)
    _changed(interview, "interview.move", before, reason, by)
    return interview


@transaction.atomic
def swap(one: Interview, other: Interview, *, reason: str, by: Actor) -> None:
    """Two interviews of a panel change places, with a reason that both nominees read."""
    if not reason.strip():
        raise Refused(_("Give the reason for the swap. Both nominees read it."))
    if one.pk == other.pk or one.session.panel_id != other.session.panel_id:
        raise Refused(_("Choose two interviews of this panel."))
    pair = [locked(interview) for interview in sorted((one, other), key=lambda interview: interview.pk)]
    for interview in pair:
        INTERVIEW["move"].verdict(by, interview).require()
    Booking.objects.filter(interview__in=pair).delete()
    places = [(interview.session, interview.starts_at, interview.minutes) for interview in pair]
    for interview, (session, starts_at, minutes) in zip(pair, reversed(places), strict=True):
        before = interview.starts_at
        _set(interview, session, starts_at, minutes, reason)
        book(interview)
        _changed(interview, "interview.swap", before, reason, by)


@transaction.atomic
def take_off(interview: Interview, verb: str, *, reason: str, by: Actor) -> Interview:
    """`verb` postpone or cancel: with a reason; nobody is booked any more and calendars are told so."""
    interview = locked(interview)
    step = INTERVIEW[verb]
    step.verdict(by, interview).require()
    not_minuted(interview.session).require()
    if not reason.strip():
        raise Refused(_("Give the reason. The nominee and the panel read it."))
    before = interview.state
    interview.state, interview.reason = step.to, reason.strip()
    interview.sequence += 1
    interview.version += 1
    interview.save(update_fields=["state", "reason", "sequence", "version"])
    interview.bookings.all().delete()
    leave(interview)
    record(
        f"interview.{verb}",
        interview,
        by=by,
        region=region_of(interview),
        reason=interview.reason,
        changes={"state": [before, interview.state]},
    )
    _tell(interview, f"interview.{'postponed' if verb == 'postpone' else 'cancelled'}", interview.reason)
    return interview


def fits(session: Session, starts_at: datetime, minutes: int) -> None:
    """Raises Refused for a time outside the session or in one of its breaks, or in the past, or after the minutes."""
    not_minuted(session).require()
    ends_at = starts_at + timedelta(minutes=minutes)
    if not (session.opens_at <= starts_at and ends_at <= session.closes_at):
        raise Refused(
            _(
                "The session runs from %(from)s to %(to)s; an interview of %(minutes)s minutes does not fit there."
            )
            % {
                "from": moments.hour(session.opens_at, "id", session.panel.round.timezone),
                "to": moments.hour(session.closes_at, "id", session.panel.round.timezone),
                "minutes": minutes,
            }
        )
    if any(begin < ends_at and starts_at < end for begin, end in session.pauses()):
        raise Refused(_("There is a break at that time. Choose a time before or after it."))


def book(interview: Interview) -> None:
    """Books room, nominee and panel for the interview, anew. Raises Taken, naming who or what is booked elsewhere."""
    interview.bookings.all().delete()
    kept_away = Conflict.objects.filter(nomination_id=interview.nomination_id).values("seat_id")
    people = (
        Seat.objects.sitting()
        .filter(panel_id=interview.session.panel_id)
        .exclude(pk__in=kept_away)
        .values_list("user_id", flat=True)
    )
    wanted = [
        (BookedKind.NOMINEE, interview.nomination.organisation_id),
        *((BookedKind.PERSON, person) for person in sorted(set(people))),
        (BookedKind.ROOM, interview.session.room_id),
    ]
    try:
        # One order for all, so that two secretaries wait for each other instead of locking each other out.
        with transaction.atomic():
            Booking.objects.bulk_create(
                Booking(
                    interview=interview,
                    kind=kind,
                    key=key,
                    starts_at=interview.starts_at,
                    ends_at=interview.ends_at,
                )
                for kind, key in wanted
            )
    except IntegrityError as error:
        if "booking_once_at_a_time" not in str(error):
            raise
        raise Taken(_clash(interview, wanted)) from None


def locked(interview: Interview) -> Interview:
    """The interview under its lock, whole."""
    Interview.objects.select_for_update().only("pk").get(pk=interview.pk)
    return whole(Interview.objects.all()).get(pk=interview.pk)


def leave(interview: Interview) -> None:
    """Counts a change of the session, and lets go of the interview if it was in hand."""
    session = interview.session
    session.refresh_from_db(fields=["version", "current"])
    session.version += 1
    if session.current_id == interview.pk:
        session.current = None
    session.save(update_fields=["version", "current"])


def region_of(interview: Interview) -> str:
    """The region of the round, for the trail."""
    return interview.session.panel.round.region_code


def moment_of(interview: Interview) -> str:
    """Day and hour in the session's own zone."""
    return moments.zoned(interview.starts_at, "id", interview.session.panel.round.timezone)


def people_of(organisation_id: int) -> list[int]:
    """Ids of the people who act for a nominee today."""
    today = clock.today_in_jakarta()
    held = Membership.objects.filter(
        organisation_id=organisation_id, role__in=["officer", "approver"], valid_from__lte=today
    )
    return list(held.exclude(valid_until__lt=today).values_list("user_id", flat=True))


def _appoint(session: Session, nomination: Any, starts_at: datetime, minutes: int, by: Actor) -> Interview:
    if nomination.state != State.VERIFIED:
        raise Refused(
            _("%(name)s no longer competes (%(state)s), so it is not interviewed.")
            % {"name": nomination.name, "state": nomination.get_state_display()}
        )
    fits(session, starts_at, minutes)
    if Interview.objects.filter(nomination=nomination).exclude(state="cancelled").exists():
        raise Refused(_("%(name)s has an interview already. Move that one.") % {"name": nomination.name})
    interview = Interview.objects.create(
        session=session,
        nomination=nomination,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        online=bool(session.room.link and not session.room.address),
    )
    book(interview)
    _changed(interview, "interview.appoint", None, "", by)
    return interview


def _set(interview: Interview, session: Session, starts_at: datetime, minutes: int, reason: str) -> None:
    interview.session, interview.starts_at = session, starts_at
    interview.ends_at = starts_at + timedelta(minutes=minutes)
    interview.state, interview.reason = INTERVIEW["move"].to, reason.strip()
    interview.sequence += 1
    interview.version += 1
    interview.confirmed_at = interview.confirmed_by = None  # what was confirmed was another time
    interview.save()


def _changed(interview: Interview, verb: str, before: datetime | None, reason: str, by: Actor) -> None:
    leave(interview)
    record(
        verb,
        interview,
        by=by,
        region=region_of(interview),
        reason=reason.strip(),
        changes={"starts_at": [before.isoformat() if before else None, interview.starts_at.isoformat()]},
    )
    _tell(interview, "interview.appointed" if before is None else "interview.moved", reason.strip())


def _tell(interview: Interview, kind: str, reason: str) -> None:
    tell(
        kind,
        to=people_of(interview.nomination.organisation_id),
        about=interview,
        url=reverse("assessment:interview_invitation", args=[interview.public_id]),
        params={"name": interview.nomination.name, "when": moment_of(interview), "reason": reason},
    )


def _clash(interview: Interview, wanted: list[tuple[str, int]]) -> Any:
    """The sentence for whoever came second: what is taken, and by when it is free."""
    overlapping = Booking.objects.filter(
        starts_at__lt=interview.ends_at, ends_at__gt=interview.starts_at
    ).exclude(interview=interview)
    found = [
        booking for booking in overlapping.order_by("kind", "id") if (booking.kind, booking.key) in wanted
    ]
    if not found:
        return _(
            "Somebody else booked this time at the same moment. Look at the schedule and choose another."
        )
    first = found[0]
    names = {
        BookedKind.ROOM: _("The room"),
        BookedKind.NOMINEE: _("The nominee"),
        BookedKind.PERSON: _("A member of the panel"),
    }
    zone = interview.session.panel.round.timezone
    return _(
        "%(what)s is booked elsewhere from %(from)s to %(to)s. Choose another time; nothing was changed."
    ) % {
        "what": names[BookedKind(first.kind)],
        "from": moments.hour(first.starts_at, "id", zone),
        "to": moments.hour(first.ends_at, "id", zone),
    }
