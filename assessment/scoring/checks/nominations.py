"""The nominations of a pack: status, place and verified metrics."""

from typing import Any

from assessment.scoring.checks.rules import Declared
from assessment.scoring.checks.shape import Findings
from assessment.scoring.faults import member

STATUSES = ("verified", "withdrawn", "ineligible", "absent")
KEYS = {"share": ("covered", "total"), "value": ("value",)}


def check_nominations(findings: Findings, value: Any, declared: Declared) -> dict[str, None] | None:
    """List the faults of `nominations`; return their ids (None if it is no list)."""
    listed = findings.items(value, "$.nominations")
    if listed is None:
        return None
    known: dict[str, None] = {}
    for i, item in enumerate(listed):
        path = f"$.nominations[{i}]"
        nomination = findings.members(item, path, "id name status metrics", optional="province zone cooldown")
        name = findings.unique(nomination["id"], f"{path}.id", known, "nomination id")
        if name is not None:
            known[name] = None
        findings.text(nomination["name"], f"{path}.name")
        status = findings.choice(nomination["status"], f"{path}.status", STATUSES)
        findings.flag(nomination["cooldown"], f"{path}.cooldown")
        for key in ("province", "zone"):
            if nomination.get(key) is not None:
                findings.text(nomination[key], f"{path}.{key}")
            elif key == declared.quota_by and isinstance(item, dict):
                findings.add(f"{path}.{key}", "The quota needs this of every nomination.")
        _check_metrics(findings, nomination["metrics"], f"{path}.metrics", declared, status == "verified")
    return known


def _check_metrics(findings: Findings, value: Any, path: str, declared: Declared, verified: bool) -> None:
    given = findings.mapping(value, path)
    if given is None:
        return
    for code in (declared.metrics or ()) if verified else ():
        if code not in given:
            findings.add(member(path, code), "A verified nomination needs this metric, if only as null.")
    for code, measured in given.items():
        where = member(path, code)
        if declared.metrics is not None and code not in declared.metrics:
            findings.add(where, "There is no such metric.")
        elif measured is not None:
            _check_metric(findings, measured, where, (declared.metrics or {}).get(code))


def _check_metric(findings: Findings, value: Any, path: str, kind: str | None) -> None:
    """List the faults of one metric's figures; a metric whose kind is at fault (None) fits either form."""
    given = findings.mapping(value, path)
    if given is None:
        return
    if kind is not None:
        other = "value" if kind == "share" else "share"
        reverse = given.keys() >= set(KEYS[other]) and not given.keys() & set(KEYS[kind])
        if reverse:
            findings.add(path, f"This metric is a {kind}, not a {other}.")
        findings.members(value, path, " ".join(KEYS[other if reverse else kind]))
    for key in KEYS["share"]:
        if key in given:
            findings.count(given[key], f"{path}.{key}")
    if "value" in given:
        findings.figure(given["value"], f"{path}.value")
