"""Writing, signing and reopening a score sheet."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessment.actions import conflict as conflicts
from assessment.actions import further
from assessment.actions.cells import (
    Stale,
    cell_of,
    check_version,
    read_field,
    write_fields,
)
from assessment.models import Interview, ScoreSheet, SheetVersion
from assessment.models.sheet import SheetStage
from assessment.policies.sheet import may_write, stage_is_judged
from assessment.queries.doors import rules_for, seats_of_writing
from assessment.queries.places import signed_in_place
from assessment.spelling import read_text
from assessment.workflow import SHEET
from paritrana.audit.actions import record, seal, settle
from paritrana.lib import clock, digest
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.notifications.actions import tell
from paritrana.programme.calendar import bring_stages, is_open
from paritrana.programme.queries import stages_along
from paritrana.programme.rulebook import Criterion

CONTENT = ("scores", "abstained", "notes", "private_note")


def save(sheet: ScoreSheet, values: dict[str, str], *, version: int, by: Actor) -> ScoreSheet:
    """Writes the fields that differ from what is stored; "" clears one. A score lifts an abstention and the reverse.

    `version` is the one the page was opened with. Raises Refused (who, when, off the scale, unknown field, a tie that
    has come to light) or Stale; either way nothing at all is written.
    """
    conflicts.watch(sheet, by=by, just_loaded=True)
    return _save(sheet, values, version=version, by=by)


@transaction.atomic
def _save(sheet: ScoreSheet, values: dict[str, str], *, version: int, by: Actor) -> ScoreSheet:
    sheet = locked(sheet)
    may_write(by, sheet).require()
    now = _open_now(sheet)
    criteria = {
        criterion.code: criterion for criterion in rules_for(sheet, sheet.seat.panel).assessed_in(sheet.stage)
    }
    changed = {
        field: read
        for field, typed in values.items()
        if (read := read_field(field, typed, criteria)) != sheet.value_of(field)
    }
    check_version(sheet, changed, version)
    if not changed:
        return sheet
    write_fields(sheet, changed)
    sheet.version += 1
    sheet.touched |= {cell_of(field): sheet.version for field in changed}
    sheet.saved_at, sheet.is_skipped = now, False
    sheet.save(update_fields=[*CONTENT, "version", "touched", "saved_at", "is_skipped"])
    with clock.set_to(now):
        record(
            "scoresheet.save",
            sheet,
            by=by,
            region=_region(sheet),
            changes={"fields": sorted(changed)},
            fold=" ".join(sorted(changed)),
        )
    return sheet


def abstain(sheet: ScoreSheet, *, ground: str, version: int, by: Actor) -> ScoreSheet:
    """Abstains from every criterion of the file on one ground; scores given so far are taken out, notes stay.

    Raises Refused without a ground, else like `save`, and like it in no transaction of the caller's: a tie that comes
    to light stays on record. The sheet is still to be signed.
    """
    if not read_text(ground):
        raise Refused(_("Give the ground on which you abstain from this file."))
    asked = rules_for(sheet, sheet.seat.panel).assessed_in(sheet.stage)
    return save(
        sheet,
        {
            f"{part}-{criterion.code}": text
            for criterion in asked
            for part, text in (("score", ""), ("ground", ground))
        },
        version=version,
        by=by,
    )


@transaction.atomic
def skip(sheet: ScoreSheet, *, by: Actor) -> ScoreSheet:
    """Puts the sheet off: the queue offers it again after the others. Any save brings it back."""
    sheet = locked(sheet)
    may_write(by, sheet).require()
    _open_now(sheet)
    if not sheet.is_skipped:
        sheet.is_skipped = True
        sheet.save(update_fields=["is_skipped"])
        record("scoresheet.skip", sheet, by=by, region=_region(sheet))
    return sheet


def sign(sheet: ScoreSheet, *, version: int, by: Actor) -> ScoreSheet:
    """Freezes the sheet under its digest, which is the assessor's receipt.

    `version` is the one that was read back before signing. Raises Refused when the stage is closed, a criterion is
    neither scored nor abstained from, it is signed already (or by whoever sits in the same place), or a tie has come
    to light; Stale when it changed after it was read back.
    """
    conflicts.watch(sheet, by=by)
    return _sign(sheet, version=version, by=by)


@transaction.atomic
def _sign(sheet: ScoreSheet, *, version: int, by: Actor) -> ScoreSheet:
    sheet = locked(sheet)
    SHEET["sign"].verdict(by, sheet).require()
    now = _open_now(sheet)
    if version != sheet.version:
        raise Stale(_("The sheet changed after you read it back. Read it once more, then sign."), {}, sheet)
    if other := signed_in_place(sheet):
        raise Refused(
            _(
                "Seat %(number)d has signed for this nominee in the same place, so this sheet is not needed any more."
            )
            % {"number": other.number}
        )
    if missing := unanswered(sheet):
        names = ", ".join(str(criterion.name) for criterion in missing)
        raise Refused(
            _("Score or abstain from every criterion before signing. Missing: %(names)s.") % {"names": names}
        )
    sheet.state = SHEET["sign"].to
    sheet.signed_at, sheet.signed_by_id = now, by.user_id
    sheet.digest = digest.sha256_of(receipt(sheet))
    sheet.is_skipped = False
    sheet.save(update_fields=["state", "signed_at", "signed_by", "digest", "is_skipped"])
    settle(sheet)
    record(
        "scoresheet.sign",
        sheet,
        by=by,
        region=_region(sheet),
        changes={"state": ["draft", "signed"], "digest": [None, sheet.digest]},
    )
    tell(
        "scoresheet.signed",
        to=[sheet.seat.user_id],
        about=sheet,
        url=reverse("assessment:sheet", args=[sheet.public_id]),
        params={"digest": sheet.digest},
    )
    transaction.on_commit(seal, robust=True)
    # After the commit, for a panel is locked before its sheets; a call lost with the process is made by tasks.call_further.
    transaction.on_commit(lambda: further.call(sheet), robust=True)
    return sheet


@transaction.atomic
def reopen(sheet: ScoreSheet, *, reason: str, by: Actor) -> ScoreSheet:
    """Gives a signed sheet back to its assessor; what was signed is kept as a version. Raises Refused without a reason."""
    sheet = locked(sheet)
    SHEET["reopen"].verdict(by, sheet).require()
    is_open(sheet.seat.panel.round, sheet.stage, clock.now()).require()
    _not_revealed(sheet)
    if not reason.strip():
        raise Refused(_("Give the reason for reopening. The assessor and the auditor read it."))
    SheetVersion.objects.create(
        sheet=sheet,
        version=sheet.version,
        scores=sheet.scores,
        abstained=sheet.abstained,
        notes=sheet.notes,
        signed_at=sheet.signed_at,
        signed_by_id=sheet.signed_by_id,
        digest=sheet.digest,
        reopened_at=clock.now(),
        reopened_by_id=by.user_id,
        reason=reason.strip(),
    )
    sheet.state, sheet.signed_at, sheet.signed_by, sheet.digest = SHEET["reopen"].to, None, None, ""
    sheet.version += 1
    sheet.draft_since = sheet.version
    sheet.save(update_fields=["state", "signed_at", "signed_by", "digest", "version", "draft_since"])
    record(
        "scoresheet.reopen",
        sheet,
        by=by,
        region=_region(sheet),
        reason=reason.strip(),
        changes={"state": ["signed", "draft"]},
    )
    tell(
        "scoresheet.reopened",
        to=[sheet.seat.user_id],
        about=sheet,
        url=reverse("assessment:sheet", args=[sheet.public_id]),
        params={"nomination": sheet.nomination.name, "reason": reason.strip()},
    )
    return sheet


def unanswered(sheet: ScoreSheet) -> list[Criterion]:
    """The criteria of the sheet's stage without a score and without an abstention."""
    asked = rules_for(sheet, sheet.seat.panel).assessed_in(sheet.stage)
    return [criterion for criterion in asked if criterion.code not in sheet.scores | sheet.abstained]


def receipt(sheet: ScoreSheet) -> dict[str, Any]:
    """What a signature covers; its canonical SHA-256 is the receipt digest."""
    return {
        "format": "paritrana-sheet/1",
        "sheet": sheet.public_id,
        "nomination": sheet.nomination.public_id,
        "assessor": sheet.seat.label,
        "stage": sheet.stage,
        "version": sheet.version,
        "scores": sheet.scores,
        "abstained": sheet.abstained,
        "notes": sheet.notes,
        "signed_at": sheet.signed_at.isoformat() if sheet.signed_at else None,
    }


def _open_now(sheet: ScoreSheet) -> datetime:
    """The moment, if the panel judges the stage and the calendar has it open; Refused otherwise."""
    stage_is_judged(sheet.seat.panel, sheet.stage).require()
    _not_revealed(sheet)
    now: datetime = sheet.locked_at  # type: ignore[attr-defined] # the moment after the wait for the lock
    is_open(sheet.seat.panel.round, sheet.stage, now).require()
    return now


def _not_revealed(sheet: ScoreSheet) -> None:
    if sheet.stage == SheetStage.INTERVIEW and (
        Interview.objects.filter(nomination=sheet.nomination_id).exclude(revealed_at=None).exists()
    ):
        raise Refused(
            _(
                "The sheets of this nominee have been revealed, so nothing more is saved into them. What you typed is still on this page; a score is changed in the discussion, with a reason."
            )
        )


def locked(sheet: ScoreSheet) -> ScoreSheet:
    """The sheet under its lock, with seat, panel and round as they are after the wait for it, and `locked_at`, that moment."""
    # Two statements: rows joined to a locked one are as old as the wait for it, and the panel may have closed meanwhile.
    sheet = ScoreSheet.objects.select_for_update().get(pk=sheet.pk)
    found = seats_of_writing(sheet.nomination_id).prefetch_related(None)
    seat: Any = found.annotate(locked_at=clock.now_expression(), stages=stages_along("panel__round")).get(
        pk=sheet.seat_id
    )
    bring_stages(seat.panel.round, seat.stages)
    for name in ("is_cleared", "rulebook_pk", "locked_at"):
        setattr(sheet, name, getattr(seat, name))
    sheet.seat = seat
    return sheet


def _region(sheet: ScoreSheet) -> str:
    return sheet.seat.panel.round.region_code
