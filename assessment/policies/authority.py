"""What the verdicts ask in common: who leads a panel, who audits a round, and who has a part in its pool."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from assessment.models import (
    Duty,
    Panel,
    Seat,
)
from nominations.parties import no_part_in_pool
from paritrana.accounts.queries import actor_of
from paritrana.lib.permissions import NATIONAL, Actor, Permission
from paritrana.lib.verdict import YES, Verdict, no


def may_lead(actor: Actor, panel: Panel, *, is_out: Callable[[Seat], bool] = lambda chair: False) -> Verdict:
    """The chair of this very panel; the deputy while the chair's seat is empty or, by `is_out`, the chair may not act."""
    if not actor.covers(Permission.LEAD, panel.round.region_code):
        return no(_("Only the chair of this panel can do this."))
    leading = [
        seat for seat in panel.seats.all() if seat.duty in (Duty.CHAIR, Duty.DEPUTY) and seat.is_sitting
    ]
    if any(seat.user_id == actor.user_id and seat.duty == Duty.CHAIR for seat in leading):
        return YES
    if not any(seat.user_id == actor.user_id for seat in leading):
        return no(_("Only the chair of this panel can do this."))
    if any(seat.duty == Duty.CHAIR and not is_out(seat) for seat in leading):
        return no(_("The deputy leads the panel only while it has no chair. Ask the chair to do this."))
    return YES


def no_part(actor: Actor, panel: Panel) -> Verdict:
    """Nobody who has a part in a nomination of the pool decides anything about it (nominations.parties)."""
    return no_part_in_pool(actor, panel.round, panel.category)


def has_a_part(seat: Seat) -> bool:
    return not no_part(actor_of(seat.user), seat.panel)


def reads_rankings(actor: Actor, region: str) -> bool:
    """Does the actor work with the rankings of that region's rounds?"""
    ranks = (Permission.RANK, Permission.PREPARE, Permission.DECIDE)
    return (
        any(actor.covers(permission, region) for permission in ranks)
        or actor.may(Permission.FOLLOW)
        or audits(actor, region)
    )


def audits(actor: Actor, region: str) -> bool:
    """The auditor of that region's rounds, or the national one."""
    return bool({region, NATIONAL} & actor.regions(Permission.AUDIT))
