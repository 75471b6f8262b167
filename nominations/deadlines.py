"""Until when a nomination can be written: its round's registration, or the deadline of its return, and what was added."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from nominations.models import Nomination, State
from paritrana.lib.verdict import YES, Verdict, no
from paritrana.programme.calendar import closing_of, is_open, stage_of
from paritrana.programme.models import StageCode


def can_be_written(nomination: Nomination, now: datetime) -> Verdict:
    """Is there time to write at that moment? The closing moment itself is too late."""
    if nomination.state != State.RETURNED:
        return is_open(nomination.round, StageCode.REGISTRATION, now, nomination.home)
    due = deadline_of(nomination)
    if due is None or now >= due:
        return no(
            _(
                "The time to mend the returned nomination has passed. What was saved is kept; ask the round's "
                "secretariat to extend the registration."
            )
        )
    return YES


def deadline_of(nomination: Nomination) -> datetime | None:
    """The moment from which nothing can be written any more; of a returned one the later of its return and registration."""
    stage = stage_of(nomination.round, StageCode.REGISTRATION)
    registration = closing_of(stage, nomination.home) if stage else None
    if nomination.state != State.RETURNED:
        return registration
    last = max(nomination.returns.all(), key=lambda one: one.pk, default=None)
    return max((due for due in (last and last.due_at, registration) if due), default=None)
