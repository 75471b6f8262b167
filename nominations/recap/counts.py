"""Counts out of the rows of a recap, or the faults of a row. Strict: what could be read in two ways is a fault."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from nominations.recap.cells import Formula, Row, Unreadable, as_day, is_text, words_of
from nominations.recap.faults import Fault, fault
from nominations.recap.heads import Head, head_of
from nominations.recap.names import name_key
from nominations.recap.tables import rows_of

CODE = re.compile(r"(\d{2})(?:\.?(\d{2}))?")
PERIOD = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
SUM = re.compile(r"(grand |sub ?)?(total|jumlah)( (seluruhnya|keseluruhan|akhir))?[ :]*", re.IGNORECASE)
SHORTENED = re.compile(r"\d([.,]\d+)?e\+?\d+", re.IGNORECASE)
SEPARATED = re.compile(r"\d{1,3}([.,'’ ]\d{3})+")
LARGEST = 10**10
"""More people than there are on earth."""


@dataclass(frozen=True)
class Count:
    """One row: whose count (keys as written; the NPWP with 16 digits), which segment and month, and the counts."""

    sheet: str
    row: int
    code: str
    npp: str
    npwp: str
    name: str
    segment: str
    month: date
    covered: int
    total: int | None


@dataclass(frozen=True)
class Frame:
    """What a recap is judged against: known codes with whether they belong to the round, segments, and the period.

    `code_of` gives the code of the region that a name stands for, "" for none.
    """

    codes: dict[str, bool]
    segments: tuple[str, ...]
    period: tuple[date, date]
    code_of: Callable[[str], str] = lambda name: ""


def read(
    path: Path, name: str, frame: Frame, told: Callable[[int], None] = lambda rows: None
) -> Iterator[Count | Fault]:
    """Each row's count, or its faults and notes, in the order of the file. `told` hears every thousandth row."""
    try:
        yield from _read(path, name, frame, told)
    except Unreadable as unreadable:
        yield unreadable.fault


def _read(path: Path, name: str, frame: Frame, told: Callable[[int], None]) -> Iterator[Count | Fault]:
    heads: dict[str, Head] = {}
    seen = _Seen()
    rows = 0
    for row in rows_of(path, name):
        if not isinstance(row, Row):
            yield row
            continue
        if row.sheet not in heads:
            heads[row.sheet] = head_of(row)
            yield from heads[row.sheet].faults
            continue
        rows += 1
        if rows % 1000 == 0:
            told(rows)
        head = heads[row.sheet]
        if not head.usable:
            continue
        if len(row.cells) > len(head.columns):
            names = len(head.columns)
            yield fault("cells", sheet=row.sheet, row=row.number, value=len(row.cells), names=names)
            continue
        judged = _Row(row, head, frame)
        count = judged.count()
        yield from judged.faults
        if count and not judged.faults:
            if before := seen.before(count, frame.code_of(count.name)):
                yield fault("twice", sheet=row.sheet, row=row.number, value=before)
            else:
                yield count
    if not rows:
        yield fault("empty")


class _Seen:
    """The rows so far by whom, what and when they count: in a file of its own, since a long recap has too many.

    A region has one row for a segment and month, whatever name stands beside its code; employers in it have numbers.
    """

    def __init__(self) -> None:
        self._book = sqlite3.connect("")  # a temporary file that goes away with the connection
        self._book.execute("PRAGMA cache_size = -500")  # kilobytes in memory; the rest lies in the file
        self._book.execute("CREATE TABLE seen (key TEXT PRIMARY KEY, row INTEGER) WITHOUT ROWID")

    def before(self, count: Count, code: str) -> int:
        """The row that counts the same already, or 0; the count's own row is noted. `code`: the region of that name."""
        if count.npp or count.npwp:
            who = (count.code, count.npp, count.npwp)
        else:
            who = (count.code or code or name_key(count.name), "", "")
        key = "\n".join((*who, count.segment, str(count.month)))
        noted = self._book.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (key, count.row)).rowcount
        if noted:
            return 0
        return int(self._book.execute("SELECT row FROM seen WHERE key = ?", (key,)).fetchone()[0])


class _Row:
    """One row while it is judged; collects its faults."""

    def __init__(self, row: Row, head: Head, frame: Frame):
        self.row, self.head, self.frame = row, head, frame
        self.cells: dict[str, Any] = dict(zip(head.columns, row.cells, strict=False))
        self.faults: list[Fault] = []

    def count(self) -> Count | None:
        """The count of the row; anything missing in it stands among the faults."""
        if self._is_sum():
            self.wrong("sum", "")
            return None
        for column, value in self.cells.items():
            if isinstance(value, Formula):
                self.wrong("formula", column)
            elif isinstance(value, str) and not is_text(value):
                self.wrong("not_utf8", column)
        if self.faults:
            return None
        code, npwp = self._code(), self._npwp()
        npp, name = self._text("npp"), self._text("nama")
        if not self.faults and not (code or npwp or npp or name):
            self.wrong("no_key", "")
        named = self.frame.code_of(name) if code and name and not (npp or npwp) else ""
        if named and named != code:
            self.wrong("code_and_name", "nama", value=name, names=named)
        segment, month = self._segment(), self._month()
        covered, total = self._number("peserta"), self._number("jumlah", needed=False)
        if total == 0 and covered:
            self.wrong("covered_above_zero", "jumlah")
        if self.faults or month is None or covered is None:
            return None
        place = (self.row.sheet, self.row.number)
        return Count(*place, code, npp, npwp, name, segment, month, covered, total)

    def wrong(self, code: str, column: str, **params: object) -> None:
        """Notes a fault of a column, named as the file names it."""
        written = self.head.written.get(column, column)
        self.faults.append(fault(code, sheet=self.row.sheet, row=self.row.number, column=written, **params))

    def _is_sum(self) -> bool:
        """Whether a line of totals stands where a nominee is named; a firm of that name would have its number."""
        keys = [words_of(self.cells.get(column)) for column in ("kode_wilayah", "npp", "npwp", "nama")]
        return any(SUM.fullmatch(key) for key in keys) and not any(key[:1].isdigit() for key in keys)

    def _text(self, column: str) -> str:
        value = self.cells.get(column)
        if value is None:
            return ""
        if not isinstance(value, str) and column != "nama":
            self.wrong("number_for_code", column, value=value)
            return ""
        words = words_of(value)[:200]
        if column != "nama" and SHORTENED.fullmatch(words):
            self.wrong("shortened", column, value=words)
            return ""
        return words

    def _code(self) -> str:
        text = self._text("kode_wilayah")
        if not text:
            return ""
        found = CODE.fullmatch(text)
        if found is None:
            self.wrong("bad_code", "kode_wilayah", value=text)
            return ""
        code = ".".join(filter(None, found.groups()))
        if code not in self.frame.codes:
            self.wrong("unknown_region", "kode_wilayah", value=text)
        elif not self.frame.codes[code]:
            self.wrong("outside_scope", "kode_wilayah", value=code)
        return code

    def _npwp(self) -> str:
        text = self._text("npwp")
        digits = re.sub(r"[.\- ]", "", text)
        if not digits:
            return ""
        if not digits.isdecimal() or len(digits) not in {15, 16}:
            self.wrong("bad_npwp", "npwp", value=text, digits=len(digits))
        return digits.rjust(16, "0")  # the 15 digits of old are the 16 of today behind a zero

    def _segment(self) -> str:
        text = self._text("segmen").upper()
        if not text:
            self.wrong("nothing", "segmen")
        elif text not in self.frame.segments:
            self.wrong("unknown_segment", "segmen", value=text, names=", ".join(self.frame.segments))
        return text

    def _month(self) -> date | None:
        value = self.cells.get("periode")
        if value is None:
            self.wrong("nothing", "periode")
            return None
        day = as_day(value)
        if day is None:
            found = PERIOD.fullmatch(words_of(value))
            if found is None:
                self.wrong("bad_period", "periode", value=value)
                return None
            day = date(int(found[1]), int(found[2]), 1)
        month = day.replace(day=1)
        first, last = self.frame.period
        if not first.replace(day=1) <= month <= last:
            self.wrong("outside_period", "periode", value=month.strftime("%Y-%m"))
        return month

    def _number(self, column: str, *, needed: bool = True) -> int | None:
        value = self.cells.get(column)
        if value is None:
            if needed:
                self.wrong("nothing", column)
            return None
        if as_day(value):
            self.wrong("date_for_number", column)
            return None
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        text = words_of(value)
        if isinstance(value, str) and SEPARATED.fullmatch(text):
            self.wrong("separated", column, value=text)
        elif isinstance(value, bool) or not (text.isascii() and text.isdecimal()):
            self.wrong("not_a_count", column, value=text)
        elif int(text) >= LARGEST:
            self.wrong("too_large", column, value=text)
        else:
            return int(text)
        return None
