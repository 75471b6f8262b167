"""From figures to points: criteria, aspects, total and remarks of each nomination, exact throughout."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from assessment.scoring.measures import MISSING
from assessment.scoring.pack import MetricCriterion, Nomination, Pack, Rules
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


@dataclass(frozen=True, slots=True)
class Tally:
    """What the scores of one nomination come to before the pool has told which criteria are trimmed.

    `trimmed` holds the trimmed mean of the criteria that may be trimmed, `criteria` the points without trimming.
    """

    nomination: Nomination
    criteria: dict[str, Fraction | None]
    trimmed: dict[str, Fraction]
    counted: dict[str, int]
    remarks: list[str]


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
    return settle(pack.rules, tally(pack))


def tally(pack: Pack) -> list[Tally]:
    """Return what the scores of each nomination come to, in the order of the pack.

    A tally depends on its own nomination alone and holds no score, so that a large pool can be read part by part.
    """
    counting = _counting_scores(pack)
    recused = defaultdict(list)
    for sheet in pack.sheets:
        if sheet.signed and (sheet.assessor, sheet.nomination) in pack.recused:
            recused[sheet.nomination].append(f"recused_sheet:{sheet.assessor}")
    return [
        _tally_one(pack.rules, nomination, counting[nomination.id], recused[nomination.id])
        for nomination in pack.nominations
    ]


def settle(rules: Rules, tallies: list[Tally]) -> list[Reckoning]:
    """Return the reckonings of a whole pool from its tallies, in the same order."""
    trimmed = {criterion.code for criterion in rules.assessed if _trims(rules, criterion.code, tallies)}
    return [_settle_one(rules, item, trimmed) for item in tallies]


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


def _trims(rules: Rules, code: str, tallies: list[Tally]) -> bool:
    """Say whether a criterion is trimmed: all verified nominations with enough scores have at least five."""
    if rules.aggregate != "trimmed":
        return False
    counts = [item.counted[code] for item in tallies if item.nomination.status == "verified"]
    enough = [count for count in counts if count >= rules.min_scores]
    return bool(enough) and min(enough) >= FEWEST_TO_TRIM


def _tally_one(
    rules: Rules, nomination: Nomination, scores: dict[str, list[Fraction]], recused: list[str]
) -> Tally:
    remarks = set(recused)
    remarks.update(f"above_100:{code}" for code, measure in nomination.metrics.items() if measure.above_100)
    plain: dict[str, Fraction | None] = {}
    trimmed: dict[str, Fraction] = {}
    for aspect in rules.aspects:
        for criterion in aspect.criteria:
            code = criterion.code
            if isinstance(criterion, MetricCriterion):
                value = nomination.metrics.get(criterion.metric, MISSING).value
                plain[code] = metric_points(criterion.scale, value)
                if value is None:
                    remarks.add(f"not_proven:{code}")
                continue
            points = scores.get(code, [])
            plain[code] = None
            if len(points) >= rules.min_scores:
                plain[code] = aggregate("mean" if rules.aggregate == "trimmed" else rules.aggregate, points)
                if rules.aggregate == "trimmed" and len(points) >= FEWEST_TO_TRIM:
                    trimmed[code] = aggregate("trimmed", points)
            if _spreads(points, rules.spread_limit):
                remarks.add(f"spread:{code}")
    counted = {criterion.code: len(scores.get(criterion.code, ())) for criterion in rules.assessed}
    return Tally(nomination, plain, trimmed, counted, sorted(remarks))


def _settle_one(rules: Rules, item: Tally, trimmed: set[str]) -> Reckoning:
    criteria = item.criteria | {code: points for code, points in item.trimmed.items() if code in trimmed}
    aspects = {
        aspect.code: _weighted((criterion.weight, criteria[criterion.code]) for criterion in aspect.criteria)
        for aspect in rules.aspects
    }
    total = _weighted((aspect.weight, aspects[aspect.code]) for aspect in rules.aspects)
    return Reckoning(item.nomination, criteria, aspects, total, item.counted, item.remarks)


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
