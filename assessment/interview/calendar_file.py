"""Interviews as an iCalendar file: a stable UID, SEQUENCE for each change, and the method by which calendars follow.

RFC 5545 for the file; RFC 5546 for its method: one interview that has changed is a REQUEST to whoever takes it, one that
does not take place a CANCEL, and several together a PUBLISH, since REQUEST and CANCEL speak of one UID alone.
"""

from collections.abc import Iterable
from datetime import datetime
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress

from assessment.models import Interview
from assessment.models.interview import OFF

MEDIA_TYPE = "text/calendar; charset=utf-8"


def write(interviews: Iterable[Interview], *, now: datetime, taker: str = "") -> bytes:
    """The interviews as one calendar; times in UTC, so that every device shows its own zone.

    `taker` is the mail address of the person who takes it into their calendar.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Anugerah Paritrana//id")
    calendar.add("version", "2.0")
    interviews = list(interviews)
    method = _method(interviews[0]) if len(interviews) == 1 and taker else "PUBLISH"
    calendar.add("method", method)
    for interview in interviews:
        calendar.add_component(_event(interview, now, taker if method != "PUBLISH" else ""))
    return calendar.to_ical()


def _method(interview: Interview) -> str:
    if interview.state in OFF:
        return "CANCEL"
    return "REQUEST" if interview.sequence else "PUBLISH"


def _event(interview: Interview, now: datetime, attendee: str) -> Event:
    room, event = interview.session.room, Event()
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"
    event.add("uid", f"{interview.public_id}@{host}")
    event.add("sequence", interview.sequence)
    event.add("dtstamp", now)
    event.add("organizer", vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"))
    if attendee:
        event.add("attendee", vCalAddress(f"mailto:{attendee}"))
    event.add("dtstart", interview.starts_at)
    event.add("dtend", interview.ends_at)
    event.add("summary", _("Interview: %(name)s") % {"name": interview.nomination.name})
    event.add("location", room.link if interview.online and room.link else room.address or room.link)
    event.add("status", "CANCELLED" if interview.state in OFF else "CONFIRMED")
    return event
