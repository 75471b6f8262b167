"""One's own scores across one's own files: how they spread. Nobody else's, ever."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from assessment.models import ScoreSheet, Seat
from assessment.queries.doors import sheets_seen_by
from paritrana.lib.decimals import exact, rounded
from paritrana.lib.permissions import Actor
from paritrana.programme.rulebook import Band, CategoryRules, Criterion
from paritrana.programme.words import Words

TENTHS = 5
"""Stretches that a range without words of its own is cut into."""


@dataclass(frozen=True)
class Step:
    """A level or stretch of a scale, and how many of one's files have it."""

    name: str
    words: "Words | str"
    count: int


@dataclass(frozen=True)
class Spread:
    """One criterion: its steps, how many files are scored, abstained from and still open, and the fullest step."""

    criterion: Criterion
    steps: list[Step]
    abstained: int
    waiting: int

    @property
    def scored(self) -> int:
        """Files with a score."""
        return sum(step.count for step in self.steps)

    @property
    def most(self) -> int:
        """The fullest step, at least 1: the length of the longest bar."""
        return max([1, *(step.count for step in self.steps)])


def own_sheets(actor: Actor, seat: Seat, stage: str) -> list[ScoreSheet]:
    """The actor's sheets on that seat and stage, but for those in conflict, in one query."""
    return list(sheets_seen_by(actor).prefetch_related(None).filter(seat=seat, stage=stage))


def spreads_of(sheets: list[ScoreSheet], rules: CategoryRules, stage: str) -> list[Spread]:
    """How one's own scores spread, criterion by criterion."""
    return [_spread(sheets, criterion) for criterion in rules.assessed_in(stage)]


def _spread(sheets: list[ScoreSheet], criterion: Criterion) -> Spread:
    scores = [sheet.scores[criterion.code] for sheet in sheets if criterion.code in sheet.scores]
    abstained = sum(criterion.code in sheet.abstained for sheet in sheets)
    if criterion.scale["kind"] == "levels":
        counts = Counter(scores)
        steps = [
            Step(level, criterion.words.get(level, ""), counts[level]) for level in criterion.scale["points"]
        ]
    else:
        steps = [
            Step(f"{band.least}–{band.most}", band.words, sum(_within(score, band) for score in scores))
            for band in criterion.bands or _bands(criterion)
        ]
    return Spread(criterion, steps, abstained, len(sheets) - len(scores) - abstained)


def _within(score: str, band: Band) -> bool:
    return exact(band.least) <= exact(score) <= exact(band.most)


def _bands(criterion: Criterion) -> list[Band]:
    """A range without words: equal stretches of whole steps, so that every score lies in exactly one."""
    least, most, step = (exact(criterion.scale[key]) for key in ("min", "max", "step"))
    all_steps = int((most - least) / step) + 1
    edges = [least + step * (all_steps * part // TENTHS) for part in range(TENTHS + 1)]
    nothing = Words("", "")
    return [
        Band(_spelled(low), _spelled(high - step), nothing)
        for low, high in zip(edges, edges[1:], strict=False)
        if low < high
    ]


def _spelled(value: Fraction) -> str:
    whole = rounded(value, 6).rstrip("0").rstrip(".")
    return whole or "0"
