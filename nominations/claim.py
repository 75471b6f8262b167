"""Everything one nomination files, read once and handed to the pure modules, the pages and the receipt."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nominations.models import Answer, Evidence, Figure, Nomination, ProtectedGroup, Regulation, Statement


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
