"""Nobody and nothing in two places: what an interview takes up, and the sentence for whoever comes second."""

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessment.interview.policies import not_minuted
from assessment.models import Booking, Conflict, Interview, Seat, Session
from assessment.models.interview import BookedKind
from assessment.queries.interview_doors import whole
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.web import moments


class Taken(Refused):
    """Somebody or something is booked at that time already."""


def fits(session: Session, starts_at: datetime, minutes: int) -> None:
    """Raises Refused for a time outside the session or in one of its breaks, or in the past, or after the minutes."""
    not_minuted(session).require()
    if starts_at <= clock.now():
        raise Refused(_("That time has passed. Choose a later one."))
    ends_at = starts_at + timedelta(minutes=minutes)
    if not (session.opens_at <= starts_at and ends_at <= session.closes_at):
        language = get_language() or "id"
        raise Refused(
            _(
                "The session runs from %(from)s to %(to)s; an interview of %(minutes)s minutes does not fit there."
            )
            % {
                "from": moments.hour(session.opens_at, language, session.panel.round.timezone),
                "to": moments.hour(session.closes_at, language, session.panel.round.timezone),
                "minutes": minutes,
            }
        )
    if any(begin < ends_at and starts_at < end for begin, end in session.pauses()):
        raise Refused(_("There is a break at that time. Choose a time before or after it."))


def book(interview: Interview) -> None:
    """Books room, nominee and panel for the interview, anew. Raises Taken, naming who or what is booked elsewhere."""
    interview.bookings.all().delete()
    wanted = [
        (BookedKind.NOMINEE, interview.nomination.organisation_id),
        *((BookedKind.PERSON, person) for person in panel_of(interview)),
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


def panel_of(interview: Interview) -> list[int]:
    """User ids of the panel for that nominee: everybody who sits, but for those in conflict with it."""
    kept_away = Conflict.objects.filter(nomination_id=interview.nomination_id).values("seat_id")
    seats = Seat.objects.sitting().filter(panel_id=interview.session.panel_id).exclude(pk__in=kept_away)
    return sorted(set(seats.values_list("user_id", flat=True)))


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
    zone, language = interview.session.panel.round.timezone, get_language() or "id"
    return _(
        "%(what)s is booked elsewhere from %(from)s to %(to)s. Choose another time; nothing was changed."
    ) % {
        "what": names[BookedKind(first.kind)],
        "from": moments.hour(first.starts_at, language, zone),
        "to": moments.hour(first.ends_at, language, zone),
    }
