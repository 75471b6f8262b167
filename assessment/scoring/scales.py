"""The five scales that turn a figure or a score into points from 0 to 100.

Linear, bands and curve are for metrics (`points` takes the value); range and levels are for assessed criteria
(`points` takes the score as written).
"""

from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from assessment.scoring.figures import figure_refusal

Step = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Linear:
    """A straight line from 0 points at `start` to 100 at `end`; `start` above `end`: less is better."""

    start: Fraction
    end: Fraction

    def points(self, value: Fraction) -> Fraction:
        """Return the points (0–100) of an exact metric value."""
        return 100 * min(max((value - self.start) / (self.end - self.start), Fraction(0)), Fraction(1))


@dataclass(frozen=True)
class Bands:
    """The points of the last step whose threshold is not above the value; 0 below the first."""

    steps: tuple[Step, ...]

    @cached_property
    def _thresholds(self) -> list[Fraction]:
        return [threshold for threshold, _ in self.steps]

    def points(self, value: Fraction) -> Fraction:
        """Return the points (0–100) of an exact metric value."""
        reached = bisect_right(self._thresholds, value)
        return self.steps[reached - 1][1] if reached else Fraction(0)


@dataclass(frozen=True)
class Curve:
    """Straight lines between the steps, flat outside them."""

    steps: tuple[Step, ...]

    @cached_property
    def _thresholds(self) -> list[Fraction]:
        return [threshold for threshold, _ in self.steps]

    def points(self, value: Fraction) -> Fraction:
        """Return the points (0–100) of an exact metric value."""
        reached = bisect_right(self._thresholds, value)
        if reached in (0, len(self.steps)):
            return self.steps[max(reached - 1, 0)][1]
        (left, low), (right, high) = self.steps[reached - 1 : reached + 1]
        return low + (high - low) * (value - left) / (right - left)


@dataclass(frozen=True)
class Range:
    """Scores from `low` to `high` in steps counted from `low`."""

    low: Fraction
    high: Fraction
    step: Fraction

    def refusal(self, score: str) -> str | None:
        """Return why `score` cannot be given, as a sentence, or None if it can."""
        message = figure_refusal(score)
        if message:
            return message
        if not self.low <= (exact := Fraction(score)) <= self.high:
            return "This score is off its scale."
        if (exact - self.low) % self.step:
            return "This score is off the steps of its scale."
        return None

    def points(self, score: str) -> Fraction:
        """Return the points (0–100) of a score as written."""
        return 100 * (Fraction(score) - self.low) / (self.high - self.low)


@dataclass(frozen=True)
class Levels:
    """Named levels with the points of each; a score is a level letter by letter."""

    table: dict[str, Fraction]

    def refusal(self, score: str) -> str | None:
        """Return why `score` cannot be given, as a sentence, or None if it can."""
        return None if score in self.table else "This score is none of the levels of its scale."

    def points(self, score: str) -> Fraction:
        """Return the points (0–100) of a score as written."""
        return self.table[score]


MetricScale = Linear | Bands | Curve
AssessedScale = Range | Levels
Scale = MetricScale | AssessedScale


def read_scale(data: dict[str, Any]) -> Scale:
    """Return the scale that faultless data describes, like `{"kind": "linear", "from": "0", "to": "9"}`."""
    if data["kind"] == "linear":
        return Linear(Fraction(data["from"]), Fraction(data["to"]))
    if data["kind"] == "range":
        return Range(Fraction(data["min"]), Fraction(data["max"]), Fraction(data["step"]))
    if data["kind"] == "levels":
        return Levels({level: Fraction(points) for level, points in data["points"].items()})
    steps = tuple((Fraction(threshold), Fraction(points)) for threshold, points in data["steps"])
    return Bands(steps) if data["kind"] == "bands" else Curve(steps)
