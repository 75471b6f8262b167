"""Compositions of panels: which seats there are, read from a rulebook's content into typed, frozen objects.

Content: {"panels": [{code, level, name, quorum, former_post_years, allocation: {per_nomination, most, further}, seats: [{code,
duty, title}], source}]}. The first composition of a level is the one proposed. An edition without any seats freely.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from paritrana.programme.models import Rulebook
from paritrana.programme.rulebook import Words

FORMER_POST_YEARS = 5
"""How long a post that has ended still ties somebody, where the rulebook says nothing."""

READERS = 3
"""How many read each nomination in the first draft of an allocation, where the rulebook has all read all."""


@dataclass(frozen=True)
class Place:
    """One seat that a composition asks for. duty: chair, deputy, secretary, member, reserve."""

    code: str
    duty: str
    title: Words


@dataclass(frozen=True)
class Composition:
    """The seats of a panel and the rules of its work.

    `quorum` is the fewest assessors with whom a panel may close; `per_nomination` how many of them read each
    nomination (None: all), `most` the most sheets one may get in a stage (None: no limit), `further` how many further
    assessors are called for a nomination whose scores lie further apart than a ranking's spread_limit (0: none).
    """

    code: str
    level: str
    name: Words
    quorum: int
    places: tuple[Place, ...]
    per_nomination: int | None = None
    most: int | None = None
    further: int = 0
    former_post_years: int = FORMER_POST_YEARS
    source: str = ""

    @property
    def readers(self) -> int:
        """How many readers an allocation offers at first for each nomination; the secretariat may choose another number."""
        return self.per_nomination or READERS


FREE = Composition("", "", Words("Susunan bebas", "Free composition"), quorum=1, places=())
"""What applies where the rulebook names no composition."""


@lru_cache(maxsize=64)
def compositions_in(rulebook_id: int) -> tuple[Composition, ...]:
    """The compositions of one version of a rulebook; kept in memory, since a version never changes."""
    content = Rulebook.objects.values_list("content", flat=True).get(pk=rulebook_id)
    return tuple(read_composition(entry) for entry in content.get("panels", ()))


def composition_in(rulebook_id: int, code: str) -> Composition:
    """The composition of that code, or FREE."""
    return next((found for found in compositions_in(rulebook_id) if found.code == code), FREE)


def read_composition(entry: dict[str, Any]) -> Composition:
    """One composition of a rulebook's content; KeyError names a missing key."""
    allocation = entry.get("allocation", {})
    return Composition(
        code=entry["code"],
        level=entry["level"],
        name=Words(**entry["name"]),
        quorum=entry["quorum"],
        places=tuple(Place(seat["code"], seat["duty"], Words(**seat["title"])) for seat in entry["seats"]),
        per_nomination=allocation.get("per_nomination"),
        most=allocation.get("most"),
        further=allocation.get("further", 0),
        former_post_years=entry.get("former_post_years", FORMER_POST_YEARS),
        source=entry.get("source", ""),
    )
