"""Everything one nomination files, read once and handed to the pure modules, the pages and the receipt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from nominations.models import Answer, Evidence, Figure, Nomination, ProtectedGroup, Regulation, Statement


@dataclass(frozen=True)
class Before:
    """A figure of the same nominee in the edition before: as verified, or as claimed where it was not."""

    period: str  # the year assessed
    covered: int | None
    total: int | None
    value: str | None
    verified: bool


@dataclass(frozen=True)
class Surroundings:
    """What a claim is held against: its period, the figures of the edition before, files that others attached."""

    period: tuple[date, date] | None = None
    before: Mapping[str, Before] = field(default_factory=dict)  # by metric
    filed_elsewhere: frozenset[int] = (
        frozenset()
    )  # keys of documents that another nominee of the edition attached
    filed_before: frozenset[int] = frozenset()  # and those attached in an earlier edition


@dataclass(frozen=True)
class Claim:
    """The rows of one nomination: answers by question, figures by metric, groups by code, and the rest in the order they were added."""

    nomination: Nomination
    figures: Mapping[str, Figure]
    groups: Mapping[str, ProtectedGroup]
    regulations: list[Regulation]
    statements: list[Statement]
    evidence: list[Evidence]
    answers: Mapping[str, Answer] = field(default_factory=dict)
    around: Surroundings = field(default_factory=Surroundings)
