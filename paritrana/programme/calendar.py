"""When a stage of a round is open. The moment is always handed in, from the one clock."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from paritrana.lib.verdict import YES, Verdict, no
from paritrana.programme.models import Round, Stage, StageCode


def stage_of(round_: Round, code: str) -> Stage | None:
    """The stage of the round with that code, from what is prefetched if it is."""
    return next((stage for stage in round_.stages.all() if stage.code == code), None)


def is_open(round_: Round, code: str, now: datetime) -> Verdict:
    """Is that stage of the round open at the moment? The opening moment counts, the closing moment does not."""
    stage, name = stage_of(round_, code), StageCode(code).label
    if stage is None:
        return no(_("This round has no stage “%(stage)s”. Ask the round's secretariat.") % {"stage": name})
    if now < stage.opens_at:
        return no(
            _("“%(stage)s” has not opened yet. The calendar of the round shows when it does.")
            % {"stage": name}
        )
    if now >= stage.closes_at:
        return no(
            _(
                "“%(stage)s” has closed. What was saved is kept; ask the round's secretariat about an extension."
            )
            % {"stage": name}
        )
    return YES


def current_stage(round_: Round, now: datetime) -> Stage | None:
    """The open stage that closes first, or None between two stages."""
    running = [stage for stage in round_.stages.all() if stage.opens_at <= now < stage.closes_at]
    return min(running, key=lambda stage: stage.closes_at, default=None)
