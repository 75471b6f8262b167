"""What a round of the example is to become: its province, stage, nominees and story."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from paritrana.demo import (
    calendars,
)
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.programme.models import Category, Round


@dataclass(frozen=True)
class Setting:
    """One round of the example with the people who run it."""

    round: Round
    category: Category
    slug: str
    now: datetime
    secretariat: Actor

    def during(self, code: str, part: float = 0.3) -> AbstractContextManager[None]:
        """The clock set to a past moment of that stage."""
        return clock.set_to(calendars.within(self.round, code, self.now, part))


@dataclass(frozen=True)
class Plan:
    """A province, how far its round has come, its nominees and the story that leads there."""

    region: str | None
    slug: str
    stage: str
    nominees: tuple[tuple[str, str], ...]  # (region code, slug)
    tell: Callable[[Setting, "Plan"], None]
    joined: tuple[str, ...] = ()  # further provinces whose nominees file in this round
