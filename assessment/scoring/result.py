"""The result of a pack as plain JSON data."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from assessment.scoring.figures import rounded, written
from assessment.scoring.order import Ranked, order, standing
from assessment.scoring.pack import Pack, Rules
from assessment.scoring.points import Reckoning, reckon
from assessment.scoring.selection import select

FORMAT = "paritrana-result/1"


def rank(pack: Pack) -> dict[str, Any]:
    """Return the result of a pack: ranked nominations in order, then the others by status and id."""
    placings = list(placings_of(pack.rules, reckon(pack)))
    return {"format": FORMAT, "pack": pack.digest, "placings": placings}


def placings_of(rules: Rules, reckonings: list[Reckoning]) -> Iterator[dict[str, Any]]:
    """Yield the placings of a pool in the order of the result, one by one."""
    standings = [(standing(rules, reckoning), reckoning) for reckoning in reckonings]
    ranked = order(rules, [reckoning for (status, _), reckoning in standings if status == "ranked"])
    outcomes = select(rules, ranked)
    for item in ranked:
        yield _placing(rules, item.reckoning, "ranked", None, item, outcomes[item.reckoning.nomination.id])
    # Python orders strings by code point, which is the byte order of UTF-8.
    others = sorted(
        (status, reckoning.nomination.id, gate, reckoning)
        for (status, gate), reckoning in standings
        if status != "ranked"
    )
    for status, _, gate, reckoning in others:
        yield _placing(rules, reckoning, status, gate)


def _placing(
    rules: Rules,
    reckoning: Reckoning,
    status: str,
    gate: str | None,
    ranked: Ranked | None = None,
    outcome: str | None = None,
) -> dict[str, Any]:
    def figure(exact: Fraction | None) -> str | None:
        precision = rules.precision
        return None if exact is None else written(rounded(exact, precision), precision)

    return {
        "nomination": reckoning.nomination.id,
        "status": status,
        "rank": ranked.rank if ranked else None,
        "total": figure(reckoning.total),
        "aspects": {code: figure(exact) for code, exact in reckoning.aspects.items()},
        "criteria": {code: figure(exact) for code, exact in reckoning.criteria.items()},
        "scores_counted": reckoning.counted,
        "decided_by": ranked.decided_by if ranked else None,
        "gate": gate,
        "selection": outcome,
        "remarks": reckoning.remarks,
    }
