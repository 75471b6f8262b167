"""Practising on invented files: one's own scores, then the reference. Nothing that ranks, counts or exports reads them."""

import hashlib
import json
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from assessment.models import Panel, PracticeFile, PracticeSheet
from assessment.policies.sheet import may_enter_practice, may_practise
from assessment.spelling import read_score
from paritrana.audit.actions import record
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.programme.models import Category
from paritrana.programme.reading import rules_of
from paritrana.programme.words import Words

CODE_LENGTH = 20
"""Characters of the digest that make the code of an entered file."""


@transaction.atomic
def load(category: Category, entries: list[dict[str, Any]], *, by: Actor) -> int:
    """Lays practice files down for a category: {stage, code, title, claim, scores, reasons} as in the model.

    Returns how many are new; a code that is there already stays as it is, for people may have practised on it. Raises
    Refused where the reference leaves a criterion of the stage out or has a score off its scale.
    """
    rules = rules_of(category)
    known = set(category.practice_files.values_list("stage", "code"))
    new = [entry for entry in entries if (entry["stage"], entry["code"]) not in known]
    for place, entry in enumerate(new, start=len(known)):
        asked = rules.assessed_in(entry["stage"])
        if {criterion.code for criterion in asked} != set(entry["scores"]):
            raise Refused(
                _("The reference of “%(code)s” does not score every criterion of its stage.")
                % {"code": entry["code"]}
            )
        scores = {
            criterion.code: read_score(entry["scores"][criterion.code], criterion) for criterion in asked
        }
        made = PracticeFile.objects.create(category=category, position=place, **(entry | {"scores": scores}))
        record("practicefile.load", made, by=by, changes={"code": [None, made.code]})
    return len(new)


@transaction.atomic
def enter(
    panel: Panel,
    stage: str,
    *,
    title: str,
    claim: list[tuple[Words, str]],
    scores: dict[str, str],
    reasons: dict[str, str],
    by: Actor,
) -> bool:
    """Lays down one practice file for the panel's category; texts as typed, one for both languages.

    Its code is what it says and scores, so the same file can't be there twice: nobody takes a practice file away again.
    The same with other reasons corrects them, for whoever finished it too. Returns whether it is new. Raises Refused for
    the very same one, where the stage has nothing to score, a score is off its scale, or it is not theirs to enter.
    """
    may_enter_practice(by, panel).require()
    if not rules_of(panel.category).assessed_in(stage):
        raise Refused(_("Nothing is scored in this stage, so there is nothing to practise."))
    entry: dict[str, Any] = {
        "stage": stage,
        "title": _both(title),
        "claim": [[{"id": label.id, "en": label.en}, _both(text)] for label, text in claim],
        "scores": scores,
    }
    said = json.dumps(entry, sort_keys=True, ensure_ascii=False).encode()
    entry["code"] = hashlib.sha256(said).hexdigest()[:CODE_LENGTH]
    entry["reasons"] = {code: _both(text) for code, text in reasons.items()}
    try:
        with transaction.atomic():
            if load(panel.category, [entry], by=by):
                return True
    except IntegrityError:  # pressed twice at the same moment: the constraint let one of them in
        pass
    _correct(panel.category, entry, by=by)
    return False


def _correct(category: Category, entry: dict[str, Any], *, by: Actor) -> None:
    """The reasons of the file that is there already become those of the entry; what they were stays in the trail."""
    there = category.practice_files.select_for_update().get(stage=entry["stage"], code=entry["code"])
    reasons = entry["reasons"]
    changed = sorted(code for code in reasons if there.reasons.get(code) != reasons[code])
    if not changed:
        raise Refused(
            _("This practice file is there already, as the list shows. Change something for another one.")
        )
    changes = {code: [there.reasons.get(code, {}).get("id"), reasons[code]["id"]] for code in changed}
    there.reasons = there.reasons | reasons
    there.save(update_fields=["reasons"])
    record("practicefile.correct", there, by=by, changes=changes)


def _both(text: str) -> dict[str, str]:
    return {"id": text, "en": text}


@transaction.atomic
def save(
    file: PracticeFile, typed: dict[str, str], *, version: int, finish: bool = False, by: Actor
) -> PracticeSheet:
    """Keeps the person's scores {criterion: as typed} of the file; with `finish` for good, and the reference opens.

    Raises Refused off the scale, once finished, over a newer version (another window), or unfinished with gaps.
    """
    may_practise(by, file).require()
    now, asked = clock.now(), rules_of(file.category).assessed_in(file.stage)
    PracticeSheet.objects.get_or_create(file=file, user_id=by.user_id, defaults={"started_at": now})
    sheet = PracticeSheet.objects.select_for_update().get(file=file, user_id=by.user_id)
    if sheet.finished_at:
        raise Refused(_("You have finished this practice file. Its scores stay, beside the reference."))
    if version != sheet.version:
        raise Refused(_("You changed this practice file in another window. Reload the page, then go on."))
    scores = {c.code: read_score(typed[c.code], c) for c in asked if typed.get(c.code, "").strip()}
    missing = [str(criterion.name) for criterion in asked if criterion.code not in scores]
    if finish and missing:
        raise Refused(_("Score every criterion first. Missing: %(names)s.") % {"names": ", ".join(missing)})
    sheet.scores, sheet.version = scores, sheet.version + 1
    sheet.finished_at = now if finish else None
    sheet.save(update_fields=["scores", "version", "finished_at"])
    record("practicesheet.finish" if finish else "practicesheet.save", sheet, by=by)
    return sheet
