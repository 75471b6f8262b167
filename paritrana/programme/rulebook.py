"""The rules of a category, read from a rulebook's content into typed, frozen objects.

Content: {"categories": [{level, code, name, nominee, sections, questions, metrics, groups, criteria, gates, rankings,
verification, checks, interview, on_behalf}]}. What a kind of nominee is asked is therefore data: docs/nomination.md explains each key.
Every name is {"id": …, "en": …}. Scales, gates, tie steps and selection are spelled as in a pack (docs/scoring.md)."""

from dataclasses import dataclass, field
from typing import Any

from paritrana.programme.checking import Check
from paritrana.programme.interviewing import InterviewRules
from paritrana.programme.verifying import VerificationRules
from paritrana.programme.words import Words


@dataclass(frozen=True)
class Metric:
    """A figure that nominees file: a share (covered of total) or a value."""

    code: str
    kind: str  # share | value
    section: str
    name: Words
    hint: Words
    required: bool
    needs_evidence: bool
    target: str | None  # a share's target in per cent, shown as a tick
    covered: (
        Words  # what the two counts of a share are called, where it isn't people covered out of all workers
    )
    total: Words
    unit: Words  # of a value: months, rupiah
    whole: bool  # a value without decimals, written in groups of three
    parts: tuple[str, ...]  # the metrics that this one is the whole of


@dataclass(frozen=True)
class Section:
    """A part of the form. kind: answers, figures, groups, regulations, statements.

    `feeds` names the criteria that read it: what is missing in a section that weighs more is said first.
    `lasts`: what is written here holds beyond its period and can be copied from the nominee's last nomination. Counts
    never do.
    """

    code: str
    kind: str
    name: Words
    required: bool
    lead: Words  # what to do here, where the kind's own sentence does not fit
    feeds: tuple[str, ...]
    lasts: bool = False


@dataclass(frozen=True)
class Question:
    """Something asked in words. kind: line, text, choice, email, phone. `limit`: characters at most.

    `lasts` is its section's, unless the question says otherwise: a number of people asked in words does not last.
    """

    code: str
    section: str
    kind: str
    name: Words
    hint: Words
    required: bool
    limit: int
    choices: tuple[tuple[str, Words], ...]
    lasts: bool = False


@dataclass(frozen=True)
class Group:
    """A protected group that can be reported with people and units. `within`: the metric whose total holds them all."""

    code: str
    name: Words
    within: str | None


@dataclass(frozen=True)
class Band:
    """Words for a stretch of a range scale, ends included (decimal strings)."""

    least: str
    most: str
    words: Words


@dataclass(frozen=True)
class Criterion:
    """What is scored: a metric on a scale, or an assessor's judgement in one stage.

    `evidence` names what of the claim an assessor looks at for it: `section:CODE` or `metric:CODE`.
    """

    code: str
    kind: str  # metric | assessed
    name: Words
    question: Words
    scale: dict[str, Any]
    metric: str | None
    stage: str | None  # document | interview
    words: dict[str, Words]  # of each level
    bands: tuple[Band, ...] = ()  # of a range
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Aspect:
    """A weighted group of weighted criteria; weights are decimal strings that make 100."""

    code: str
    name: Words
    weight: str
    criteria: tuple[tuple[str, str], ...]  # (criterion code, weight)


@dataclass(frozen=True)
class CoolDown:
    """Who was placed up to `rank` in one of the last `editions` before is named specially and takes no place."""

    editions: int
    rank: int


@dataclass(frozen=True)
class Ranking:
    """One ranking of a category: its rubric (aspects) and its selection. Codes: shortlist, final, or a title's."""

    code: str
    name: Words
    aggregate: str
    min_scores: int
    precision: int
    spread_limit: str | None
    aspects: tuple[Aspect, ...]
    tie_break: tuple[str, ...]
    selection: dict[str, Any]
    cool_down: CoolDown | None = None

    def criterion_codes(self) -> list[str]:
        """The criteria this ranking weighs, in the order of its aspects."""
        return [code for aspect in self.aspects for code, _weight in aspect.criteria]


@dataclass(frozen=True)
class CategoryRules:
    """All rules of one category at one level."""

    level: str
    code: str
    name: Words
    nominee: str  # province | regency_city | business | village
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    metrics: tuple[Metric, ...]
    groups: tuple[Group, ...]
    criteria: tuple[Criterion, ...]
    gates: tuple[dict[str, Any], ...]
    rankings: tuple[Ranking, ...]
    verification: VerificationRules = field(default_factory=VerificationRules)
    checks: tuple[Check, ...] = ()
    interview: InterviewRules = field(default_factory=InterviewRules)
    on_behalf: tuple[str, ...] = ()  # the kinds of organisation that may file for a nominee
    version: int = field(default=0)
    adopted_at: str = field(default="")

    def metric(self, code: str) -> Metric:
        """The metric with that code; KeyError if there is none."""
        return {metric.code: metric for metric in self.metrics}[code]

    def question(self, code: str) -> Question:
        """The question with that code; KeyError if there is none."""
        return {question.code: question for question in self.questions}[code]

    def criterion(self, code: str) -> Criterion:
        """The criterion with that code; KeyError if there is none."""
        return {criterion.code: criterion for criterion in self.criteria}[code]

    def ranking(self, code: str) -> Ranking:
        """The ranking with that code; KeyError if there is none."""
        return {ranking.code: ranking for ranking in self.rankings}[code]

    def assessed_in(self, stage: str) -> tuple[Criterion, ...]:
        """The criteria an assessor scores in that stage."""
        return tuple(criterion for criterion in self.criteria if criterion.stage == stage)
