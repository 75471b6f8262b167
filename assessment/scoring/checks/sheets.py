"""The panel of a pack: assessors, recusals and score sheets."""

from collections.abc import Collection
from typing import Any

from assessment.scoring.checks.rubric import Declaration, Rubric
from assessment.scoring.checks.rules import Declared, check_moment
from assessment.scoring.checks.shape import Findings, Members
from assessment.scoring.faults import member

Ids = Collection[str] | None


def check_panel(findings: Findings, pack: Members, declared: Declared, nominations: Ids) -> None:
    """List the faults of `assessors`, `recusals` and `sheets`."""
    listed = findings.items(pack["assessors"], "$.assessors")
    assessors: dict[str, None] = {}
    for i, item in enumerate(listed or ()):
        name = findings.unique(item, f"$.assessors[{i}]", assessors, "assessor")
        if name is not None:
            assessors[name] = None
    known = assessors if listed is not None else None
    for i, item in enumerate(findings.items(pack["recusals"], "$.recusals") or ()):
        path = f"$.recusals[{i}]"
        recusal = findings.members(item, path, "assessor nomination ground")
        findings.known(recusal["assessor"], f"{path}.assessor", known, "assessor")
        findings.known(recusal["nomination"], f"{path}.nomination", nominations, "nomination")
        findings.text(recusal["ground"], f"{path}.ground")
    _check_sheets(findings, pack["sheets"], declared, known, nominations)


def _check_sheets(
    findings: Findings, value: Any, declared: Declared, assessors: Ids, nominations: Ids
) -> None:
    rubric = declared.rubric
    seen = set()
    for i, item in enumerate(findings.items(value, "$.sheets") or ()):
        path = f"$.sheets[{i}]"
        keys = "assessor nomination stage signed_at scores"
        sheet = findings.members(item, path, keys, optional="abstained")
        findings.known(sheet["assessor"], f"{path}.assessor", assessors, "assessor")
        findings.known(sheet["nomination"], f"{path}.nomination", nominations, "nomination")
        stage = findings.known(sheet["stage"], f"{path}.stage", rubric.stages if rubric else None, "stage")
        identity = (sheet["assessor"], sheet["nomination"], sheet["stage"])
        if all(isinstance(part, str) for part in identity):
            if identity in seen:
                findings.add(path, "This assessor has two sheets for this nomination and stage.")
            seen.add(identity)
        signed_at = sheet["signed_at"]
        if signed_at is not None:
            signed = check_moment(findings, signed_at, f"{path}.signed_at")
            if signed and declared.adopted_at and signed < declared.adopted_at:
                findings.add(f"{path}.signed_at", "This is earlier than the adoption of the rules.")
        _check_scores(findings, sheet, path, rubric, stage)


def _check_scores(
    findings: Findings, sheet: Members, path: str, rubric: Rubric | None, stage: str | None
) -> None:
    """List the faults of what a sheet contains and, if it is signed, what it leaves out."""
    scores = findings.mapping(sheet["scores"], f"{path}.scores")
    abstained = findings.mapping(sheet.get("abstained", {}), f"{path}.abstained")
    for code, score in (scores or {}).items():
        where = member(f"{path}.scores", code)
        criterion = _criterion(findings, where, code, rubric, stage)
        text = findings.text(score, where)
        message = criterion.refusal(text) if text is not None else None
        if message:
            findings.add(where, message)
    for code, ground in (abstained or {}).items():
        where = member(f"{path}.abstained", code)
        _criterion(findings, where, code, rubric, stage)
        findings.text(ground, where, filled=True)
        if scores is not None and code in scores:
            # Either may be the wrong one.
            findings.add(member(f"{path}.scores", code), "This criterion is abstained from as well.")
            findings.add(where, "This criterion is scored as well.")
    # What stands in place of an object that is none, nobody knows.
    if isinstance(sheet["signed_at"], str) and rubric and scores is not None and abstained is not None:
        for code in rubric.due(stage):
            if code not in scores and code not in abstained:
                findings.add(member(f"{path}.scores", code), "A signed sheet scores or abstains from this.")


def _criterion(
    findings: Findings, path: str, code: str, rubric: Rubric | None, stage: str | None
) -> Declaration:
    """Return the criterion `code`, which must be assessed in `stage`; a stage at fault (None) fits any."""
    if rubric is None:
        return Declaration()
    criterion = rubric.criteria.get(code)
    if criterion is None or criterion.kind == "metric":
        findings.add(path, "There is no such criterion to assess.")
        return Declaration()
    if stage is not None and criterion.stage is not None and criterion.stage != stage:
        findings.add(path, "This criterion is not assessed in this stage.")
    return criterion
