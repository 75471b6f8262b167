"""The order: who is ranked, in which rank, and what separates each from the one above."""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from assessment.scoring.figures import rounded
from assessment.scoring.pack import Gate, Rules
from assessment.scoring.points import Reckoning

# What comes first sorts lowest: the total, then each step of the tie chain as (missing, value).
Key = tuple[int, tuple[tuple[bool, int], ...]]

OPERATORS = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


@dataclass(frozen=True)
class Ranked:
    """One ranked nomination; `decided_by` separates it from the one directly above, None for the first."""

    reckoning: Reckoning
    rank: int
    decided_by: str | None


def standing(rules: Rules, reckoning: Reckoning) -> tuple[str, str | None]:
    """Return the status in the result and, if that is `gated`, the code of the first gate that fails."""
    if reckoning.nomination.status != "verified":
        return reckoning.nomination.status, None
    for gate in rules.gates:
        if not _passes(gate, reckoning.metric(gate.metric)):
            return "gated", gate.code
    return ("incomplete", None) if reckoning.total is None else ("ranked", None)


def _passes(gate: Gate, value: Fraction | None) -> bool:
    """A missing value fails every gate."""
    return value is not None and bool(OPERATORS[gate.op](value, gate.value))


def order(rules: Rules, reckonings: list[Reckoning]) -> list[Ranked]:
    """Return the nominations to be ranked, best first, equal ones by id; ranks are 1, 2, 2, 4."""
    keyed = sorted(
        ((_key(rules, reckoning), reckoning) for reckoning in reckonings),
        key=lambda pair: (pair[0], pair[1].nomination.id),
    )
    ranked: list[Ranked] = []
    for place, (key, reckoning) in enumerate(keyed, start=1):
        if not ranked:
            ranked.append(Ranked(reckoning, 1, None))
            continue
        decided_by = _difference(rules, keyed[place - 2][0], key)
        rank = ranked[-1].rank if decided_by == "equal" else place
        ranked.append(Ranked(reckoning, rank, decided_by))
    return ranked


def _key(rules: Rules, reckoning: Reckoning) -> Key:
    """Total and chain are compared as printed, so that what looks alike ranks alike."""
    if reckoning.total is None:
        raise ValueError("only a nomination with a total is ranked")
    figures: dict[str, Callable[[str], Fraction | None]] = {
        "aspect": reckoning.aspects.get,
        "criterion": reckoning.criteria.get,
        "metric": reckoning.metric,
    }
    chain = []
    for step in rules.tie_break:
        exact = figures[step.kind](step.code)
        if exact is None:
            chain.append((True, 0))
        else:
            units = rounded(exact, rules.precision)
            chain.append((False, units if step.lower_first else -units))
    return -rounded(reckoning.total, rules.precision), tuple(chain)


def _difference(rules: Rules, above: Key, below: Key) -> str:
    """Return what separates two neighbours: `total`, a step of the chain as written, or `equal`."""
    if above[0] != below[0]:
        return "total"
    for step, one, other in zip(rules.tie_break, above[1], below[1], strict=True):
        if one != other:
            return step.written
    return "equal"
