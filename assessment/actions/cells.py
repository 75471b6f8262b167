"""The fields of a score sheet as a page sends them: read, written, and kept from overwriting what another window saved."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from assessment.models import ScoreSheet
from assessment.models.sheet import PRIVATE
from assessment.spelling import read_score, read_text
from paritrana.lib.verdict import Refused
from paritrana.programme.rulebook import Criterion

PARTS = ("score", "ground", "note")
"""A field is `<part>-<criterion>`: score, ground (of an abstention), note; and PRIVATE, which is one text a sheet."""


class Stale(Refused):
    """Somebody else (or oneself in another tab) changed the same fields since this page was opened.

    `stored` {field: value now in the sheet}, `sheet` as it is now. What was typed is still the caller's.
    """

    def __init__(self, sentence: Any, stored: dict[str, str], sheet: ScoreSheet):
        super().__init__(sentence)
        self.stored, self.sheet, self.version = stored, sheet, sheet.version


def changed_since(sheet: ScoreSheet, version: int, *, but: str) -> dict[str, str]:
    """{field: value} of what changed after that version, except in the field `but` and its cell.

    A window that is told the newest version is told these too: otherwise it would vouch for what it has not seen.
    """
    cells = [cell for cell, at in sheet.touched.items() if at > version and cell != cell_of(but)]
    fields = [
        field
        for cell in cells
        for field in ((cell, cell.replace("score-", "ground-", 1)) if cell.startswith("score-") else (cell,))
    ]
    return {field: sheet.value_of(field) for field in fields}


def read_field(field: str, typed: str, criteria: dict[str, Criterion]) -> str:
    if field == PRIVATE:
        return read_text(typed)
    part, _dash, code = field.partition("-")
    if part not in PARTS or code not in criteria:
        raise Refused(_("The form does not fit this sheet. Reload the page."))
    if part == "score" and typed.strip():
        return read_score(typed, criteria[code])
    return read_text(typed)


def write_fields(sheet: ScoreSheet, changed: dict[str, str]) -> None:
    parts = {"score": sheet.scores, "ground": sheet.abstained, "note": sheet.notes}
    for field, value in changed.items():
        if field == PRIVATE:
            sheet.private_note = value
            continue
        part, code = field.split("-", 1)
        if part == "score" and value and changed.get(f"ground-{code}"):
            raise Refused(_("Either score a criterion or abstain from it, not both."))
        parts[part].pop(code, None)
        if value:
            parts[part][code] = value
            if other := {"score": "ground", "ground": "score"}.get(part):
                parts[other].pop(code, None)


def cell_of(field: str) -> str:
    """Score and abstention of a criterion are one cell: whoever changes either must have seen both."""
    return field.replace("ground-", "score-", 1) if field.startswith("ground-") else field


def check_version(sheet: ScoreSheet, changed: dict[str, str], version: int) -> None:
    stored = {field: sheet.value_of(field) for field in changed}
    if version < sheet.draft_since:
        raise Stale(
            _(
                "This page is from before the sheet was signed and reopened. What you typed is kept here; compare it with what is stored."
            ),
            stored,
            sheet,
        )
    clash = {field: stored[field] for field in changed if sheet.touched.get(cell_of(field), 0) > version}
    if clash or version > sheet.version:
        raise Stale(
            _("This was changed in another window meanwhile. Both values are shown; choose one."),
            clash,
            sheet,
        )
