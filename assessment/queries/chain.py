"""The tie chain between two placings with equal totals."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessment.models import Placing
from assessment.queries.phrasing import step_name
from paritrana.lib.decimals import rounded
from paritrana.programme.rulebook import CategoryRules, Ranking


@dataclass(frozen=True)
class Step:
    """A step of the tie chain against the neighbour with an equal total."""

    number: int
    name: str
    mine: str
    theirs: str
    state: str  # decides, equal, unused


def chain_of(
    mine: Placing,
    other: Placing,
    entry: dict[str, Any],
    theirs_entry: dict[str, Any],
    rules: CategoryRules,
    ranking: Ranking,
) -> list[Step]:
    """The steps with both values; the one that decided, those that were equal before it, the rest unused."""
    lower = mine if mine.position > other.position else other
    steps, decided = [], False
    for number, step in enumerate(ranking.tie_break, start=1):
        name = step_name(step, rules, ranking)
        ours, theirs = _chain_value(step, mine, entry), _chain_value(step, other, theirs_entry)
        state = "unused" if decided else "decides" if step == lower.decided_by else "equal"
        decided = decided or state == "decides"
        steps.append(Step(number, name, ours, theirs, state))
    return steps


def unused(rules: CategoryRules, ranking: Ranking) -> list[Step]:
    """The steps of a chain that nobody needed."""
    return [
        Step(number, step_name(step, rules, ranking), "", "", "unused")
        for number, step in enumerate(ranking.tie_break, start=1)
    ]


def _chain_value(step: str, placing: Placing, entry: dict[str, Any]) -> str:
    kind, code = step.lstrip("-").split(":", 1)
    if kind == "aspect":
        return placing.aspects.get(code) or ""
    if kind == "criterion":
        return placing.criteria.get(code) or ""
    figure = entry["metrics"].get(code)
    if not figure:
        return ""
    if "value" in figure:
        return figure["value"]
    return (
        rounded(min(Fraction(100), Fraction(100 * figure["covered"], figure["total"])), 4)
        if figure["total"]
        else ""
    )
