"""Columns of a table that leaves as a file: the same for workbook and CSV."""

from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise


class Shape(Enum):
    """How the values of a column are written."""

    TEXT = "text"
    COUNT = "count"  # int
    SHARE = "share"  # a decimal string or Fraction of 1, shown as per cent with two decimals
    POINTS = "points"  # a decimal string or Fraction, shown with four decimals
    DAY = "day"  # date
    MOMENT = "moment"  # datetime with a zone; shown in the zone of `zone`


@dataclass(frozen=True)
class Column:
    """One column: its head, how its values are written, and its width in characters."""

    title: "str | Promise"
    shape: Shape = Shape.TEXT
    width: int = 16
    zone: str = "Asia/Jakarta"
