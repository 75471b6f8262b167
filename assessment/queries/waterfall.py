"""The points of one placing as a waterfall: where each bar stands, in pixels."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessment.models import Placing
from paritrana.lib.decimals import exact, rounded
from paritrana.programme.rulebook import CategoryRules, Criterion, Ranking
from paritrana.web import numbers

SCALE = Fraction("5.32")
"""Pixels per point of the waterfall: 100 points are 532."""
ROW, GAP, TOP, LEFT = 32, 12, 32, 488


@dataclass(frozen=True)
class Part:
    """One criterion in the waterfall. Lengths in pixels, points as decimal strings."""

    criterion: Criterion
    points: str | None
    contribution: str | None
    counted: int | None
    x: str
    width: str
    missing_x: str
    missing: str
    y: int
    step: int
    words: str

    @property
    def words_x(self) -> str:
        """Where its words begin: after the dashed box."""
        return rounded(exact(self.missing_x) + exact(self.missing) + 8, 2)


@dataclass(frozen=True)
class Tick:
    """A line of the scale."""

    x: str
    words: int


@dataclass(frozen=True)
class Band:
    """One aspect: its criteria, its share of the total, and its piece of the total bar."""

    name: str
    weight: str
    points: str | None
    subtotal: str
    parts: list[Part]
    x: str
    width: str
    step: int

    @property
    def name_y(self) -> int:
        """Base line of the name: that of its first row."""
        return self.parts[0].y + 21

    @property
    def sum_y(self) -> int:
        """Base line of the subtotal, just below the name."""
        return self.parts[0].y + 40


def bands_of(
    mine: Placing, entry: dict[str, Any], rules: CategoryRules, ranking: Ranking
) -> tuple[list[Band], int]:
    """The bands in the order of the ranking's aspects, and how high they stand together."""
    bands, at, y = [], Fraction(0), 0
    for place, aspect in enumerate(ranking.aspects):
        parts, start, step = [], at, max(5 - place, 2)
        for code, weight in aspect.criteria:
            most = exact(aspect.weight) * exact(weight) / 100
            points = mine.criteria.get(code)
            earned = most * exact(points) / 100 if points is not None else Fraction(0)
            criterion, counted = rules.criterion(code), mine.scores_counted.get(code)
            parts.append(
                Part(
                    criterion=criterion,
                    points=points,
                    contribution=rounded(earned, ranking.precision) if points is not None else None,
                    counted=counted,
                    x=_px(at),
                    width=_px(earned),
                    missing_x=_px(at + earned),
                    missing=_px(most - earned),
                    y=y,
                    step=step,
                    words=_words(criterion, counted, entry),
                )
            )
            at, y = at + earned, y + ROW
        bands.append(
            Band(
                str(aspect.name),
                aspect.weight,
                mine.aspects.get(aspect.code),
                rounded(at - start, ranking.precision),
                parts,
                _px(start),
                _px(at - start),
                step,
            )
        )
        y += GAP
    return bands, y - GAP + 8


def _words(criterion: Criterion, counted: int | None, entry: dict[str, Any]) -> str:
    if counted is not None:
        return _("%(n)d scores") % {"n": counted}
    figure = entry["metrics"].get(criterion.metric)
    if figure is None:
        return _("not proven")
    if "value" in figure:
        return str(figure["value"])
    language = get_language() or "id"
    covered, total = (numbers.count(figure[key], language) for key in ("covered", "total"))
    return _("%(covered)s of %(total)s") % {"covered": covered, "total": total}


def _px(points: Fraction) -> str:
    return rounded(points * SCALE, 2)
