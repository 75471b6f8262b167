"""How firm the order is when the weights wobble a little.

Weights are drawn from a Dirichlet distribution with the official weights × 100 (per cent), as in rank acceptability
analysis (Lahdelma & Salminen 2001, SMAA-2).
"""

from dataclasses import dataclass

import numpy as np

from assessment.statistics.agreement import Table

DRAWS = 1000
LEVEL = 0.9
"""Neighbours whose order holds in fewer draws than this are level."""


@dataclass(frozen=True)
class Stability:
    """Per nomination, in the order given: the middle 90 % of its ranks, and how often it stays before the next one."""

    low: list[int]
    high: list[int]
    holds: list[float]

    def level_with_next(self, place: int) -> bool:
        """Is the order of this place and the next one level?"""
        return place < len(self.holds) and self.holds[place] < LEVEL


def stability(points: Table, weights: Table, *, seed: int, draws: int = DRAWS) -> Stability:
    """`points` has a row per nomination in official order and a column per aspect; `weights` make 1."""
    generator = np.random.Generator(np.random.PCG64(seed))
    drawn = generator.dirichlet(np.asarray(weights) * 100, size=draws)
    ranks = np.empty((draws, len(points)), dtype=np.int32)
    holds = np.zeros(max(len(points) - 1, 0))
    for draw, mix in enumerate(drawn):
        totals = points @ mix
        ranks[draw] = 1 + np.searchsorted(np.sort(-totals), -totals, side="left")
        holds += totals[:-1] >= totals[1:]
    edges = np.percentile(ranks, [5, 95], axis=0, method="nearest").astype(int)
    return Stability(edges[0].tolist(), edges[1].tolist(), (holds / draws).tolist())
