"""What is noted in the room: who came, of the panel and of the nominee, and what was asked."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessment.actions.booking import locked, region_of
from assessment.actions.session import bump, keeping, note
from assessment.models import Delegate, Interview, Office, Presence, Question, Seat
from assessment.models.interview import HELD
from assessment.spelling import read_text
from paritrana.audit.actions import record
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused


@transaction.atomic
def note_attendance(
    interview: Interview,
    *,
    seats: dict[int, bool],
    delegates: dict[str, bool],
    office: str = "",
    title: str = "",
    online: bool | None = None,
    by: Actor,
) -> None:
    """The whole form of the room: panel, delegation and mode (None: not asked), noted together or, Refused, not at all."""
    note_presence(interview, seats, by=by)
    note_delegates(interview, delegates, office=office, title=title, by=by)
    if online is not None:
        note_mode(interview, online=online, by=by)


@transaction.atomic
def note_presence(interview: Interview, present: dict[int, bool], *, by: Actor) -> None:
    """Who of the panel attends, by id of the seat. Refused after the minutes and for a seat of another panel."""
    session = keeping(interview, by)
    seats = {seat.pk: seat for seat in session.panel.seats.all()}
    now = clock.now()
    before = dict(interview.presences.values_list("seat_id", "is_present"))
    changed = {pk: there for pk, there in present.items() if pk in seats and before.get(pk) != there}
    for pk, there in changed.items():
        Presence.objects.update_or_create(
            interview=interview,
            seat_id=pk,
            defaults={"is_present": there, "noted_at": now, "noted_by_id": by.user_id},
        )
    if changed:
        bump(session)
        words = {seats[pk].label: [before.get(pk), there] for pk, there in changed.items()}
        note("note_presence", interview, by, words)


@transaction.atomic
def note_delegates(
    interview: Interview, present: dict[str, bool], *, office: str = "", title: str = "", by: Actor
) -> None:
    """Which announced offices came (by public id), and one more that came unannounced. Refused after the minutes."""
    session = keeping(interview, by)
    now, changes = clock.now(), {}
    for delegate in interview.delegates.all():
        there = present.get(delegate.public_id)
        if there is None or there == delegate.is_present:
            continue
        changes[delegate.public_id] = [delegate.is_present, there]
        delegate.is_present, delegate.noted_at, delegate.noted_by_id = there, now, by.user_id
        delegate.save(update_fields=["is_present", "noted_at", "noted_by"])
    if title.strip():
        if office not in Office.values:
            raise Refused(_("Choose the office in which this person comes."))
        delegate = Delegate.objects.create(
            interview=interview,
            office=office,
            title=read_text(title)[:120],
            is_present=True,
            noted_at=now,
            noted_by_id=by.user_id,
        )
        changes[delegate.public_id] = [None, True]
    if changes:
        bump(session)
        note("note_delegates", interview, by, changes)


@transaction.atomic
def ask(
    interview: Interview, *, text: str, answer: str = "", seat: Seat | None = None, by: Actor
) -> Question:
    """Adds a line to the question log. Refused without words, before the turn begins, and after the minutes."""
    session, interview = keeping(interview, by), locked(interview)
    if interview.state not in HELD:
        raise Refused(_("Questions are noted once the turn of the nominee has begun."))
    if not (words := read_text(text)):
        raise Refused(_("Write the question down in a few words."))
    question = Question.objects.create(
        interview=interview,
        seat=seat,
        text=words[:1000],
        answer=read_text(answer)[:2000],
        noted_at=clock.now(),
        noted_by_id=by.user_id,
    )
    bump(session)
    record("question.note", question, by=by, region=region_of(interview))
    return question


@transaction.atomic
def note_mode(interview: Interview, *, online: bool, by: Actor) -> None:
    """Whether the nominee attends by the room's link or on site; what was announced may turn out otherwise. Refused after the minutes."""
    session = keeping(interview, by)
    if session.mode != "mixed" or interview.online == online:
        return
    Interview.objects.filter(pk=interview.pk).update(online=online)
    bump(session)
    note("note_mode", interview, by, {"online": [interview.online, online]})
