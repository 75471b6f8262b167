"""A pack as typed, exact values: read once, never changed."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessment.scoring.checks import faults_of
from assessment.scoring.faults import Fault, PackFaults
from assessment.scoring.fingerprint import digest
from assessment.scoring.measures import Measure, measure
from assessment.scoring.scales import AssessedScale, MetricScale, read_scale
from assessment.scoring.strict import clean, parse


@dataclass(frozen=True)
class MetricCriterion:
    """A criterion that takes its points from a metric."""

    code: str
    weight: Fraction
    metric: str
    scale: MetricScale


@dataclass(frozen=True)
class AssessedCriterion:
    """A criterion that assessors score in one stage."""

    code: str
    weight: Fraction
    stage: str
    scale: AssessedScale


@dataclass(frozen=True)
class Aspect:
    """A group of criteria with its own weight (per cent)."""

    code: str
    weight: Fraction
    criteria: tuple[MetricCriterion | AssessedCriterion, ...]


@dataclass(frozen=True)
class Gate:
    """A condition on a metric, without which a nomination is not ranked."""

    code: str
    metric: str
    op: str
    value: Fraction


@dataclass(frozen=True)
class TieStep:
    """One step of the tie chain; `written` is how the rules spell it."""

    written: str
    kind: str
    code: str
    lower_first: bool


@dataclass(frozen=True)
class Quota:
    """At most `most` winners of one province or zone."""

    by: str
    most: int


@dataclass(frozen=True)
class Rules:
    """The rulebook of one ranking."""

    precision: int
    aggregate: str
    min_scores: int
    spread_limit: Fraction | None
    metrics: tuple[str, ...]
    aspects: tuple[Aspect, ...]
    gates: tuple[Gate, ...]
    tie_break: tuple[TieStep, ...]
    winners: int
    reserves: int
    quota: Quota | None

    @property
    def assessed(self) -> list[AssessedCriterion]:
        """Return the criteria that assessors score."""
        listed = [criterion for aspect in self.aspects for criterion in aspect.criteria]
        return [criterion for criterion in listed if isinstance(criterion, AssessedCriterion)]


@dataclass(frozen=True)
class Nomination:
    """One nomination with its verified metrics; `group` is what the quota counts by, None without a quota."""

    id: str
    status: str
    group: str | None
    cooldown: bool
    metrics: dict[str, Measure]


@dataclass(frozen=True)
class Sheet:
    """What one assessor gave one nomination in one stage; abstentions are simply not among the scores."""

    assessor: str
    nomination: str
    signed: bool
    scores: dict[str, str]


@dataclass(frozen=True)
class Pack:
    """All that one ranking of one pool depends on."""

    digest: str
    rules: Rules
    nominations: tuple[Nomination, ...]
    recused: frozenset[tuple[str, str]]  # (assessor, nomination)
    sheets: tuple[Sheet, ...]


def read(source: str | bytes) -> Pack:
    """Return the pack that a JSON text holds. Raises PackFaults, which lists every fault."""
    return take_in(parse(source))


def take_in(data: dict[str, Any]) -> Pack:
    """Return the pack given as plain JSON data. Raises PackFaults like `read`."""
    tree, faults = clean(data)
    faults += faults_of(tree)
    if faults:
        raise PackFaults(faults)
    return _build(tree)


def check(data: dict[str, Any]) -> list[Fault]:
    """Return the faults of a pack given as plain JSON data, empty if it can be ranked."""
    tree, faults = clean(data)
    return faults + faults_of(tree)


def _build(tree: dict[str, Any]) -> Pack:
    """Return the pack of faultless data."""
    rules = _rules(tree["rules"])
    return Pack(
        digest=digest(tree, composed=True),  # `clean` has seen to that
        rules=rules,
        nominations=tuple(_nomination(item, rules.quota) for item in tree["nominations"]),
        recused=frozenset((item["assessor"], item["nomination"]) for item in tree.get("recusals", ())),
        sheets=tuple(
            Sheet(item["assessor"], item["nomination"], item["signed_at"] is not None, item["scores"])
            for item in tree["sheets"]
        ),
    )


def _rules(data: dict[str, Any]) -> Rules:
    selection = data["selection"]
    quota = selection.get("quota")
    limit = data.get("spread_limit")
    return Rules(
        precision=data.get("precision", 4),
        aggregate=data["aggregate"],
        min_scores=data["min_scores"],
        spread_limit=None if limit is None else Fraction(limit),
        metrics=tuple(metric["code"] for metric in data["metrics"]),
        aspects=tuple(
            Aspect(item["code"], Fraction(item["weight"]), tuple(map(_criterion, item["criteria"])))
            for item in data["aspects"]
        ),
        gates=tuple(map(_gate, data.get("gates", ()))),
        tie_break=tuple(map(_tie_step, data.get("tie_break", ()))),
        winners=selection["winners"],
        reserves=selection.get("reserves", 0),
        quota=None if quota is None else Quota(quota["by"], quota["max"]),
    )


def _criterion(data: dict[str, Any]) -> MetricCriterion | AssessedCriterion:
    scale: Any = read_scale(data["scale"])
    if data["kind"] == "metric":
        return MetricCriterion(data["code"], Fraction(data["weight"]), data["metric"], scale)
    return AssessedCriterion(data["code"], Fraction(data["weight"]), data["stage"], scale)


def _gate(data: dict[str, Any]) -> Gate:
    return Gate(data["code"], data["metric"], data["op"], Fraction(data["value"]))


def _tie_step(step: str) -> TieStep:
    plain = step.removeprefix("-")
    kind, _, code = plain.partition(":")
    return TieStep(step, kind, code, lower_first=plain != step)


def _nomination(data: dict[str, Any], quota: Quota | None) -> Nomination:
    return Nomination(
        id=data["id"],
        status=data["status"],
        group=None if quota is None else data[quota.by],
        cooldown=data.get("cooldown", False),
        metrics={code: measure(given) for code, given in data["metrics"].items()},
    )
