"""Who may do what in the assessment, and the sentence if not. The moment is the action's business, not a policy's."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from assessment.models import (
    Clearance,
    Conflict,
    Decision,
    Duty,
    Invitation,
    OrganisationTie,
    Panel,
    PanelState,
    PracticeFile,
    ScoreSheet,
    Seat,
    SheetState,
    Snapshot,
)
from assessment.models.sheet import SheetStage
from nominations.parties import no_part_in_pool
from paritrana.accounts.queries import actor_of
from paritrana.lib.permissions import NATIONAL, Actor, Permission
from paritrana.lib.verdict import YES, Verdict, first_no, no
from paritrana.programme.rulebook import CategoryRules


def may_seat(actor: Actor, panel: Panel) -> Verdict:
    """The secretariat of the round seats the panel and hands out the sheets."""
    if actor.covers(Permission.SEAT, panel.round.region_code):
        return YES
    return no(_("Only the secretariat of this round seats its panel."))


def may_seat_again(actor: Actor, seat: Seat) -> Verdict:
    """Who seats the panel also ends its seats."""
    return may_seat(actor, seat.panel)


def may_withdraw_invitation(actor: Actor, invitation: Invitation) -> Verdict:
    """Who seats the panel takes an invitation back."""
    return may_seat(actor, invitation.panel)


def may_tie(actor: Actor) -> Verdict:
    """Every secretariat keeps the table of organisations that stand together."""
    if actor.may(Permission.SEAT):
        return YES
    return no(_("Only a secretariat keeps the table of tied organisations."))


def may_end_tie(actor: Actor, tie: OrganisationTie) -> Verdict:
    """Whoever entered it, or the national secretariat; another province asks them."""
    if not (verdict := may_tie(actor)):
        return verdict
    if tie.entered_by_id == actor.user_id or actor.covers(Permission.SEAT, NATIONAL):
        return YES
    return no(_("Another secretariat entered this tie. Ask it or the national secretariat to end it."))


def may_answer(actor: Actor, invitation: Invitation) -> Verdict:
    """Only the invited person takes or declines the seat."""
    if invitation.user_id == actor.user_id:
        return YES
    return no(_("Only the invited person answers this invitation."))


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


def may_declare(actor: Actor, seat: Seat) -> Verdict:
    """The assessor of the seat, or the secretariat for them."""
    mine = seat.user_id == actor.user_id and seat.is_sitting
    if mine or actor.covers(Permission.SEAT, seat.panel.round.region_code):
        return YES
    return no(_("Only the assessor or the secretariat declares a conflict."))


def may_disclose(actor: Actor, seat: Seat) -> Verdict:
    """Only the assessor says for themselves that nothing ties them to a file."""
    if seat.user_id == actor.user_id and seat.is_sitting:
        return YES
    return no(_("Only the assessor of this seat makes this declaration."))


def may_enter_practice(actor: Actor, panel: Panel) -> Verdict:
    """Whoever writes the rulebook: a category and its practice files are the same in every province."""
    if actor.may(Permission.WRITE_RULEBOOK):
        return YES
    return no(
        _(
            "Practice files are the same for all provinces, so the national secretariat enters them. Send it what you propose."
        )
    )


def may_practise(actor: Actor, file: PracticeFile) -> Verdict:
    """Whoever has a seat that scores in the file's category."""
    seats = Seat.objects.sitting().filter(
        user_id=actor.user_id, is_assessor=True, panel__category=file.category_id
    )
    if seats.exists():
        return YES
    return no(_("Practice files are for the assessors of their category."))


def may_open(actor: Actor, sheet: ScoreSheet) -> Verdict:
    """Nothing of a file opens before the assessor has said that nothing ties them to it."""
    cleared = getattr(sheet, "is_cleared", None)
    if cleared is None:
        cleared = Clearance.objects.filter(seat=sheet.seat_id, nomination=sheet.nomination_id).exists()
    if cleared:
        return YES
    return no(
        _(
            "Say first whether anything ties you to this nominee; the file opens then. Your queue asks you for it."
        )
    )


def may_score(actor: Actor, sheet: ScoreSheet) -> Verdict:
    """The assessor on whose seat the sheet lies, while the seat and the role last."""
    mine = sheet.seat.user_id == actor.user_id and sheet.seat.is_sitting
    if mine and actor.covers(Permission.SCORE, sheet.seat.panel.round.region_code):
        return may_open(actor, sheet)
    return no(_("Only the assessor of this seat writes this sheet."))


def may_write(actor: Actor, sheet: ScoreSheet) -> Verdict:
    """May the assessor change the draft?"""
    if not (verdict := may_score(actor, sheet)):
        return verdict
    if sheet.state == SheetState.SIGNED:
        return no(
            _(
                "This sheet has been signed and can't be changed. If something must change, ask the chair to reopen it."
            )
        )
    return YES


def may_close(actor: Actor, panel: Panel) -> Verdict:
    """The chair, unless they have a part in a nomination of the pool; then the deputy, under the same rule."""
    return first_no(may_lead(actor, panel, is_out=_has_a_part), no_part(actor, panel))


def may_reopen(actor: Actor, sheet: ScoreSheet) -> Verdict:
    """The chair, while the panel judges this stage; never the own sheet, since unlocking takes two persons.

    A chair who is in conflict with the nominee, or has a part in the pool, leaves it to the deputy.
    """
    panel = sheet.seat.panel
    if sheet.seat.user_id == actor.user_id:
        return no(_("Nobody reopens their own sheet. Ask the secretariat to seat another chair for it."))

    def is_out(chair: Seat) -> bool:
        return chair.user_id == sheet.seat.user_id or _is_tied(chair.user_id, sheet) or _has_a_part(chair)

    return first_no(
        may_lead(actor, panel, is_out=is_out),
        stage_is_judged(panel, sheet.stage),
        no(
            _(
                "You are in conflict with this nominee, so the deputy chair reopens this sheet. "
                "Ask the secretariat to seat one if there is none."
            )
        )
        if _is_tied(actor.user_id, sheet)
        else YES,
        no_part(actor, panel),
    )


def no_part(actor: Actor, panel: Panel) -> Verdict:
    """Nobody who has a part in a nomination of the pool decides anything about it (nominations.parties)."""
    return no_part_in_pool(actor, panel.round, panel.category)


def _has_a_part(seat: Seat) -> bool:
    return not no_part(actor_of(seat.user), seat.panel)


def _is_tied(user: int | None, sheet: ScoreSheet) -> bool:
    return Conflict.objects.filter(
        seat__user=user, seat__panel=sheet.seat.panel, nomination=sheet.nomination_id
    ).exists()


def stage_is_judged(panel: Panel, stage: str) -> Verdict:
    """Has the panel not yet closed that stage?"""
    closed = panel.state == PanelState.CLOSED or (
        stage == SheetStage.DOCUMENT and panel.state == PanelState.DOCUMENTS_CLOSED
    )
    if closed:
        return no(_("The panel has closed this stage. Its sheets can't change any more."))
    return YES


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


def may_read_sealed(actor: Actor, panel: Panel) -> Verdict:
    """An auditor may look at sheets before the panel closes; the look itself stands in the trail."""
    if audits(actor, panel.round.region_code):
        return YES
    return no(
        _("The sheets are sealed until the panel closes. Only the auditor of this round can read them.")
    )


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


def must_score(rules: CategoryRules, panel: Panel) -> str | None:
    """The stage the panel judges now: document, interview, or None once it has closed."""
    if panel.state == PanelState.CLOSED:
        return None
    has_documents = bool(rules.assessed_in(SheetStage.DOCUMENT))
    if panel.state == PanelState.OPEN and has_documents:
        return SheetStage.DOCUMENT
    return SheetStage.INTERVIEW
