"""Drawings as plain shapes, at 1:1 in pixels. Pure functions place them, a template component writes the SVG.

Figures come in as whole numbers and stay exact; positions are rounded to tenths of a pixel.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

PITCH, TILE = 60, 56
RAMP = (2, 3, 4, 5)
"""Steps of the colour ramp for 1, 2, 3 and from 4 on. Zero is no step: it keeps the ground of an empty track."""


@dataclass(frozen=True)
class Cell:
    """What a tile shows: where it stands (column and row from the top left), its words, its number and its address."""

    key: str
    label: str
    title: str
    column: int
    row: int
    value: int
    url: str


@dataclass(frozen=True)
class Tile:
    """A tile as drawn, its upper left corner at x, y. `step` 0 is empty, `is_light` asks for dark text."""

    cell: Cell
    x: int
    y: int
    step: int
    is_chosen: bool = False

    @property
    def is_light(self) -> bool:
        return self.step <= 3


@dataclass(frozen=True)
class Words:
    """Text at its left baseline."""

    text: str
    x: int
    y: int


@dataclass(frozen=True)
class TileMap:
    """A map of tiles with names in the sea. The chosen tile comes last, so that its frame lies on top."""

    width: int
    height: int
    tile: int
    tiles: tuple[Tile, ...]
    names: tuple[Words, ...]
    sentence: str


def tile_map(
    cells: Sequence[Cell],
    *,
    columns: int,
    rows: int,
    sentence: str,
    names: Mapping[str, tuple[float, float]] | None = None,
    chosen: str = "",
    pitch: int = PITCH,
    tile: int = TILE,
) -> TileMap:
    """Places cells on the grid. `names` are words with their left baseline in grid units; `sentence` says what is seen."""
    tiles = [
        Tile(cell, cell.column * pitch, cell.row * pitch, ramp_step(cell.value), cell.key == chosen)
        for cell in cells
    ]
    gap = pitch - tile
    return TileMap(
        columns * pitch - gap,
        rows * pitch - gap,
        tile,
        tuple(sorted(tiles, key=lambda placed: placed.is_chosen)),
        tuple(Words(text, round(x * pitch), round(y * pitch)) for text, (x, y) in (names or {}).items()),
        sentence,
    )


def ramp_step(value: int) -> int:
    """The colour step of a small count: 0 for none, then 2 to 5."""
    return RAMP[min(value, len(RAMP)) - 1] if value > 0 else 0


@dataclass(frozen=True)
class Bar:
    """One bar of a funnel row. A rival statement about the same thing is only outlined."""

    y: int
    width: float
    height: int
    step: int
    is_rival: bool


@dataclass(frozen=True)
class BarStack:
    """The bars of one row of a table, below one another, on the scale of the whole table."""

    width: int
    height: int
    bars: tuple[Bar, ...]


def bar_stacks(
    rows: Iterable[Sequence[Sequence[int]]],
    *,
    width: int,
    steps: Sequence[int] = (2, 5),
    height: int = 8,
) -> list[BarStack]:
    """For every row its bars on one common scale: row → series → values, the second value of a series is a rival.

    The longest bar of all rows takes the whole width; a count above zero is at least two pixels wide, so that it is
    never taken for none.
    """
    rows = [list(row) for row in rows]
    longest = max((value for row in rows for series in row for value in series), default=0)
    stacks = []
    for row in rows:
        bars: list[Bar] = []
        for step, series in zip(steps, row, strict=True):
            for place, value in enumerate(series):
                if value:
                    long = max(round(float(Fraction(value * width, longest)), 1), 2.0)
                    bars.append(Bar(len(bars) * height, long, height, step, place > 0))
        stacks.append(BarStack(width, max(len(bars), 1) * height, tuple(bars)))
    return stacks
