"""What lasts from one edition to the next, and what of it a draft lacks. Pure: works on two claims.

The rulebook says which sections and questions last. Counts belong to their period and are never among them; a text that
holds numbers is marked as such. Evidence does not come along: it was cited for another period.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nominations.claim import Claim
from nominations.models import Answer, Regulation, Statement
from paritrana.programme.rulebook import CategoryRules, Question, Section

OF_REGULATION = ("kind", "number", "year", "subject", "status", "note")


@dataclass(frozen=True)
class Copy:
    """One text that can be copied: into an empty answer (`target`), or as a new regulation or paragraph."""

    section: Section
    kind: type[Answer] | type[Regulation] | type[Statement]
    label: str
    words: str
    values: dict[str, Any]
    target: Answer | None = None

    @property
    def holds_numbers(self) -> bool:
        """Numbers stand in the text, which may be those of another period."""
        return self.kind is not Regulation and any(sign.isdigit() for sign in self.words)


def copies_of(rules: CategoryRules, claim: Claim, last: Claim) -> list[Copy]:
    """What of the last claim can be copied, in the order of the form. What was written here is never overwritten."""
    return [copy for section in rules.sections for copy in _of_section(section, rules, claim, last)]


def _of_section(section: Section, rules: CategoryRules, claim: Claim, last: Claim) -> Iterator[Copy]:
    if section.kind == "answers":
        for question in rules.questions:
            if question.section == section.code and question.lasts:
                yield from _of_question(section, question, claim, last)
    if not section.lasts:
        return
    if section.kind == "regulations":
        known = {_spelled(row) for row in claim.regulations}
        for row in last.regulations:
            if not row.is_blank and _spelled(row) not in known:
                values = {name: getattr(row, name) for name in OF_REGULATION}
                yield Copy(section, Regulation, str(row), row.subject, values)
    elif section.kind == "statements":
        written = {row.text for row in claim.statements if row.section == section.code}
        for row in last.statements:
            if row.section == section.code and not row.is_blank and row.text not in written:
                yield Copy(section, Statement, "", row.text, {"section": section.code, "text": row.text})


def _of_question(section: Section, question: Question, claim: Claim, last: Claim) -> Iterator[Copy]:
    here, there = claim.answers.get(question.code), last.answers.get(question.code)
    if here is None or there is None or there.is_blank or not here.is_blank:
        return
    choices = dict(question.choices)
    if len(there.text) > question.limit or (question.kind == "choice" and there.text not in choices):
        return  # asked otherwise this time
    words = str(choices.get(there.text, there.text))
    yield Copy(section, Answer, str(question.name), words, {"text": there.text}, here)


def _spelled(row: Regulation) -> tuple[object, ...]:
    return (row.kind, row.number, row.year, row.subject)
