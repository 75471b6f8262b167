"""Rank bands: how far the place of each nomination moves when the weights wobble, as a small picture beside its row.

Advisory: the official rank stands in text always (interface: rank band). Lengths in pixels.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

from assessment.models import RankingJob
from assessment.queries.ranking import Board
from paritrana.lib.decimals import rounded

WIDTH, EDGE = 144, 8
"""From the first to the last rank, and what is left free at either end."""
MOST_TICKS = 15
"""Up to so many ranks each has a tick; of more only the ends have one."""


@dataclass(frozen=True)
class Tick:
    """A rank of the scale."""

    x: str
    rank: int


@dataclass(frozen=True)
class Band:
    """The middle 90 % of the ranks of one nomination, and its official one; is it level with the next?"""

    low: int
    high: int
    x: str
    width: str
    dot: str
    is_level: bool


@dataclass(frozen=True)
class Scale:
    """What all bands of a page are drawn on."""

    ticks: list[Tick]
    ranks: int

    def x(self, rank: Fraction) -> Fraction:
        """Where a rank stands."""
        return EDGE + Fraction(WIDTH) * (rank - 1) / max(self.ranks - 1, 1)


def banded(board: Board, job: RankingJob | None) -> tuple[Board, Scale | None]:
    """The board with the bands of the newest analysis on its rows, and their scale; as it is while there is none."""
    stability = job.outcome.get("stability", {}) if job else {}
    if not stability:
        return board, None
    bare = Scale([], board.counts.ranked)
    ranks = range(1, bare.ranks + 1) if bare.ranks <= MOST_TICKS else (1, bare.ranks)
    scale = Scale([Tick(rounded(bare.x(Fraction(rank)), 1), rank) for rank in ranks], bare.ranks)
    half = Fraction(WIDTH, max(scale.ranks - 1, 1)) / 4
    rows, above = [], False
    for row in board.ranked:
        low, high, is_level = stability.get(row.placing.nomination.public_id, (None, None, False))
        band = None
        if low is not None:
            left = scale.x(Fraction(low)) - min(half, EDGE)
            right = scale.x(Fraction(high)) + min(half, EDGE)
            dot = scale.x(Fraction(row.placing.rank or low))
            band = Band(low, high, rounded(left, 1), rounded(right - left, 1), rounded(dot, 1), is_level)
        bracket = "middle" if above and is_level else "first" if is_level else "last" if above else ""
        rows.append(replace(row, band=band, bracket=bracket))
        above = is_level
    return replace(board, ranked=rows), scale
