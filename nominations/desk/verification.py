"""What waits for secretariats: nominations without a verdict, in time and past it."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nominations.desk import pieces
from nominations.models import State
from nominations.queries.verification import first_of_each, homes_waiting, queue_of
from paritrana.lib import clock
from paritrana.lib.permissions import Actor, Permission
from paritrana.programme.calendar import calendar_of, closing_of, is_open, stage_of
from paritrana.programme.models import Round, StageCode
from paritrana.web.desk import Fact, Step, waiting


@waiting
def verifications(actor: Actor) -> Iterable[Step]:
    """For secretariats: how many nominations wait for verification, a step for each round.

    A region may have been given more time than its round: the step leads to whoever has waited longest of those that can
    still be verified, and the round counts as closed once that time has passed for all that wait.
    """
    if not actor.may(Permission.VERIFY):
        return
    now = clock.now()
    queue = queue_of(actor).filter(state=State.SUBMITTED)
    waiting_by_round = homes_waiting(queue)
    found = Round.objects.filter(pk__in=waiting_by_round).select_related("edition", "region").order_by("id")
    rounds = {round_.pk: round_ for round_ in found.prefetch_related("stages__extensions")}
    in_time = {
        pk: [home for home in homes if is_open(rounds[pk], StageCode.VERIFICATION, now, home.region)]
        for pk, homes in waiting_by_round.items()
    }
    firsts = first_of_each(queue, {pk: in_time[pk] or homes for pk, homes in waiting_by_round.items()})
    for pk, homes in waiting_by_round.items():
        round_, number = rounds[pk], sum(home.number for home in homes)
        stage = stage_of(round_, StageCode.VERIFICATION)
        closings = [closing_of(stage, home.region) for home in in_time[pk] or homes] if stage else []
        if stage and stage.closes_at <= now and not in_time[pk]:
            yield _closed(round_, number, max(closings))
            continue
        first = firsts.get(pk)
        if first is None:
            continue  # its last one was verified a moment ago
        yield Step(
            sentence=ngettext(
                "%(n)s nomination waits for verification", "%(n)s nominations wait for verification", number
            )
            % {"n": number},
            reason=_("The longest waiting is %(name)s.") % {"name": first},
            button=_("Verify %(name)s") % {"name": first},
            url=reverse("nominations:verify", args=[first.public_id]),
            about=str(round_),
            due_at=min(closings, default=None),
            timezone=round_.timezone,
            is_example=round_.edition.is_example,
            facts=(Fact(_("Waiting"), str(number)),),
            main=partial(pieces.verification_main, actor, round_),
            aside=partial(pieces.verification_aside, actor, round_),
            calendar=partial(calendar_of, round_),
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
