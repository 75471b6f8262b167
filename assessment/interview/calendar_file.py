"""Interviews as an iCalendar file (RFC 5545): a stable UID, SEQUENCE for each change, and cancellation."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from assessment.models import Interview
from assessment.models.interview import OFF

MEDIA_TYPE = "text/calendar; charset=utf-8"


def write(interviews: Iterable[Interview], *, now: datetime) -> bytes:
    """The interviews as one calendar; times in UTC, so that every device shows its own zone."""
    calendar = Calendar()
    calendar.add("prodid", "-//Anugerah Paritrana//id")
    calendar.add("version", "2.0")
    interviews = list(interviews)
    off = bool(interviews) and all(interview.state in OFF for interview in interviews)
    calendar.add("method", "CANCEL" if off else "PUBLISH")
    for interview in interviews:
        calendar.add_component(_event(interview, now))
    return calendar.to_ical()


def _event(interview: Interview, now: datetime) -> Event:
    room, event = interview.session.room, Event()
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"
    event.add("uid", f"{interview.public_id}@{host}")
    event.add("sequence", interview.sequence)
    event.add("dtstamp", now)
    event.add("dtstart", interview.starts_at)
    event.add("dtend", interview.ends_at)
    event.add("summary", _("Interview: %(name)s") % {"name": interview.nomination.name})
    event.add("location", room.link if interview.online and room.link else room.address or room.link)
    event.add("status", "CANCELLED" if interview.state in OFF else "CONFIRMED")
    return event
