"""Files and score sheets: who may open, write, give back and read them, and the sentence if not."""

from django.utils.translation import gettext_lazy as _

from assessment.models import (
    Clearance,
    Conflict,
    Panel,
    PanelState,
    PracticeFile,
    ScoreSheet,
    Seat,
    SheetState,
)
from assessment.models.sheet import SheetStage
from assessment.policies.authority import audits, has_a_part, may_lead, no_part
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import YES, Verdict, first_no, no
from paritrana.programme.rulebook import CategoryRules


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


def may_reopen(actor: Actor, sheet: ScoreSheet) -> Verdict:
    """The chair, while the panel judges this stage; never the own sheet, since unlocking takes two persons.

    A chair who is in conflict with the nominee, or has a part in the pool, leaves it to the deputy.
    """
    panel = sheet.seat.panel
    if sheet.seat.user_id == actor.user_id:
        return no(_("Nobody reopens their own sheet. Ask the secretariat to seat another chair for it."))

    def is_out(chair: Seat) -> bool:
        return chair.user_id == sheet.seat.user_id or _is_tied(chair.user_id, sheet) or has_a_part(chair)

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


def may_read_sealed(actor: Actor, panel: Panel) -> Verdict:
    """An auditor may look at sheets before the panel closes; the look itself stands in the trail."""
    if audits(actor, panel.round.region_code):
        return YES
    return no(
        _("The sheets are sealed until the panel closes. Only the auditor of this round can read them.")
    )


def must_score(rules: CategoryRules, panel: Panel) -> str | None:
    """The stage the panel judges now: document, interview, or None once it has closed."""
    if panel.state == PanelState.CLOSED:
        return None
    has_documents = bool(rules.assessed_in(SheetStage.DOCUMENT))
    if panel.state == PanelState.OPEN and has_documents:
        return SheetStage.DOCUMENT
    return SheetStage.INTERVIEW
