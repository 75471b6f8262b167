from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paritrana.lib import decimals


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [
        (Fraction(1, 2), 0, "1"),
        (Fraction(-1, 2), 0, "0"),
        (Fraction(-3, 2), 0, "-1"),
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 1000), 2, "0.00"),
        (Fraction(886113, 929199) * 100, 2, "95.36"),
        (Fraction(5), 4, "5.0000"),
        (Fraction(-12345, 1000), 2, "-12.34"),
    ],
)
def test_rounding_is_half_up_and_zero_has_no_sign(value, places, printed):
    assert decimals.rounded(value, places) == printed


@given(st.fractions(min_value=-(10**6), max_value=10**6), st.integers(min_value=0, max_value=8))
def test_rounding_agrees_with_whole_numbers_alone(value, places):
    scaled = (2 * value.numerator * 10**places + value.denominator) // (2 * value.denominator)
    assert Fraction(decimals.rounded(value, places)) == Fraction(scaled, 10**places)


@pytest.mark.parametrize("figure", ["", "1,5", "1e2", ".5", "5.", "+1", " 1", "NaN", "١"])
def test_other_spellings_are_refused(figure):
    with pytest.raises(ValueError, match="not a decimal"):
        decimals.exact(figure)


def test_a_share_of_nothing_is_missing():
    assert decimals.share(0, 0) is None
    assert decimals.share(1, 4) == Fraction(1, 4)
