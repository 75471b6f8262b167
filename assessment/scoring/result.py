"""The result of a pack as plain JSON data."""

from fractions import Fraction
from typing import Any

from assessment.scoring.figures import rounded, written
from assessment.scoring.order import Ranked, order, standing
from assessment.scoring.pack import Pack
from assessment.scoring.points import Reckoning, reckon
from assessment.scoring.selection import select

FORMAT = "paritrana-result/1"


def rank(pack: Pack) -> dict[str, Any]:
    """Return the result of a pack: ranked nominations in order, then the others by status and id."""
    standings = [(standing(pack.rules, reckoning), reckoning) for reckoning in reckon(pack)]
    ranked = order(pack, [reckoning for (status, _), reckoning in standings if status == "ranked"])
    outcomes = select(pack.rules, ranked)
    placings = [
        _placing(pack, item.reckoning, "ranked", None, item, outcomes[item.reckoning.nomination.id])
        for item in ranked
    ]
    # Python orders strings by code point, which is the byte order of UTF-8.
    others = sorted(
        (status, reckoning.nomination.id, gate, reckoning)
        for (status, gate), reckoning in standings
        if status != "ranked"
    )
    placings += [_placing(pack, reckoning, status, gate) for status, _, gate, reckoning in others]
    return {"format": FORMAT, "pack": pack.digest, "placings": placings}


def _placing(
    pack: Pack,
    reckoning: Reckoning,
    status: str,
    gate: str | None,
    ranked: Ranked | None = None,
    outcome: str | None = None,
) -> dict[str, Any]:
    def figure(exact: Fraction | None) -> str | None:
        precision = pack.rules.precision
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
