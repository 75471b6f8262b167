"""What a policy answers: yes, or no with the sentence that page, 403 and action all show."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


class Refused(Exception):
    """An action was asked for that its policy forbids; carries the sentence for the person."""

    def __init__(self, sentence: "str | Promise"):
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Verdict:
    """True, or false with a sentence: what happened, why, and the way out."""

    allowed: bool
    sentence: "str | Promise" = ""

    def __bool__(self) -> bool:
        return self.allowed

    def require(self) -> None:
        """Raises Refused with the sentence unless allowed."""
        if not self.allowed:
            raise Refused(self.sentence)


YES = Verdict(True)


def no(sentence: "str | Promise") -> Verdict:
    """A refusal. An empty sentence is a programming error: nobody is refused without a reason."""
    if not sentence:
        raise ValueError("a refusal needs a sentence")
    return Verdict(False, sentence)


def first_no(*verdicts: Verdict) -> Verdict:
    """The first refusal of several verdicts, or yes."""
    return next((verdict for verdict in verdicts if not verdict), YES)


Policy = Callable[..., Verdict]
Loader = Callable[..., Any]
