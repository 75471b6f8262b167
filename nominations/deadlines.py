"""Until when a nomination can be written: its round's registration, or the deadline of its return."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from nominations.models import Nomination, State
from paritrana.lib.verdict import YES, Verdict, no
from paritrana.programme.calendar import is_open, stage_of
from paritrana.programme.models import StageCode


def can_be_written(nomination: Nomination, now: datetime) -> Verdict:
    """Is there time to write at that moment? The closing moment itself is too late."""
    if nomination.state != State.RETURNED:
        return is_open(nomination.round, StageCode.REGISTRATION, now)
    due = deadline_of(nomination)
    if due is None or now >= due:
        return no(_("The time to mend the returned nomination has passed. Ask the round's secretariat."))
    return YES


def deadline_of(nomination: Nomination) -> datetime | None:
    """The moment from which nothing can be written any more."""
    if nomination.state == State.RETURNED:
        last = nomination.returns.order_by("-id").first()
        return last.due_at if last else None
    stage = stage_of(nomination.round, StageCode.REGISTRATION)
    return stage.closes_at if stage else None
