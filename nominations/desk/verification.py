"""What waits for secretariats: nominations without a verdict, in time and past it."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nominations.desk import pieces
from nominations.models import Nomination, State
from nominations.queries.verification import queue_of
from paritrana.lib import clock
from paritrana.lib.permissions import Actor, Permission
from paritrana.programme.calendar import calendar_of, is_open, stage_of
from paritrana.programme.models import Round, StageCode
from paritrana.web.desk import Fact, Step, waiting


@waiting
def verifications(actor: Actor) -> Iterable[Step]:
    """For secretariats: how many nominations wait for verification, a step for each round."""
    if not actor.may(Permission.VERIFY):
        return
    now = clock.now()
    rounds: dict[int, list[Nomination]] = {}
    queue = queue_of(actor).filter(state=State.SUBMITTED).prefetch_related("round__stages__extensions")
    for nomination in queue.order_by("submitted_at", "id")[:500]:
        rounds.setdefault(nomination.round_id, []).append(nomination)
    for nominations in rounds.values():
        first, number = nominations[0], len(nominations)
        stage = stage_of(first.round, StageCode.VERIFICATION)
        if stage and stage.closes_at <= now and not is_open(first.round, stage.code, now, first.home):
            yield _closed(first.round, number, stage.closes_at)
            continue
        yield Step(
            sentence=ngettext(
                "%(n)s nomination waits for verification", "%(n)s nominations wait for verification", number
            )
            % {"n": number},
            reason=_("The longest waiting is %(name)s.") % {"name": first},
            button=_("Verify %(name)s") % {"name": first},
            url=reverse("nominations:verify", args=[first.public_id]),
            about=str(first.round),
            due_at=stage.closes_at if stage else None,
            timezone=first.round.timezone,
            is_example=first.is_example,
            facts=(Fact(_("Waiting"), str(number)),),
            main=partial(pieces.verification_main, actor, first.round),
            aside=partial(pieces.verification_aside, actor, first.round),
            calendar=partial(calendar_of, first.round),
        )


def _closed(round_: Round, number: int, closed_at: datetime) -> Step:
    """What waits although its time has passed: the way out is an extension."""
    return Step(
        sentence=ngettext(
            "%(n)s nomination has no outcome, and verification has closed",
            "%(n)s nominations have no outcome, and verification has closed",
            number,
        )
        % {"n": number},
        reason=_("Extend the stage for the round or a single region; verdicts are possible again at once."),
        button=_("Open the round's calendar"),
        url=reverse("nominations:calendar", args=[round_.public_id]),
        about=str(round_),
        due_at=closed_at,
        timezone=round_.timezone,
        is_example=round_.edition.is_example,
    )
