"""What waits about interviews: a room in session for the panel, an invitation for the nominee, a schedule for the secretariat."""

from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from assessment.interview.policies import may_enter, may_watch
from assessment.models import InterviewState, SessionState
from assessment.queries.doors import rules_for
from assessment.queries.interview_doors import invitations_seen_by, sessions_seen_by
from paritrana.lib import clock
from paritrana.lib.permissions import Actor, Permission
from paritrana.web.desk import Step, waiting

MOST = 3
"""Sessions and invitations shown on one desk; the schedule lists the others."""


@waiting
def rooms(actor: Actor) -> Iterable[Step]:
    """For the panel and its secretariat: sessions of now and of the next hours."""
    if not (actor.may(Permission.SCORE) or actor.may(Permission.LEAD) or actor.may(Permission.SEAT)):
        return
    now = clock.now()
    found = sessions_seen_by(actor).exclude(state=SessionState.MINUTED)
    found = found.filter(opens_at__lt=now + timedelta(hours=12), closes_at__gt=now - timedelta(hours=12))
    for session in found.order_by("opens_at")[:MOST]:
        if not may_enter(actor, session):
            continue  # whoever follows all rounds has no place in this room
        watches = may_watch(actor, session)
        yield Step(
            sentence=_("The interviews are in session")
            if session.state == SessionState.OPEN
            else _("Interviews begin"),
            reason=_("%(room)s: the order of appearance, the pads and attendance are in the room.")
            % {"room": session.room.name},
            button=_("Open the room") if watches else _("Open my pad"),
            url=reverse("assessment:room" if watches else "assessment:pad", args=[session.public_id]),
            about=str(session.panel),
            due_at=session.closes_at if session.state == SessionState.OPEN else session.opens_at,
            timezone=session.panel.round.timezone,
            is_example=session.panel.round.edition.is_example,
        )


@waiting
def invitations(actor: Actor) -> Iterable[Step]:
    """For a nominee: its interview, until it has begun."""
    if not (actor.may(Permission.DRAFT) or actor.may(Permission.SUBMIT)):
        return
    now = clock.now()
    found = invitations_seen_by(actor).filter(state=InterviewState.PLANNED, starts_at__gt=now)
    for interview in found.order_by("starts_at")[:MOST]:
        hours = rules_for(interview, interview.session.panel).interview.confirm_hours
        limit = interview.starts_at - timedelta(hours=hours)
        asks = interview.confirmed_at is None and now < limit
        yield Step(
            sentence=_("Say who comes to your interview") if asks else _("Your interview is near"),
            reason=_("The page shows time and place, and takes the presentation until the interview begins."),
            button=_("Open the invitation"),
            url=reverse("assessment:interview_invitation", args=[interview.public_id]),
            about=interview.nomination.name,
            due_at=limit if asks else interview.starts_at,
            timezone=interview.nomination.timezone,
            is_example=interview.nomination.is_example,
        )
