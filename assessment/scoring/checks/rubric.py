"""The rubric of a pack: aspects and criteria with their weights."""

from collections.abc import Collection
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from assessment.scoring.checks.scales import check_scale
from assessment.scoring.checks.shape import Findings
from assessment.scoring.scales import AssessedScale

CRITERION_KINDS = {"metric": "metric", "assessed": "stage"}  # kind → the key that goes with it


@dataclass
class Declaration:
    """A criterion as declared; None for what is at fault there."""

    kind: str | None = None
    stage: str | None = None
    scale: AssessedScale | None = None
    refusals: dict[str, str | None] = field(default_factory=dict)  # score → why not, asked once

    def refusal(self, score: str) -> str | None:
        """Return why `score` cannot be given, None if it can or the scale itself is at fault."""
        if self.scale is None:
            return None
        if score not in self.refusals:
            self.refusals[score] = self.scale.refusal(score)
        return self.refusals[score]


@dataclass
class Rubric:
    """The codes, criteria and stages that the aspects declare."""

    aspects: dict[str, None] = field(default_factory=dict)
    criteria: dict[str, Declaration] = field(default_factory=dict)
    stages: set[str] = field(default_factory=set)

    def due(self, stage: str | None) -> list[str]:
        """Return the codes of the criteria that are assessed in `stage`, none if that is at fault (None)."""
        return [
            code
            for code, item in self.criteria.items()
            if item.kind == "assessed" and stage is not None and item.stage == stage
        ]


def check_aspects(
    findings: Findings, value: Any, path: str, metrics: Collection[str] | None
) -> Rubric | None:
    """List the faults of `aspects` and return what they declare (None if they are no list)."""
    listed = findings.items(value, path)
    if listed is None:
        return None
    rubric = Rubric()
    weights = []
    for i, item in enumerate(listed):
        where = f"{path}[{i}]"
        aspect = findings.members(item, where, "code weight criteria")
        code = findings.unique(aspect["code"], f"{where}.code", rubric.aspects, "aspect code")
        if code is not None:
            rubric.aspects[code] = None
        weights.append(_check_weight(findings, aspect["weight"], f"{where}.weight"))
        criteria = findings.items(aspect["criteria"], f"{where}.criteria")
        if criteria is not None:
            inner = [
                _check_criterion(findings, criterion, f"{where}.criteria[{j}]", metrics, rubric)
                for j, criterion in enumerate(criteria)
            ]
            _check_weights(findings, inner, f"{where}.criteria")
    _check_weights(findings, weights, path)
    return rubric


def _check_weight(findings: Findings, value: Any, path: str) -> Fraction | None:
    weight = findings.figure(value, path)
    if weight is not None and weight <= 0:
        findings.add(path, "A weight is above 0.")
    return weight


def _check_weights(findings: Findings, weights: list[Fraction | None], path: str) -> None:
    """Wrong weights are at fault with their list. They make exactly 100; with one unread nobody can say."""
    read = [weight for weight in weights if weight is not None]
    if any(weight <= 0 for weight in read):
        findings.add(path, "Each weight is above 0.")
    if len(read) == len(weights) and sum(read) != 100:
        findings.add(path, "The weights do not make exactly 100.")


def _check_criterion(
    findings: Findings, item: Any, path: str, metrics: Collection[str] | None, rubric: Rubric
) -> Fraction | None:
    """List the faults of one criterion, declare it in `rubric` and return its weight."""
    kind = item.get("kind") if isinstance(item, dict) else None
    kind = kind if isinstance(kind, str) and kind in CRITERION_KINDS else None
    if kind is not None:
        criterion = findings.members(item, path, f"code weight kind scale {CRITERION_KINDS[kind]}")
    else:
        criterion = findings.members(item, path, "code weight kind scale", optional="metric stage")
    code = findings.unique(criterion["code"], f"{path}.code", rubric.criteria, "criterion code")
    weight = _check_weight(findings, criterion["weight"], f"{path}.weight")
    findings.choice(criterion["kind"], f"{path}.kind", CRITERION_KINDS)
    if kind != "assessed":
        findings.known(criterion["metric"], f"{path}.metric", metrics, "metric")
    stage = findings.text(criterion["stage"], f"{path}.stage") if kind != "metric" else None
    if stage is not None:
        rubric.stages.add(stage)
    scale = check_scale(findings, criterion["scale"], f"{path}.scale", kind)
    if code is not None:
        # Of two with one code the second is at fault, so scores are held against the first.
        rubric.criteria.setdefault(code, Declaration(kind, stage, scale))
    return weight
