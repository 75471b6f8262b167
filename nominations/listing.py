"""A claim laid out as a page or a paper reads it: section by section, each row with its name, remarks and verdict."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from nominations.claim import Before, Claim
from nominations.models import (
    Answer,
    EntryVerdict,
    Figure,
    ProtectedGroup,
    Regulation,
    Statement,
    Verdict,
    Verification,
)
from nominations.sanity import Remark, remarks_on
from paritrana.lib.decimals import share
from paritrana.programme.rulebook import CategoryRules, Group, Metric, Question, Section


@dataclass(frozen=True)
class Difference:
    """Verified less claimed: of both counts, of the share in percentage points, or of a value. Zero is said too."""

    covered: int | None = None
    total: int | None = None
    points: Fraction | None = None
    value: str | None = None


@dataclass(frozen=True)
class FigureRow:
    """A metric with its claim, what is odd about it, and the verdict once there is one."""

    metric: Metric
    figure: Figure
    remarks: list[Remark]
    verification: Verification | None
    before: Before | None = None

    @property
    def claimed(self) -> Fraction | None:
        """The share as claimed."""
        return _share(self.figure.covered, self.figure.total)

    @property
    def verified(self) -> Fraction | None:
        """The share as verified."""
        return _share(self.verification.covered, self.verification.total) if self.verification else None

    @property
    def difference(self) -> Difference | None:
        """Verified less claimed; None while there is no verdict, no whole claim, or nothing was proven."""
        v = self.verification
        if v is None or v.verdict == Verdict.NOT_PROVEN or not self.figure.is_whole:
            return None
        if v.value is not None and self.figure.value is not None:
            return Difference(value=str(Decimal(v.value) - Decimal(self.figure.value)))
        if None in (v.covered, v.total, self.figure.covered, self.figure.total):
            return None
        return Difference(
            covered=v.covered - self.figure.covered,
            total=v.total - self.figure.total,
            points=(self.verified - self.claimed) * 100
            if None not in (self.verified, self.claimed)
            else None,
        )

    @property
    def target(self) -> Fraction | None:
        """The share aimed at."""
        return Fraction(self.metric.target) / 100 if self.metric.target else None


@dataclass(frozen=True)
class GroupRow:
    """A protected group with its claim."""

    group: Group
    entry: ProtectedGroup
    remarks: list[Remark]


@dataclass(frozen=True)
class AnswerRow:
    """A question with what was written."""

    question: Question
    entry: Answer

    @property
    def words(self) -> str:
        """The answer as it is read: a choice by its name."""
        chosen = dict(self.question.choices).get(self.entry.text)
        return str(chosen) if chosen else self.entry.text


@dataclass(frozen=True)
class Part:
    """One section and its rows; only the list that fits the section's kind is filled."""

    section: Section
    answers: list[AnswerRow] = field(default_factory=list)
    figures: list[FigureRow] = field(default_factory=list)
    groups: list[GroupRow] = field(default_factory=list)
    regulations: list[Regulation] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    @property
    def filed_groups(self) -> list[GroupRow]:
        """The groups that say something."""
        return [row for row in self.groups if not row.entry.is_blank]

    @property
    def filed_answers(self) -> list[AnswerRow]:
        """The questions that were answered."""
        return [row for row in self.answers if not row.entry.is_blank]

    def sum_for(self, row: FigureRow) -> tuple[int, int] | None:
        """Covered and total of the figures that this one is the whole of; None while one of them is not whole."""
        codes = row.metric.parts
        parts = [other.figure for other in self.figures if other.metric.code in codes]
        if not parts or len(parts) != len(codes) or not all(part.is_whole for part in parts):
            return None
        return sum(part.covered or 0 for part in parts), sum(part.total or 0 for part in parts)

    @property
    def is_blank(self) -> bool:
        """Nothing was filed here."""
        figures = any(not row.figure.is_blank for row in self.figures)
        return not (figures or self.filed_answers or self.filed_groups or self.regulations or self.statements)


def parts_of(
    rules: CategoryRules,
    claim: Claim,
    verifications: Iterable[Verification] = (),
    entries: Iterable[EntryVerdict] = (),
) -> list[Part]:
    """The sections of the rulebook with what the claim files in each, and beside each row its verdict."""
    remarks = remarks_on(rules, claim)
    verdicts = {row.metric: row for row in verifications}
    of_entries = {row.entry: row for row in entries}
    for entry in (*claim.groups.values(), *claim.regulations, *claim.statements):
        entry.verification = of_entries.get(entry.public_id)

    def about(code: str) -> list[Remark]:
        return [remark for remark in remarks if remark.about == code]

    def part(section: Section) -> Part:
        if section.kind == "answers":
            asked = [q for q in rules.questions if q.section == section.code and q.code in claim.answers]
            return Part(section, answers=[AnswerRow(q, claim.answers[q.code]) for q in asked])
        if section.kind == "figures":
            metrics = [m for m in rules.metrics if m.section == section.code and m.code in claim.figures]
            rows = [
                FigureRow(
                    metric,
                    claim.figures[metric.code],
                    about(metric.code),
                    verdicts.get(metric.code),
                    claim.around.before.get(metric.code),
                )
                for metric in metrics
            ]
            return Part(section, figures=rows)
        if section.kind == "groups":
            known = [group for group in rules.groups if group.code in claim.groups]
            return Part(
                section,
                groups=[GroupRow(group, claim.groups[group.code], about(group.code)) for group in known],
            )
        if section.kind == "regulations":
            return Part(section, regulations=claim.regulations)
        mine = [statement for statement in claim.statements if statement.section == section.code]
        return Part(section, statements=mine)

    return [part(section) for section in rules.sections]


def _share(covered: int | None, total: int | None) -> Fraction | None:
    return None if covered is None or total is None else share(covered, total)
