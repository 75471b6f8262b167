"""What the two kinds of table have in common: a row of cells, and that there is none."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from nominations.recap.faults import Fault


@dataclass(frozen=True)
class Row:
    """One row: sheet, number (the first is 1) and cells up to the last that is filled: text, int, float, date, or None."""

    sheet: str
    number: int
    cells: list[Any]


class Unreadable(Exception):
    """The table can't be read on from here; carries the fault."""

    def __init__(self, found: Fault):
        super().__init__(found["code"])
        self.fault = found


class Formula(str):
    """A cell that holds a formula."""

    __slots__ = ()


INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def words_of(value: Any) -> str:
    """A cell as text with single plain spaces: no-break spaces and what can't be seen come along when cells are copied."""
    return "" if value is None else " ".join(str(value).translate(INVISIBLE).split())


def is_text(words: str) -> bool:
    """Whether every byte was a letter: bytes of a CSV file that are no UTF-8 arrive as surrogates."""
    return not any("\ud800" <= letter <= "\udfff" for letter in words)


def as_day(value: Any) -> date | None:
    """A cell that holds a date."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None
