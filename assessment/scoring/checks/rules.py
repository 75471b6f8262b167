"""The rules of a pack: metrics, gates, tie chain, selection and what they declare for the rest of it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from assessment.scoring.checks.rubric import Rubric, check_aspects
from assessment.scoring.checks.shape import Findings
from assessment.scoring.moments import Moment, moment

AGGREGATES = ("mean", "median", "trimmed")
OPERATORS = ("<", "<=", ">", ">=", "==", "!=")
METRIC_KINDS = ("share", "value")
QUOTA_GROUPS = ("province", "zone")


@dataclass
class Declared:
    """What the rules declare, as far as it can be read; None where the list itself cannot be."""

    metrics: dict[str, str | None] | None  # code → kind, None if that is at fault
    rubric: Rubric | None
    adopted_at: Moment | None
    quota_by: str | None


def check_rules(findings: Findings, value: Any) -> Declared:
    """List the faults of `rules` and return what they declare."""
    path = "$.rules"
    rules = findings.members(
        value,
        path,
        "version adopted_at aggregate min_scores metrics aspects selection",
        optional="precision spread_limit gates tie_break",
    )
    findings.integer(rules["version"], f"{path}.version")
    findings.count(rules["precision"], f"{path}.precision", 2, 8)
    findings.choice(rules["aggregate"], f"{path}.aggregate", AGGREGATES)
    findings.count(rules["min_scores"], f"{path}.min_scores", 1)
    findings.figure(rules["spread_limit"], f"{path}.spread_limit")
    adopted_at = check_moment(findings, rules["adopted_at"], f"{path}.adopted_at")
    metrics = _check_metrics(findings, rules["metrics"], f"{path}.metrics")
    rubric = check_aspects(findings, rules["aspects"], f"{path}.aspects", metrics)
    _check_gates(findings, rules["gates"], f"{path}.gates", metrics)
    kinds = {
        "aspect": rubric and rubric.aspects,
        "criterion": rubric and rubric.criteria,
        "metric": metrics,
    }
    _check_ties(findings, rules["tie_break"], f"{path}.tie_break", kinds)
    quota_by = _check_selection(findings, rules["selection"], f"{path}.selection")
    return Declared(metrics, rubric, adopted_at, quota_by)


def check_moment(findings: Findings, value: Any, path: str) -> Moment | None:
    """Return a moment in UTC, listing a fault if it is none."""
    text = findings.text(value, path)
    found = moment(text) if text is not None else None
    if text is not None and found is None:
        findings.add(path, "A moment is written in UTC like 2021-01-12T03:20:11Z (RFC 3339).")
    return found


def _check_metrics(findings: Findings, value: Any, path: str) -> dict[str, str | None] | None:
    listed = findings.items(value, path)
    metrics: dict[str, str | None] = {}
    for i, item in enumerate(listed or ()):
        metric = findings.members(item, f"{path}[{i}]", "code kind")
        code = findings.unique(metric["code"], f"{path}[{i}].code", metrics, "metric code")
        kind = findings.choice(metric["kind"], f"{path}[{i}].kind", METRIC_KINDS)
        if code is not None:
            metrics.setdefault(code, kind)
    return metrics if listed is not None else None


def _check_gates(findings: Findings, value: Any, path: str, metrics: Collection[str] | None) -> None:
    codes: dict[str, None] = {}
    for i, item in enumerate(findings.items(value, path) or ()):
        gate = findings.members(item, f"{path}[{i}]", "code metric op value")
        code = findings.unique(gate["code"], f"{path}[{i}].code", codes, "gate code")
        if code is not None:
            codes[code] = None
        findings.known(gate["metric"], f"{path}[{i}].metric", metrics, "metric")
        findings.choice(gate["op"], f"{path}[{i}].op", OPERATORS)
        findings.figure(gate["value"], f"{path}[{i}].value")


def _check_ties(findings: Findings, value: Any, path: str, kinds: dict[str, Any]) -> None:
    seen = set()
    for i, item in enumerate(findings.items(value, path) or ()):
        step = findings.text(item, f"{path}[{i}]")
        if step is None:
            continue
        plain = step.removeprefix("-")
        kind, colon, code = plain.partition(":")
        if not colon or kind not in kinds:
            findings.add(
                f"{path}[{i}]", "A tie step is aspect:, criterion: or metric: and a code, or - and that."
            )
            continue
        findings.known(code, f"{path}[{i}]", kinds[kind], kind)
        if plain in seen:
            findings.add(f"{path}[{i}]", "This tie step stands twice, with or without -.")
        seen.add(plain)


def _check_selection(findings: Findings, value: Any, path: str) -> str | None:
    selection = findings.members(value, path, "winners", optional="reserves quota")
    findings.count(selection["winners"], f"{path}.winners")
    findings.count(selection["reserves"], f"{path}.reserves")
    if "quota" not in selection:
        return None
    quota = findings.members(selection["quota"], f"{path}.quota", "by max")
    findings.count(quota["max"], f"{path}.quota.max", 1)
    return findings.choice(quota["by"], f"{path}.quota.by", QUOTA_GROUPS)
