"""Drawings are exact: what is longer is drawn longer, zero is no colour, and nothing that counts vanishes."""

import pytest

from paritrana.web.charts import Cell, bar_stacks, ramp_step, tile_map


def cell(key: str, column: int, row: int, value: int = 0) -> Cell:
    return Cell(key, key, f"{key}: {value}", column, row, value, f"/{key}/")


@pytest.mark.parametrize(("value", "step"), [(0, 0), (1, 2), (2, 3), (3, 4), (4, 5), (40, 5)])
def test_the_ramp_has_a_step_for_one_two_three_and_more(value, step):
    assert ramp_step(value) == step


def test_tiles_stand_on_their_grid_and_the_chosen_one_on_top():
    drawn = tile_map(
        [cell("a", 0, 0, 3), cell("b", 19, 7)],
        columns=20,
        rows=8,
        sentence="all",
        names={"sea": (5, 2.75)},
        chosen="a",
    )
    assert (drawn.width, drawn.height) == (1196, 476)
    assert [(tile.cell.key, tile.x, tile.y) for tile in drawn.tiles] == [("b", 1140, 420), ("a", 0, 0)]
    assert [tile.is_chosen for tile in drawn.tiles] == [False, True]
    assert [(tile.step, tile.is_light) for tile in drawn.tiles] == [(0, True), (4, False)]
    assert [(name.text, name.x, name.y) for name in drawn.names] == [("sea", 300, 165)]


def test_all_bars_of_a_table_share_one_scale():
    first, second = bar_stacks([([100], [25]), ([50], [50])], width=80)
    assert [(bar.width, bar.step, bar.y) for bar in first.bars] == [(80.0, 2, 0), (20.0, 5, 8)]
    assert [bar.width for bar in second.bars] == [40.0, 40.0]


def test_a_rival_is_an_outlined_bar_of_its_own():
    (stack,) = bar_stacks([([143, 88], [9])], width=143)
    assert [(bar.width, bar.is_rival) for bar in stack.bars] == [(143.0, False), (88.0, True), (9.0, False)]
    assert stack.height == 24


def test_a_small_count_stays_visible_and_none_is_not_drawn():
    (stack,) = bar_stacks([([100_000], [1])], width=80)
    assert [bar.width for bar in stack.bars] == [80.0, 2.0]
    (empty,) = bar_stacks([([0], [])], width=80)
    assert empty.bars == ()
    assert empty.height == 8
