"""Who appears when: appointed, moved, swapped, postponed, cancelled."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessment.actions.booking import book, fits, leave, locked, moment_of, panel_of, region_of
from assessment.interview.policies import may_plan, not_minuted
from assessment.interview.workflow import INTERVIEW
from assessment.models import Booking, Interview, InterviewState, Session
from nominations.models import State
from nominations.queries.people import own_people
from paritrana.audit.actions import record
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.notifications.actions import tell
from paritrana.programme.reading import rules_of


@transaction.atomic
def appoint(session: Session, nomination: Any, *, starts_at: datetime, by: Actor) -> Interview:
    """An interview of that nominee at that moment. Raises Refused outside the session, Taken where something overlaps."""
    may_plan(by, session.panel).require()
    return place(session, nomination, starts_at, rules_of(session.panel.category).interview.minutes, by)


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


def place(session: Session, nomination: Any, starts_at: datetime, minutes: int, by: Actor) -> Interview:
    if nomination.state != State.VERIFIED:
        raise Refused(
            _("%(name)s no longer competes (%(state)s), so it is not interviewed.")
            % {"name": nomination.name, "state": nomination.get_state_display()}
        )
    fits(session, starts_at, minutes)
    if Interview.objects.filter(nomination=nomination).exclude(state=InterviewState.CANCELLED).exists():
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
    """Tells the nominee, and of a change the panel too; of a proposal the panel hears once, from `propose`."""
    params = {"name": interview.nomination.name, "when": moment_of(interview), "reason": reason}
    tell(
        kind,
        to=own_people(interview.nomination),
        about=interview,
        url=reverse("assessment:interview_invitation", args=[interview.public_id]),
        params=params,
    )
    if kind != "interview.appointed":
        tell(
            f"panel.{kind}",
            to=panel_of(interview),
            about=interview,
            url=reverse("assessment:schedule", args=[interview.session.panel.public_id]),
            params=params,
        )
