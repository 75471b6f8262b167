"""A proposed order of appearance: pure. Conflicted assessors step out of the room as rarely as possible."""

from collections.abc import Iterable
from dataclasses import dataclass

EXACT = 11
"""Up to that many nominees the best order is found; above, a good one."""


@dataclass(frozen=True)
class Nominee:
    """A nominee to be placed: its id, the seats that must step out, and how many hours east of Jakarta it is."""

    id: int
    away: frozenset[int]
    hours_east: int = 0


def best_order(nominees: Iterable[Nominee]) -> list[Nominee]:
    """The order with the fewest step-outs; among equals the east comes early, then the id. The same input, the same order."""
    pool = sorted(nominees, key=lambda nominee: (-nominee.hours_east, nominee.id))
    return _exact(pool) if len(pool) <= EXACT else _nearest(pool)


def _exact(pool: list[Nominee]) -> list[Nominee]:
    """Held and Karp: the cheapest way to each (set, last one), by growing sets."""
    if not pool:
        return []
    # Cost: (step-outs, hours east counted once for each place they wait); the path itself breaks the last ties.
    ways = {(1 << n, n): (len(nominee.away), 0, (n,)) for n, nominee in enumerate(pool)}
    for place in range(1, len(pool)):
        longer: dict[tuple[int, int], tuple[int, int, tuple[int, ...]]] = {}
        for (seen, last), (outs, waits, path) in ways.items():
            for n, nominee in enumerate(pool):
                if seen >> n & 1:
                    continue
                cost = (
                    outs + len(nominee.away - pool[last].away),
                    waits + place * nominee.hours_east,
                    (*path, n),
                )
                key = (seen | 1 << n, n)
                if key not in longer or cost < longer[key]:
                    longer[key] = cost
        ways = longer
    return [pool[n] for n in min(ways.values())[2]]


def _nearest(pool: list[Nominee]) -> list[Nominee]:
    """Each time the nominee for whom the fewest more have to leave."""
    left, order = list(pool), []
    away: frozenset[int] = frozenset()
    while left:
        chosen = min(left, key=lambda nominee: (len(nominee.away - away), len(away - nominee.away)))
        left.remove(chosen)
        order.append(chosen)
        away = chosen.away
    return order
