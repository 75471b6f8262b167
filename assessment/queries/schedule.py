"""The schedule of a panel's interviews as its page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from assessment.models import Conflict, Interview, InterviewState, Panel, Session, SessionState
from assessment.models.interview import OFF
from assessment.models.sheet import SheetStage
from assessment.queries.interview_doors import whole
from assessment.queries.pool import candidates
from nominations.models import Nomination, State
from paritrana.programme.rulebook import CategoryRules
from paritrana.web.moments import in_zone


@dataclass(frozen=True)
class Slot:
    """A line of a session: an interview, a break, or a free slot."""

    starts_at: datetime
    ends_at: datetime | None
    interview: Interview | None = None
    is_break: bool = False
    away: tuple[str, ...] = ()

    @property
    def has_left(self) -> bool:
        """The nominee no longer competes."""
        return bool(self.interview) and self.interview.nomination.state != State.VERIFIED  # type: ignore[union-attr]


@dataclass(frozen=True)
class Sitting:
    """A session with its lines."""

    session: Session
    day: date
    slots: list[Slot]

    @property
    def free(self) -> list[Slot]:
        """What can still be given away."""
        return [slot for slot in self.slots if slot.interview is None and not slot.is_break]


@dataclass(frozen=True)
class Schedule:
    """All sessions of the panel, whoever waits for a time, and what has been called off."""

    sittings: list[Sitting]
    unplaced: list[Nomination]
    off: list[Interview]

    @property
    def placed(self) -> int:
        """Interviews with a time."""
        return sum(1 for sitting in self.sittings for slot in sitting.slots if slot.interview)


def schedule_of(panel: Panel, rules: CategoryRules, now: datetime) -> Schedule:
    """The schedule in a fixed number of queries, but for one a session for its free slots."""
    found = list(whole(Interview.objects.filter(session__panel=panel)).order_by("starts_at", "id"))
    away: dict[int, list[str]] = {}
    for nomination, number in Conflict.objects.filter(seat__panel=panel, seat__ended_at=None).values_list(
        "nomination_id", "seat__number"
    ):
        away.setdefault(nomination, []).append(f"A{number}")
    sessions = Session.objects.filter(panel=panel).select_related("room", "panel__round__region")
    zone = panel.round.timezone
    sittings = [
        Sitting(session, in_zone(session.opens_at, zone).date(), _slots(session, found, away, rules, now))
        for session in sessions
    ]
    placed = {interview.nomination_id for interview in found if interview.state != InterviewState.CANCELLED}
    invited = candidates(panel, SheetStage.INTERVIEW)
    return Schedule(
        sittings,
        [nomination for nomination in invited if nomination.pk not in placed],
        [interview for interview in found if interview.state in OFF],
    )


def _slots(
    session: Session,
    interviews: Iterable[Interview],
    away: dict[int, list[str]],
    rules: CategoryRules,
    now: datetime,
) -> list[Slot]:
    slots = [
        Slot(one.starts_at, one.ends_at, interview=one, away=tuple(sorted(away.get(one.nomination_id, ()))))
        for one in interviews
        if one.session_id == session.pk and one.state not in OFF
    ]
    slots += [Slot(begin, end, is_break=True) for begin, end in session.pauses()]
    if session.state != SessionState.MINUTED:
        slots += [
            Slot(start, None)
            for start in free_slots(session, rules.interview.minutes, rules.interview.gap)
            if start > now
        ]
    return sorted(slots, key=lambda slot: slot.starts_at)


def free_slots(session: Session, minutes: int, gap: int) -> list[datetime]:
    """The starts of slots of that length in a session, past its breaks and what is placed there already."""
    between, length = timedelta(minutes=gap), timedelta(minutes=minutes)
    taken = [
        (interview.starts_at - between, interview.ends_at + between)
        for interview in session.interviews.exclude(state__in=OFF)
    ] + session.pauses()
    found, start = [], session.opens_at
    while start + length <= session.closes_at:
        clash = max((end for begin, end in taken if begin < start + length and start < end), default=None)
        if clash:
            start = clash
        else:
            found.append(start)
            start += length + between
    return found
