"""The advisory statistics against published worked examples and against other people's code."""

import krippendorff
import numpy as np
import pandas as pd
import pingouin
import pytest

from assessment.statistics import agreement
from assessment.statistics.severity import severity
from assessment.statistics.stability import stability

# Shrout & Fleiss (1979), table 2: six targets, four judges; ICC(2,1) = .29, ICC(2,4) = .62.
SHROUT_FLEISS = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], dtype=float
)


def test_icc_of_shrout_and_fleiss():
    single, average = agreement.icc(SHROUT_FLEISS)
    assert round(single, 2) == 0.29
    assert round(average, 2) == 0.62


def test_icc_as_pingouin_counts_it():
    rows = [
        {"target": row, "judge": column, "score": SHROUT_FLEISS[row, column]}
        for row in range(6)
        for column in range(4)
    ]
    found = pingouin.intraclass_corr(pd.DataFrame(rows), targets="target", raters="judge", ratings="score")
    theirs = dict(zip(found["Type"], found["ICC"], strict=True))
    single, average = agreement.icc(SHROUT_FLEISS)
    assert single == pytest.approx(next(v for k, v in theirs.items() if k in ("ICC2", "ICC(A,1)")), abs=1e-4)
    assert average == pytest.approx(
        next(v for k, v in theirs.items() if k in ("ICC2k", "ICC(A,k)")), abs=1e-4
    )


@pytest.mark.parametrize("holes", [0, 5, 12])
def test_alpha_as_the_krippendorff_package_counts_it(holes):
    generator = np.random.default_rng(holes)
    table = generator.integers(0, 100, (9, 5)).astype(float)
    table[generator.integers(0, 9, holes), generator.integers(0, 5, holes)] = np.nan
    theirs = krippendorff.alpha(reliability_data=table.T, level_of_measurement="interval")
    assert agreement.alpha(table) == pytest.approx(theirs, abs=1e-9)


def test_kendalls_w_of_equal_and_opposite_orders():
    equal = np.array([[1, 1, 1], [2, 2, 2], [3, 3, 3], [4, 4, 4]], dtype=float)
    assert agreement.kendall_w(equal) == pytest.approx(1)
    opposite = np.array([[1, 3], [2, 2], [3, 1]], dtype=float)
    assert agreement.kendall_w(opposite) == pytest.approx(0)


def test_too_few_is_said_and_not_counted():
    assert agreement.estimate(SHROUT_FLEISS[:4], agreement.alpha, seed=1) is None
    assert agreement.estimate(SHROUT_FLEISS[:, :2], agreement.alpha, seed=1) is None


def test_the_same_seed_gives_the_same_interval():
    one, two = (agreement.estimate(SHROUT_FLEISS, agreement.alpha, seed=5, draws=200) for _n in range(2))
    assert one == two
    assert one.low <= one.value <= one.high


def test_severity_finds_a_strict_assessor_in_a_table_with_holes():
    merit, mood = np.array([80.0, 70, 60, 50]), np.array([5.0, 0, -5])
    table = merit[:, None] + mood[None, :]
    table[0, 2] = table[3, 0] = np.nan
    adjusted, effects = severity(table)
    assert adjusted == pytest.approx(merit)
    assert effects == pytest.approx(mood)


def test_parts_that_share_nothing_are_not_compared():
    table = np.full((4, 4), np.nan)
    table[:2, :2] = [[10, 20], [30, 40]]
    table[2:, 2:] = [[90, 70], [50, 30]]
    _adjusted, effects = severity(table)
    assert effects[:2].sum() == pytest.approx(0)
    assert effects[2:].sum() == pytest.approx(0)


def test_a_nomination_that_is_better_everywhere_never_falls():
    found = stability(np.array([[90.0, 90], [80, 40], [40, 79]]), np.array([0.5, 0.5]), seed=3)
    assert (found.low[0], found.high[0]) == (1, 1)
    assert found.holds[0] == 1
    assert found.level_with_next(1)
    assert not found.level_with_next(0)
