"""What a category's rulebook says about interviews: its key "interview". Every figure there may be missing."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class InterviewRules:
    """How a category is interviewed.

    `parts`: minutes of presentation, questions and scoring, which make a slot; `gap`: minutes between two slots.
    `confirm_hours`: until how long before the slot the nominee says who comes; `officials`: how many accompany.
    `quorum`: scoring seats that must be present. `discussion`: "counts" (the sheet that is signed anew after the
    reveal counts) or "minuted" (the sheet stands as revealed, the change is only minuted).
    """

    parts: tuple[int, int, int] = (15, 20, 5)
    gap: int = 5
    confirm_hours: int = 24
    officials: int = 2
    quorum: int = 3
    discussion: str = "minuted"

    @property
    def minutes(self) -> int:
        """How long a slot lasts."""
        return sum(self.parts)


def read_interview(entry: dict[str, Any] | None) -> InterviewRules:
    """The typed rules of that key; those of a category without it are all at their defaults. ValueError for an unknown discussion."""
    entry = dict(entry or {})
    parts = tuple(entry.pop("parts", InterviewRules.parts))
    rules = InterviewRules(parts=parts, **entry)
    if rules.discussion not in ("counts", "minuted"):
        raise ValueError(f"interview.discussion is counts or minuted, not {rules.discussion!r}")
    return rules
