"""Rankings and decisions: who may take, read, export, sign off and decide, and the sentence if not."""

from django.utils.translation import gettext_lazy as _

from assessment.models import (
    Conflict,
    Decision,
    Panel,
    Snapshot,
)
from assessment.policies.authority import audits, no_part, reads_rankings
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import YES, Verdict, first_no, no


def may_rank(actor: Actor, panel: Panel) -> Verdict:
    """The secretariat of the round takes snapshots."""
    if actor.covers(Permission.RANK, panel.round.region_code):
        return YES
    return no(_("Only the secretariat of this round takes a snapshot of its ranking."))


def may_export(actor: Actor, snapshot: Snapshot) -> Verdict:
    """Those who rank, prepare, decide or audit take a ranking away as a file."""
    if reads_rankings(actor, snapshot.panel.round.region_code):
        return may_read_whole(actor, snapshot)
    return no(_("Only the secretariat, the decider and the auditor of this round download its ranking."))


def may_read_whole(actor: Actor, snapshot: Snapshot) -> Verdict:
    """Whoever is in conflict with a nominee of the pool reads the others one by one, and nothing that counts across all.

    A rank, an outcome or a digest among them would tell what is closed. A snapshot from its door says so without a query.
    """
    is_apart = getattr(snapshot, "is_apart", None)
    if is_apart is None:
        is_apart = Conflict.objects.filter(
            seat__user=actor.user_id, nomination__placings__snapshot=snapshot.pk
        ).exists()
    if not is_apart:
        return YES
    return no(
        _(
            "You are in conflict with a nominee of this pool, so ranks, outcomes and files of the whole ranking are closed "
            "to you. Ask somebody of the secretariat who is not."
        )
    )


def may_invite(actor: Actor, snapshot: Snapshot) -> Verdict:
    """The secretariat of the round tells the nominees of a shortlist."""
    if actor.covers(Permission.SEAT, snapshot.panel.round.region_code):
        return may_read_whole(actor, snapshot)
    return no(_("Only the secretariat of this round invites to the interview."))


def may_clear(actor: Actor, snapshot: Snapshot) -> Verdict:
    """The auditor of the round signs a snapshot off: never one they took, nor with a part in a nomination of the pool."""
    if not audits(actor, snapshot.panel.round.region_code):
        return no(_("Only the auditor of this round signs a ranking off."))
    if snapshot.taken_by_id == actor.user_id:
        return no(_("Whoever took a snapshot can't sign it off. A second person has to."))
    return first_no(no_part(actor, snapshot.panel), may_read_whole(actor, snapshot))


def may_read_names(actor: Actor, panel: Panel) -> Verdict:
    """Who gave which score is for the round's secretariat and its auditor; everyone else sees seat numbers."""
    region = panel.round.region_code
    if actor.covers(Permission.SEAT, region) or audits(actor, region):
        return YES
    return no(_("Only the secretariat and the auditor of this round see who gave which score."))


def may_prepare(actor: Actor, snapshot: Snapshot) -> Verdict:
    """The secretariat of the round prepares the decision. A snapshot from the door of its page says who has no part."""
    if actor.covers(Permission.PREPARE, snapshot.panel.round.region_code):
        has_no_part = getattr(snapshot, "has_part", None) is False
        part = YES if has_no_part else no_part(actor, snapshot.panel)
        return first_no(part, may_read_whole(actor, snapshot))
    return no(_("Only the secretariat of this round prepares its decision."))


def may_withdraw(actor: Actor, decision: Decision) -> Verdict:
    """The secretariat takes back what nobody has approved yet."""
    return may_prepare(actor, decision.snapshot)


def may_approve(actor: Actor, decision: Decision) -> Verdict:
    """The decider of the round, never the person who prepared it."""
    if not actor.covers(Permission.DECIDE, decision.panel.round.region_code):
        return no(_("Only the decider of this round approves its decision."))
    if decision.prepared_by_id == actor.user_id:
        return no(_("Whoever prepared a decision can't approve it. A second person has to."))
    return no_part(actor, decision.panel)
