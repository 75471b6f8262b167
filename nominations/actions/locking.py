"""The row that all who change a nomination wait for, and what they ask once they have it."""

from datetime import datetime
from typing import TypeVar

from nominations.deadlines import can_be_written
from nominations.models import Entry, Nomination
from nominations.policies.nomination import may_edit
from nominations.queries.seen import RELATED
from nominations.workflow import TRANSITIONS
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.programme.calendar import is_open
from paritrana.programme.models import StageCode

SomeEntry = TypeVar("SomeEntry", bound=Entry)


def locked(nomination: Nomination) -> Nomination:
    """The nomination as it is now, held until the transaction ends."""
    return Nomination.objects.select_for_update(of=("self",)).select_related(*RELATED).get(pk=nomination.pk)


def locked_entry(entry: SomeEntry) -> SomeEntry:
    """An entry and its nomination as they are now, both held until the transaction ends."""
    rows = type(entry)._default_manager.select_for_update(of=("self", "nomination"))
    return rows.select_related("saved_by", *(f"nomination__{name}" for name in RELATED)).get(pk=entry.pk)


def ask_to_write(nomination: Nomination, by: Actor) -> datetime:
    """May the actor write in the locked draft at this moment? Returns the moment, or raises Refused."""
    may_edit(by, nomination).require()
    now = clock.now()
    can_be_written(nomination, now).require()
    return now


def ask_to_verify(nomination: Nomination, step: str, by: Actor) -> datetime:
    """May the actor take that step of verification now? Its stage must be open. The moment, or Refused."""
    TRANSITIONS[step].verdict(by, nomination).require()
    now = clock.now()
    is_open(nomination.round, StageCode.VERIFICATION, now, nomination.home).require()
    return now
