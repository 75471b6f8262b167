"""What a category's rulebook says about verification: its key "verification". Every figure there may be missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from paritrana.programme.words import Words, read_words

FINAL = "final"
"""The ranking whose first ones go on where the rulebook gives a number alone."""


@dataclass(frozen=True)
class ChecklistItem:
    """One thing a visitor looks at. `about`: the metric it bears on ("": the nominee as a whole);
    `counts`: what is counted there ("": nothing is)."""

    code: str
    name: Words
    about: str = ""
    counts: Words = Words("", "")


@dataclass(frozen=True)
class VerificationRules:
    """How a category is verified.

    `sections`: codes of the sections whose groups, regulations or paragraphs need a verdict each, besides every metric.
    `four_eyes`: whoever ends verification must not have given one of its verdicts.
    `answer_days`, `objection_days`: how long a nominee has to answer a finding, and to object to the outcome.
    `recap`: {segment of a BPJS recap: metric}; `recap_limit`: the difference from the claim, in per cent of the
    recap's count, above which it becomes a finding (decimal string).
    `sample`: how many nominations a field check draws (0: there is none); `checklist`: what is looked at there;
    `photos`: how many photos a visit brings home at most.
    `promotes`: (ranking, ranks) whose first so many go on to the national round; a bare number is of the final one.
    `promotes_tie`: "all" of those who share the last such rank go on, or a person must "choose" with a reason.
    `promotes_into`: the national category they enter ("": the one of the same code). `proposes`: the round ranks
    nobody and names whom it sends itself, at most that many in all, as before edition 2022. `by_promotion`: nobody
    files into this (national) category; its nominations come from the provinces.
    """

    sections: tuple[str, ...] = ()
    four_eyes: bool = False
    answer_days: int = 3
    objection_days: int = 3
    recap: tuple[tuple[str, str], ...] = ()
    recap_limit: str = "0"
    sample: int = 0
    checklist: tuple[ChecklistItem, ...] = ()
    photos: int = 20
    promotes: tuple[tuple[str, int], ...] = ()
    promotes_tie: str = "choose"
    promotes_into: str = ""
    proposes: bool = False
    by_promotion: bool = False


def read_verification(entry: dict[str, Any] | None, metrics: Iterable[str] = ()) -> VerificationRules:
    """The typed rules of that key; those of a category without it are all at their defaults. ValueError for an
    unknown tie rule, a code of the checklist that stands there twice, an item about no metric of the category
    (`metrics`: their codes), and a sample with nothing to look at."""
    entry = dict(entry or {})
    checklist = tuple(_item(one) for one in entry.pop("checklist", ()))
    recap = tuple(sorted(entry.pop("recap", {}).items()))
    sections = tuple(entry.pop("sections", ()))
    promotes = entry.pop("promotes", 0)
    ranks = promotes if isinstance(promotes, dict) else {FINAL: promotes} if promotes else {}
    rules = VerificationRules(
        sections=sections, recap=recap, checklist=checklist, promotes=tuple(ranks.items()), **entry
    )
    codes = [item.code for item in checklist]
    if len(set(codes)) < len(codes) or (rules.sample and not codes):
        raise ValueError(
            "verification.checklist has a code twice, or a sample is drawn and nothing looked at"
        )
    if unknown := {item.about for item in checklist} - {"", *metrics}:
        raise ValueError(f"verification.checklist is about unknown metrics: {', '.join(sorted(unknown))}")
    if rules.promotes_tie not in ("choose", "all"):
        raise ValueError(f"verification.promotes_tie is choose or all, not {rules.promotes_tie!r}")
    return rules


def _item(one: dict[str, Any]) -> ChecklistItem:
    return ChecklistItem(
        one["code"], read_words(one["name"]), one.get("about", ""), read_words(one.get("counts", {}))
    )
