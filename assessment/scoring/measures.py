"""The value of a metric as a nomination's verified figures give it."""

from fractions import Fraction
from typing import Any, NamedTuple

HUNDRED = Fraction(100)


class Measure(NamedTuple):
    """A metric's value, None if it is missing; `above_100` if a share had to be cut to 100."""

    value: Fraction | None
    above_100: bool


MISSING = Measure(None, False)


def measure(given: dict[str, Any] | None) -> Measure:
    """Return the measure of `{"covered": …, "total": …}` (per cent, at most 100), `{"value": …}` or None.

    None, and a share of a total 0, are missing.
    """
    if given is None:
        return MISSING
    if "value" in given:
        return Measure(Fraction(given["value"]), False)
    if given["total"] == 0:
        return MISSING
    share = Fraction(100 * given["covered"], given["total"])
    return Measure(min(share, HUNDRED), share > HUNDRED)
