"""Figures: decimal strings read exactly, and the one rounding at the end."""

import re
from fractions import Fraction

MOST_DIGITS = 30

_FIGURE = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def figure_refusal(text: str) -> str | None:
    """Return why `text` is no figure, as a sentence, or None if it is one."""
    if not _FIGURE.fullmatch(text):
        return "A figure is written like 12, -3 or 4.5."
    if len(text) - text.count("-") - text.count(".") > MOST_DIGITS:
        return f"A figure has at most {MOST_DIGITS} digits."
    return None


def rounded(exact: Fraction, precision: int) -> int:
    """Return `exact` in units of 10^-precision, rounded half up: floor(x·10^p + ½)."""
    units: int = 10**precision
    return (2 * exact.numerator * units + exact.denominator) // (2 * exact.denominator)


def written(units: int, precision: int) -> str:
    """Return `units` of 10^-precision as a decimal string with exactly `precision` decimals, never −0."""
    whole, decimals = divmod(abs(units), 10**precision)
    sign = "-" if units < 0 else ""
    return f"{sign}{whole}.{decimals:0{precision}}" if precision else f"{sign}{whole}"
