"""The proposed order."""

from itertools import permutations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.interview.proposal import Nominee, best_order


def nominee(id: int, *away: int, east: int = 0) -> Nominee:
    return Nominee(id, frozenset(away), east)


def step_outs(order):
    """How often somebody has to leave the room when they appear in that order; staying out counts once."""
    before = [frozenset(), *(one.away for one in order)]
    return sum(len(one.away - left) for left, one in zip(before, order, strict=False))


def test_those_for_whom_the_same_assessor_leaves_stand_together():
    order = best_order([nominee(1, 5), nominee(2), nominee(3, 5), nominee(4)])
    assert step_outs(order) == 1


def test_the_east_comes_first_when_nobody_has_to_leave():
    order = best_order([nominee(1), nominee(2, east=2), nominee(3, east=1)])
    assert [one.id for one in order] == [2, 3, 1]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
@given(st.lists(st.frozensets(st.integers(1, 4)), min_size=1, max_size=6))
def test_no_other_order_has_fewer_step_outs(away):
    pool = [Nominee(n, seats) for n, seats in enumerate(away)]
    assert step_outs(best_order(pool)) == min(step_outs(order) for order in permutations(pool))


def test_many_nominees_are_all_placed():
    pool = [nominee(n, n % 3) for n in range(30)]
    order = best_order(pool)
    assert {one.id for one in order} == set(range(30))
    assert step_outs(order) == 3
