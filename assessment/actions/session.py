"""A session in the room: who leads it, and its close with the minutes."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from assessment.actions.booking import region_of
from assessment.interview.policies import may_hand_over, may_keep, may_preside, not_minuted
from assessment.models import (
    Interview,
    InterviewState,
    Seat,
    Session,
    SessionState,
)
from paritrana.audit.actions import record
from paritrana.documents.actions import order
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused

MINUTES = "assessment.interview_minutes"
"""The report of a session's minutes."""


@transaction.atomic
def hand_over(session: Session, seat: Seat, *, reason: str, by: Actor) -> Session:
    """Another seat leads the session from now on: a deputy takes over when the chair leaves, and hands back later."""
    session = session_locked(session)
    may_hand_over(by, session).require()
    not_minuted(session).require()
    if not reason.strip():
        raise Refused(_("Give the reason why the lead changes. It stands in the minutes."))
    if seat.panel_id != session.panel_id or seat.ended_at is not None:
        raise Refused(_("Only somebody who sits on this panel can lead it."))
    before, session.led_by = session.led_by, seat
    session.version += 1
    session.save(update_fields=["led_by", "version"])
    record(
        "session.hand_over",
        session,
        by=by,
        region=session.panel.round.region_code,
        reason=reason.strip(),
        changes={"led_by": [before.label if before else None, seat.label]},
    )
    return session


@transaction.atomic
def close_session(session: Session, *, by: Actor) -> Session:
    """Closes the session: attendance and notes are fixed and the minutes are printed. Refused while a turn is open or one has not been called."""
    session = session_locked(session)
    may_preside(by, session).require()
    not_minuted(session).require()
    if left := session.interviews.filter(
        state__in=[InterviewState.PLANNED, InterviewState.RUNNING, InterviewState.REVEALED]
    ).first():
        raise Refused(
            _(
                "%(name)s is still open (%(state)s). End, postpone or cancel it, or note the nominee as absent."
            )
            % {"name": left.nomination.name, "state": left.get_state_display()}
        )
    session.state, session.current = SessionState.MINUTED, None
    session.minuted_at, session.minuted_by_id = clock.now(), by.user_id
    session.version += 1
    session.minutes_run = order(
        MINUTES, {"session": session.public_id}, by=by, key=f"{MINUTES}:{session.public_id}", language="id"
    )
    session.save()
    record(
        "session.close",
        session,
        by=by,
        region=session.panel.round.region_code,
        changes={"state": ["open", session.state]},
    )
    return session


def session_locked(session: Session) -> Session:
    """The session under its lock, with panel and seats as they are now."""
    Session.objects.select_for_update().only("pk").get(pk=session.pk)
    return (
        Session.objects.select_related("panel__round__region", "panel__category__edition", "room")
        .prefetch_related("panel__seats")
        .get(pk=session.pk)
    )


def keeping(interview: Interview, by: Actor) -> Session:
    session = session_locked(interview.session)
    may_keep(by, session).require()
    not_minuted(session).require()
    return session


def bump(session: Session) -> None:
    """Counts a change that somebody in the room can see."""
    Session.objects.filter(pk=session.pk).update(version=F("version") + 1)


def note(verb: str, interview: Interview, by: Actor, changes: dict[str, Any], reason: str = "") -> None:
    record(
        f"interview.{verb}",
        interview,
        by=by,
        region=region_of(interview),
        reason=reason.strip(),
        changes=changes,
    )
