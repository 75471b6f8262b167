"""A pool counted part by part, so that memory does not grow with the number of sheets. Pure: no query, no clock.

The arithmetic is that of assessment.scoring; only the way the pack is read differs: every nomination with its recusals
and sheets is checked and reduced to its points before the next ones come.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from assessment import scoring

PART = 50
"""Nominations that are read at a time: with all their sheets they are what takes memory."""

Tell = Callable[[int, int], None]
"""`tell(done, total)`: how far the count is."""


def quiet(done: int, total: int) -> None:
    """For whoever needs no progress."""


@dataclass(slots=True)
class Bundle:
    """One nomination as the pack has it: its entry, and its members of the other two lists."""

    entry: dict[str, Any]
    recusals: list[dict[str, Any]] = field(default_factory=list)
    sheets: list[dict[str, Any]] = field(default_factory=list)


def placings_of(
    frame: dict[str, Any], bundles: Iterable[Bundle], total: int, tell: Tell = quiet
) -> Iterator[dict[str, Any]]:
    """The placings of the pool in the order of the result. Raises PackFaults for the first part with faults."""
    tallies: list[scoring.Tally] = []
    rules: scoring.Rules | None = None
    for part in in_parts(bundles):
        pack = scoring.take_in(
            frame
            | {
                "nominations": [bundle.entry for bundle in part],
                "recusals": [item for bundle in part for item in bundle.recusals],
                "sheets": [item for bundle in part for item in bundle.sheets],
            }
        )
        rules = pack.rules
        tallies += scoring.tally(pack)
        tell(len(tallies), total)
    if rules is None:
        rules = scoring.take_in(frame | {"nominations": [], "recusals": [], "sheets": []}).rules
    return scoring.placings_of(rules, scoring.settle(rules, tallies))


def in_parts(bundles: Iterable[Bundle]) -> Iterator[list[Bundle]]:
    """The bundles in lists of PART."""
    rest = iter(bundles)
    while part := list(islice(rest, PART)):
        yield part


@dataclass
class Digest:
    """SHA-256 over pieces that pass through; `str()` is spelled like every digest of a pack."""

    state: Any = field(default_factory=hashlib.sha256)

    def over(self, pieces: Iterable[str]) -> Iterator[str]:
        """The pieces, counted in."""
        for piece in pieces:
            self.state.update(piece.encode())
            yield piece

    def take(self, pieces: Iterable[str]) -> "Digest":
        """Counts the pieces in and lets them go."""
        for piece in pieces:
            self.state.update(piece.encode())
        return self

    def __str__(self) -> str:
        return "sha256:" + self.state.hexdigest()
