"""From figures to points: criteria, aspects, total and remarks of each nomination, exact throughout."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from assessment.scoring.measures import MISSING
from assessment.scoring.pack import MetricCriterion, Nomination, Pack
from assessment.scoring.scales import AssessedScale, MetricScale

FEWEST_TO_TRIM = 5

# nomination → criterion → points of the counting scores
Counting = dict[str, dict[str, list[Fraction]]]


@dataclass(frozen=True)
class Reckoning:
    """What the figures and scores of one nomination come to; None for what cannot be computed."""

    nomination: Nomination
    criteria: dict[str, Fraction | None]
    aspects: dict[str, Fraction | None]
    total: Fraction | None
    counted: dict[str, int]
    remarks: list[str]

    def metric(self, code: str) -> Fraction | None:
        """Return the value of a metric, None if it is missing."""
        return self.nomination.metrics.get(code, MISSING).value


def metric_points(scale: MetricScale, value: Fraction | None) -> Fraction:
    """Return the points (0–100) of a metric's value on a criterion's scale; a missing value gives 0."""
    return Fraction(0) if value is None else scale.points(value)


def score_points(scale: AssessedScale, score: str) -> Fraction:
    """Return the points (0–100) of a score as written. Raises ValueError if it is off the scale or step."""
    message = scale.refusal(score)
    if message:
        raise ValueError(message)
    return scale.points(score)


def aggregate(how: str, points: Iterable[Fraction]) -> Fraction:
    """Return the `mean`, the `median` (mean of the middle two) or the `trimmed` mean of one or more points.

    `trimmed` drops one lowest and one highest and so needs three or more.
    """
    ordered, units = _in_units(points)
    if how == "median":
        middle = len(ordered) // 2
        ordered = ordered[middle : middle + 1] if len(ordered) % 2 else ordered[middle - 1 : middle + 1]
    elif how == "trimmed":
        ordered = ordered[1:-1]
    return Fraction(sum(ordered), units * len(ordered))


def _in_units(points: Iterable[Fraction]) -> tuple[list[int], int]:
    """Return the points in ascending order as multiples of 1/units, and the units.

    As exact as fractions, and much faster to compare and add.
    """
    listed = list(points)
    units = lcm(*(exact.denominator for exact in listed))
    return sorted(exact.numerator * (units // exact.denominator) for exact in listed), units


def reckon(pack: Pack) -> list[Reckoning]:
    """Return the reckoning of every nomination, in the order of the pack."""
    counting = _counting_scores(pack)
    trimmed = {criterion.code for criterion in pack.rules.assessed if _trims(pack, criterion.code, counting)}
    recused = defaultdict(list)
    for sheet in pack.sheets:
        if sheet.signed and (sheet.assessor, sheet.nomination) in pack.recused:
            recused[sheet.nomination].append(f"recused_sheet:{sheet.assessor}")
    return [
        _reckon_one(pack, nomination, counting[nomination.id], trimmed, recused[nomination.id])
        for nomination in pack.nominations
    ]


def _counting_scores(pack: Pack) -> Counting:
    """Counting scores stand on a signed sheet of an assessor who is not recused, and are no abstentions."""
    scales = {criterion.code: criterion.scale for criterion in pack.rules.assessed}
    known: dict[tuple[str, str], Fraction] = {}  # each spelling of a score is converted once
    counting: Counting = defaultdict(dict)
    for sheet in pack.sheets:
        if not sheet.signed or (sheet.assessor, sheet.nomination) in pack.recused:
            continue
        for code, score in sheet.scores.items():
            if (code, score) not in known:
                known[code, score] = scales[code].points(score)
            counting[sheet.nomination].setdefault(code, []).append(known[code, score])
    return counting


def _trims(pack: Pack, code: str, counting: Counting) -> bool:
    """Say whether a criterion is trimmed: all verified nominations with enough scores have at least five."""
    if pack.rules.aggregate != "trimmed":
        return False
    counts = [len(counting[item.id].get(code, ())) for item in pack.nominations if item.status == "verified"]
    enough = [count for count in counts if count >= pack.rules.min_scores]
    return bool(enough) and min(enough) >= FEWEST_TO_TRIM


def _reckon_one(
    pack: Pack,
    nomination: Nomination,
    scores: dict[str, list[Fraction]],
    trimmed: set[str],
    recused: list[str],
) -> Reckoning:
    remarks = set(recused)
    remarks.update(f"above_100:{code}" for code, measure in nomination.metrics.items() if measure.above_100)
    criteria: dict[str, Fraction | None] = {}
    aspects: dict[str, Fraction | None] = {}
    for aspect in pack.rules.aspects:
        for criterion in aspect.criteria:
            if isinstance(criterion, MetricCriterion):
                value = nomination.metrics.get(criterion.metric, MISSING).value
                criteria[criterion.code] = metric_points(criterion.scale, value)
                if value is None:
                    remarks.add(f"not_proven:{criterion.code}")
            else:
                points = scores.get(criterion.code, [])
                criteria[criterion.code] = _assessed_points(pack, points, criterion.code in trimmed)
                if _spreads(points, pack.rules.spread_limit):
                    remarks.add(f"spread:{criterion.code}")
        aspects[aspect.code] = _weighted((item.weight, criteria[item.code]) for item in aspect.criteria)
    total = _weighted((aspect.weight, aspects[aspect.code]) for aspect in pack.rules.aspects)
    counted = {criterion.code: len(scores.get(criterion.code, ())) for criterion in pack.rules.assessed}
    return Reckoning(nomination, criteria, aspects, total, counted, sorted(remarks))


def _assessed_points(pack: Pack, points: list[Fraction], trimmed: bool) -> Fraction | None:
    """Return the aggregate of the counting scores, None if they are too few."""
    if len(points) < pack.rules.min_scores:
        return None
    if pack.rules.aggregate == "trimmed":
        return aggregate("trimmed" if trimmed and len(points) >= FEWEST_TO_TRIM else "mean", points)
    return aggregate(pack.rules.aggregate, points)


def _spreads(points: list[Fraction], limit: Fraction | None) -> bool:
    """Say whether two or more counting scores lie further apart than the rules accept without a remark."""
    if limit is None or len(points) < 2:
        return False
    ordered, units = _in_units(points)
    return ordered[-1] - ordered[0] > limit * units


def _weighted(parts: Iterable[tuple[Fraction, Fraction | None]]) -> Fraction | None:
    """Return Σ weight/100 · points, None if any points are."""
    total = Fraction(0)
    for weight, points in parts:
        if points is None:
            return None
        total += weight * points
    return total / 100
