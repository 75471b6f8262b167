"""The scale of a criterion: a kind that fits, ends, steps and points."""

from fractions import Fraction
from typing import Any

from assessment.scoring.checks.shape import Findings, Members
from assessment.scoring.faults import member
from assessment.scoring.scales import AssessedScale, Levels, Range

KINDS = {"metric": ("linear", "bands", "curve"), "assessed": ("range", "levels")}
KEYS = {
    "linear": "from to",
    "bands": "steps",
    "curve": "steps",
    "range": "min max step",
    "levels": "points",
}


def check_scale(findings: Findings, value: Any, path: str, of: str | None) -> AssessedScale | None:
    """List the faults of the scale of a criterion of kind `of` (None: unknown).

    Returns the scale if scores can be held against it.
    """
    given = findings.mapping(value, path)
    if given is None:
        return None
    if "kind" not in given:
        findings.add(f"{path}.kind", "This key is missing.")
    kind = findings.choice(given["kind"], f"{path}.kind", KEYS)
    if kind is None:
        return None
    if of is not None and kind not in KINDS[of]:
        noun = "a metric" if of == "metric" else "an assessed"
        findings.add(path, f"This is no scale for {noun} criterion.")
        findings.add(f"{path}.kind", f"For {noun} criterion this is one of: {' '.join(KINDS[of])}.")
    scale = findings.members(value, path, f"kind {KEYS[kind]}")
    if kind == "range":
        return _check_range(findings, scale, path)
    if kind == "levels":
        return _check_levels(findings, scale["points"], f"{path}.points")
    if kind == "linear":
        _check_linear(findings, scale, path)
    else:
        _check_steps(findings, scale["steps"], f"{path}.steps")
    return None


def _check_linear(findings: Findings, scale: Members, path: str) -> None:
    start = findings.figure(scale["from"], f"{path}.from")
    end = findings.figure(scale["to"], f"{path}.to")
    if start is not None and start == end:
        message = "A linear scale leads from one value to another."
        _at_each(findings, (path, f"{path}.from", f"{path}.to"), message)


def _check_range(findings: Findings, scale: Members, path: str) -> Range | None:
    low = findings.figure(scale["min"], f"{path}.min")
    high = findings.figure(scale["max"], f"{path}.max")
    step = findings.figure(scale["step"], f"{path}.step")
    if step is not None and step <= 0:
        findings.add(f"{path}.step", "A step is above 0.")
    if low is None or high is None:
        return None
    if low >= high:
        _at_each(findings, (path, f"{path}.min", f"{path}.max"), "The least score is below the highest.")
        return None
    return Range(low, high, step) if step is not None and step > 0 else None


def _check_levels(findings: Findings, value: Any, path: str) -> Levels | None:
    levels = findings.mapping(value, path)
    if not levels:
        if levels is not None:
            findings.add(path, "There are no levels.")
        return None
    table = {level: findings.points(points, member(path, level)) for level, points in levels.items()}
    return Levels({level: points or Fraction(0) for level, points in table.items()})


def _check_steps(findings: Findings, value: Any, path: str) -> None:
    steps = findings.items(value, path)
    if steps is not None and not steps:
        findings.add(path, "There are no steps.")
    last = None
    for i, item in enumerate(steps or ()):
        pair = findings.items(item, f"{path}[{i}]")
        if pair is None:
            continue
        if len(pair) != 2:
            findings.add(f"{path}[{i}]", "A step is a threshold and its points.")
            continue
        threshold = findings.figure(pair[0], f"{path}[{i}][0]")
        findings.points(pair[1], f"{path}[{i}][1]")
        if threshold is not None:
            if last is not None and threshold <= last:
                _at_each(findings, (path, f"{path}[{i}][0]"), "Thresholds ascend strictly.")
            last = threshold


def _at_each(findings: Findings, paths: tuple[str, ...], message: str) -> None:
    """List what is wrong between values at each of them and at what holds them: any may be the wrong one."""
    for path in paths:
        findings.add(path, message)
