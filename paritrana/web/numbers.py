"""Numbers as people read them: 1.234,5 and 87,20 % in Indonesian, 1,234.5 and 87.20% in English. No binary floats."""

from decimal import Decimal
from fractions import Fraction

from paritrana.lib.decimals import rounded

MINUS = "\N{MINUS SIGN}"
NO_BREAK = "\N{NO-BREAK SPACE}"
NOTHING = "\N{EN DASH}"
"""Stands where there is no value; a zero is written 0."""

Figure = int | str | Decimal | Fraction
Share = Fraction | tuple[int, int] | None


def count(number: int, language: str) -> str:
    """A whole number with thousands apart: 1.234.567 (id), 1,234,567 (en)."""
    if isinstance(number, float):
        raise TypeError("a count is a whole number")
    group = "." if language == "id" else ","
    digits = f"{abs(int(number)):,}".replace(",", group)
    return MINUS + digits if number < 0 else digits


def whole(typed: str) -> int:
    """A whole number as a form sends it, nine digits at most; 0 for anything else."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0


def points(figure: Figure, language: str, places: int | None = None) -> str:
    """A decimal as it stands, or with that many places rounded half up: "74.7555" is 74,7555 (id)."""
    text = str(figure) if places is None else rounded(_exact(figure), places)
    if places is None and isinstance(figure, Fraction | float):
        raise TypeError("say how many places, or give the decimal as text")
    whole, _, decimals = text.lstrip("-").partition(".")
    sign = MINUS if text.startswith("-") else ""
    mark = "," if language == "id" else "."
    return sign + count(int(whole), language) + (mark + decimals if decimals else "")


def signed(figure: Figure, language: str, places: int | None = None) -> str:
    """A difference with its sign: +0,6000, −0,2000, and 0,0000 without one."""
    text = points(figure, language, places)
    positive = _exact(figure) > 0 and any(digit in "123456789" for digit in text)
    return f"+{text}" if positive else text


def percent(share: Share, language: str, places: int = 2) -> str:
    """A share as per cent: 87,20 % (id, no-break space), 87.20% (en). Takes a Fraction or (covered, total)."""
    fraction = as_fraction(share)
    if fraction is None:
        return NOTHING
    return points(rounded(fraction * 100, places), language) + (f"{NO_BREAK}%" if language == "id" else "%")


def as_fraction(share: Share) -> Fraction | None:
    """The share as a Fraction; None stays None, and so does a part of a total of 0."""
    if isinstance(share, tuple | list):
        covered, total = share
        return Fraction(covered, total) if total and covered is not None else None
    if isinstance(share, float):
        raise TypeError("a share is exact: a Fraction or (covered, total)")
    # "" is how a template says that a variable is missing
    return None if share is None or share == "" else Fraction(share)


def _exact(figure: Figure) -> Fraction:
    if isinstance(figure, float):
        raise TypeError("points are decimal text, Decimal or Fraction, never a float")
    return Fraction(figure)
