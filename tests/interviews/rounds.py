"""A panel in the stage of interviews, with a session of today and whoever sits on it."""

from datetime import datetime, timedelta

from assessment.actions import planning
from assessment.actions import turn as turns
from assessment.models import Interview, Panel, Room, Session
from paritrana.accounts.queries import actor_of
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from tests.factories.assessment import judged_panel, secretariat_of


def secretariat(panel: Panel) -> Actor:
    """Somebody of the round's secretariat."""
    return secretariat_of(panel.round)


def chair_of(panel: Panel) -> Actor:
    """The panel's chair."""
    return actor_of(panel.seats.get(duty="chair").user)


def make_room(panel: Panel, name: str = "Ruang A", *, link: str = "") -> Room:
    """A room of the panel's round."""
    return planning.add_room(panel, name=name, address="Kantor gubernur", link=link, by=secretariat(panel))


def make_session(
    panel: Panel, *, place: Room | None = None, begins: datetime | None = None, hours: int = 6
) -> Session:
    """A session that begins in ten minutes."""
    begins = begins or clock.now().replace(second=0, microsecond=0) + timedelta(minutes=10)
    return planning.plan_session(
        panel,
        room=place or make_room(panel),
        opens_at=begins,
        closes_at=begins + timedelta(hours=hours),
        by=secretariat(panel),
    )


def interviewed(nominations: int = 3, assessors: int = 3, **options) -> tuple[Session, list[Interview]]:
    """A session with a slot for each nominee, sheets handed out."""
    panel = judged_panel(nominations, assessors, stage="interview", **options)
    session = make_session(panel)
    planning.propose(panel, by=secretariat(panel))
    return session, list(Interview.objects.filter(session=session).order_by("starts_at"))


def begun(nominations: int = 2, assessors: int = 3, **options) -> tuple[Session, Interview]:
    """The same, with the first nominee in the room."""
    session, (first, *_rest) = interviewed(nominations, assessors, **options)
    turns.start(first, by=chair_of(session.panel))
    return session, first
