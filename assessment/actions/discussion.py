"""The discussion round after a reveal: a score is changed with a reason, and the first one stays on record."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from assessment.actions.sheet import locked, receipt
from assessment.models import (
    Conflict,
    Interview,
    InterviewState,
    ScoreChange,
    ScoreSheet,
    Session,
    SheetState,
    SheetVersion,
)
from assessment.policies.sheet import may_score, stage_is_judged
from assessment.queries.doors import rules_for
from assessment.spelling import read_score, read_text
from paritrana.audit.actions import record, seal
from paritrana.lib import clock, digest
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused


@transaction.atomic
def change(sheet: ScoreSheet, *, criterion: str, score: str, reason: str, by: Actor) -> ScoreChange:
    """Another score for one criterion of one's own revealed sheet.

    By the rulebook's `interview.discussion` the sheet is signed anew with it (what was signed before is kept as a
    version), or it is minuted only and the sheet stands. Raises Refused outside the discussion and without a reason.
    """
    sheet = locked(sheet)
    may_score(by, sheet).require()
    panel = sheet.seat.panel
    stage_is_judged(panel, sheet.stage).require()
    interview = (
        Interview.objects.select_for_update()
        .filter(nomination=sheet.nomination, session__panel=panel, state=InterviewState.REVEALED)
        .first()
    )
    if interview is None:
        raise Refused(_("Scores are changed only between the reveal and the end of the turn."))
    if (
        sheet.state != SheetState.SIGNED
        or Conflict.objects.filter(seat=sheet.seat, nomination=sheet.nomination).exists()
    ):
        raise Refused(_("Only a sheet that was signed and revealed can be changed in the discussion."))
    rules = rules_for(sheet, panel)
    asked = {one.code: one for one in rules.assessed_in(sheet.stage)}
    if criterion not in asked or criterion not in sheet.scores:
        raise Refused(_("Choose a criterion that you have scored."))
    value, words = read_score(score, asked[criterion]), read_text(reason)
    if not words:
        raise Refused(_("Give the reason for the change. It stands in the minutes."))
    if value == sheet.scores[criterion]:
        raise Refused(_("This is the score that you have given already."))
    counts, now = rules.interview.discussion == "counts", clock.now()
    made = ScoreChange.objects.create(
        interview=interview,
        sheet=sheet,
        criterion=criterion,
        before=sheet.scores[criterion],
        after=value,
        reason=words,
        counts=counts,
        changed_at=now,
        changed_by_id=by.user_id,
    )
    if counts:
        _sign_anew(sheet, criterion, value, words, now, by)
    Session.objects.filter(pk=interview.session_id).update(version=F("version") + 1)
    record(
        "scoresheet.change",
        sheet,
        by=by,
        region=panel.round.region_code,
        reason=words,
        changes={"criterion": [None, criterion], "counts": [None, counts], "digest": [None, sheet.digest]},
    )
    transaction.on_commit(seal, robust=True)
    return made


def _sign_anew(sheet: ScoreSheet, criterion: str, value: str, reason: str, now, by: Actor) -> None:  # type: ignore[no-untyped-def]
    SheetVersion.objects.create(
        sheet=sheet,
        version=sheet.version,
        scores=sheet.scores,
        abstained=sheet.abstained,
        notes=sheet.notes,
        signed_at=sheet.signed_at,
        signed_by_id=sheet.signed_by_id,
        digest=sheet.digest,
        reopened_at=now,
        reopened_by_id=by.user_id,
        reason=reason,
    )
    # The database alters scores of no signed sheet: it is a draft for a moment, within this transaction.
    sheet.state, sheet.signed_at, sheet.signed_by, sheet.digest = SheetState.DRAFT, None, None, ""
    sheet.version += 1
    sheet.draft_since = sheet.version
    sheet.save(update_fields=["state", "signed_at", "signed_by", "digest", "version", "draft_since"])
    sheet.scores = sheet.scores | {criterion: value}
    sheet.touched = sheet.touched | {f"score-{criterion}": sheet.version}
    sheet.state, sheet.signed_at, sheet.signed_by_id = SheetState.SIGNED, now, by.user_id
    sheet.digest = digest.sha256_of(receipt(sheet))
    sheet.save(update_fields=["scores", "touched", "state", "signed_at", "signed_by", "digest"])
