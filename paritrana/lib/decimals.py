"""Exact figures: counts as integers, shares as fractions, rounding once and half up. No binary floating point."""

import re
from fractions import Fraction
from math import floor

DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def exact(figure: str) -> Fraction:
    """The value of a decimal string such as "40" or "12.5"; ValueError for any other spelling."""
    if not DECIMAL.fullmatch(figure):
        raise ValueError(f"not a decimal figure: {figure!r}")
    return Fraction(figure)


def rounded(value: Fraction, places: int) -> str:
    """The value with exactly that many decimals: floor(x·10^p + ½), and zero never as −0 (docs/scoring.md)."""
    scaled = floor(value * 10**places + Fraction(1, 2))
    sign, digits = ("-" if scaled < 0 else ""), str(abs(scaled)).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def share(covered: int, total: int) -> Fraction | None:
    """Covered part of the total; None for a total of 0."""
    return Fraction(covered, total) if total else None
