"""Proposing who reads what, moving single sheets by hand, handing the proposal out."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessment.actions import conflict as conflicts
from assessment.actions.handing_out import hand_out, ready
from assessment.actions.locking import locked_panel, still_judging
from assessment.allocation import Proposal, allocate
from assessment.models import Allocation, Panel
from assessment.policies.panel import may_seat
from assessment.policies.sheet import must_score
from assessment.queries.allocation import open_proposal, task_of
from paritrana.audit.actions import record
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.programme.reading import rules_of


@transaction.atomic
def propose(
    panel: Panel, *, per_nomination: int, most: int | None, seed: str, by: Actor
) -> tuple[Allocation | None, Proposal]:
    """Computes an allocation for what is not handed out yet and keeps it as the panel's one open proposal.

    Nothing goes to anybody. Where it is impossible nothing is kept and the second value says which nomination lacks
    whom. Conflicts that the portal finds are put on record first. Raises Refused for a stranger or a closed panel.
    """
    panel = locked_panel(panel)
    may_seat(by, panel).require()
    still_judging(panel)
    stage = must_score(rules_of(panel.category), panel) or ""
    seats, nominations = ready(panel, stage)
    if not 1 <= per_nomination <= len(seats):
        raise Refused(
            _("Each nomination can be read by 1 to %(n)d assessors, the number who sit on this panel.")
            % {"n": len(seats)}
        )
    conflicts.find(panel, seats, nominations, by=by)
    task = task_of(panel, stage, seats, nominations, per_nomination=per_nomination, most=most, seed=seed)
    found = allocate(task)
    if not found.is_possible:
        return None, found
    Allocation.objects.filter(panel=panel, stage=stage, handed_out_at=None).delete()
    kept = Allocation.objects.create(
        panel=panel,
        stage=stage,
        seed=seed,
        per_nomination=per_nomination,
        most=most,
        pairs=[list(pair) for pair in found.pairs],
        proposed_at=clock.now(),
        proposed_by_id=by.user_id,
    )
    record(
        "allocation.propose",
        kept,
        by=by,
        region=panel.round.region_code,
        changes={
            "seed": [None, seed],
            "per_nomination": [None, per_nomination],
            "sheets": [None, len(found.pairs)],
        },
    )
    return kept, found


@transaction.atomic
def move(
    allocation: Allocation, *, nomination: str, seat: int, to: int, version: int, by: Actor
) -> Allocation:
    """Gives one nomination of the proposal to another seat. Raises Refused for a conflict, a stale page or no such pair."""
    panel, allocation = _open(allocation, by)
    if allocation.version != version:
        raise Refused(
            _("The proposal has changed since you opened this page. Look at it again, then move the sheet.")
        )
    seats, nominations = ready(panel, allocation.stage)
    task = task_of(
        panel,
        allocation.stage,
        seats,
        nominations,
        per_nomination=allocation.per_nomination,
        most=None,
        seed="",
    )
    pairs = [tuple(pair) for pair in allocation.pairs]
    if (seat, nomination) not in pairs or to not in task.seats:
        raise Refused(_("The proposal has no such sheet. Look at it again."))
    if (to, nomination) in task.closed:
        raise Refused(_("Seat %(seat)d is in conflict with this nominee and can't read it.") % {"seat": to})
    if (to, nomination) in pairs or (to, nomination) in task.kept:
        raise Refused(_("Seat %(seat)d reads this nomination already.") % {"seat": to})
    allocation.pairs = [[to, n] if (s, n) == (seat, nomination) else [s, n] for s, n in pairs]
    allocation.changed_by_hand, allocation.version = allocation.changed_by_hand + 1, allocation.version + 1
    allocation.save(update_fields=["pairs", "changed_by_hand", "version"])
    record(
        "allocation.move",
        allocation,
        by=by,
        region=panel.round.region_code,
        changes={nomination: [seat, to]},
    )
    return allocation


@transaction.atomic
def hand_out_proposal(allocation: Allocation, *, by: Actor) -> int:
    """Lays the proposed sheets and no others; returns how many. Conflicts found meanwhile get none."""
    panel, allocation = _open(allocation, by)
    seats, nominations = ready(panel, allocation.stage)
    by_number = {seat.number: seat.pk for seat in seats}
    by_id = {nomination.public_id: nomination.pk for nomination in nominations}
    pairs = {(by_number[s], by_id[n]) for s, n in allocation.pairs if s in by_number and n in by_id}
    number = hand_out(panel, pairs=pairs, by=by)
    allocation.handed_out_at, allocation.handed_out_by_id = clock.now(), by.user_id
    allocation.save(update_fields=["handed_out_at", "handed_out_by"])
    record(
        "allocation.hand_out",
        allocation,
        by=by,
        region=panel.round.region_code,
        changes={"sheets": [None, number]},
    )
    return number


def _open(allocation: Allocation, by: Actor) -> tuple[Panel, Allocation]:
    panel = locked_panel(allocation.panel)
    may_seat(by, panel).require()
    still_judging(panel)
    fresh = open_proposal(panel, must_score(rules_of(panel.category), panel) or "")
    if fresh is None or fresh.pk != allocation.pk:
        raise Refused(_("This proposal is no longer open. Propose a new one."))
    return panel, fresh
