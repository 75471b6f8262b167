"""What a category's rulebook says about verification: its key "verification". Every figure there may be missing."""

from dataclasses import dataclass
from typing import Any

from paritrana.programme.words import Words, read_words


@dataclass(frozen=True)
class VerificationRules:
    """How a category is verified.

    `sections`: codes of the sections whose groups, regulations or paragraphs need a verdict each, besides every metric.
    `four_eyes`: whoever ends verification must not have given one of its verdicts.
    `answer_days`, `objection_days`: how long a nominee has to answer a finding, and to object to the outcome.
    `recap`: {segment of a BPJS recap: metric}; `recap_limit`: the difference from the claim, in per cent of the
    recap's count, above which it becomes a finding (decimal string).
    `sample`: how many nominations a field check draws; `checklist`: (code, question) of its page.
    `promotes`: ranks of the final ranking that go on to the national round; `proposes`: the round names whom it
    sends itself and ranks nobody.
    """

    sections: tuple[str, ...] = ()
    four_eyes: bool = False
    answer_days: int = 3
    objection_days: int = 3
    recap: tuple[tuple[str, str], ...] = ()
    recap_limit: str = "0"
    sample: int = 0
    checklist: tuple[tuple[str, Words], ...] = ()
    promotes: int = 0
    proposes: bool = False


def read_verification(entry: dict[str, Any] | None) -> VerificationRules:
    """The typed rules of that key; those of a category without it are all at their defaults."""
    entry = dict(entry or {})
    checklist = tuple((one["code"], read_words(one["name"])) for one in entry.pop("checklist", ()))
    recap = tuple(sorted(entry.pop("recap", {}).items()))
    sections = tuple(entry.pop("sections", ()))
    return VerificationRules(sections=sections, recap=recap, checklist=checklist, **entry)
