"""The rules of a category, read from a rulebook's content into typed, frozen objects.

Content: {"categories": [{level, code, name, nominee, sections, questions, metrics, groups, criteria, gates, rankings,
verification, checks, interview, on_behalf}]}. What a kind of nominee is asked is therefore data: docs/nomination.md explains each key.
Every name is {"id": …, "en": …}. Scales, gates, tie steps and selection are spelled as in a pack (docs/scoring.md).
"""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from paritrana.programme.checking import Check, read_checks
from paritrana.programme.interviewing import InterviewRules, read_interview
from paritrana.programme.models import Category, Rulebook
from paritrana.programme.verifying import VerificationRules, read_verification
from paritrana.programme.words import Words
from paritrana.programme.words import read_words as _words


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


def rules_of(category: Category) -> CategoryRules:
    """The rules in force for a category: the newest version of its edition's rulebook. LookupError if none is adopted."""
    return rules_in(newest_in(category.edition_id), category.level, category.code)


def newest_in(edition_id: int) -> int:
    """The key of the newest version of an edition's rulebook, for `rules_in`. LookupError if none is adopted."""
    versions = Rulebook.objects.filter(edition=edition_id).order_by("-version")
    newest = versions.values_list("id", flat=True).first()
    if newest is None:
        raise LookupError(f"no rulebook is adopted for edition {edition_id}")
    return newest


@lru_cache(maxsize=256)
def rules_in(rulebook_id: int, level: str, code: str) -> CategoryRules:
    """The rules of a category in one version; kept in memory, since a version never changes."""
    version = Rulebook.objects.get(pk=rulebook_id)
    for entry in version.content["categories"]:
        if (entry["level"], entry["code"]) == (level, code):
            return read_category(entry, version.version, version.adopted_at.strftime("%Y-%m-%dT%H:%M:%SZ"))
    raise LookupError(f"{version} has no category {level}/{code}")


def read_category(entry: dict[str, Any], version: int = 0, adopted_at: str = "") -> CategoryRules:
    """One category of a rulebook's content as typed rules; KeyError names a missing key."""
    return CategoryRules(
        level=entry["level"],
        code=entry["code"],
        name=_words(entry["name"]),
        nominee=entry["nominee"],
        sections=tuple(_section(part) for part in entry["sections"]),
        questions=tuple(_question(question, entry["sections"]) for question in entry.get("questions", ())),
        metrics=tuple(
            Metric(
                code=metric["code"],
                kind=metric["kind"],
                section=metric["section"],
                name=_words(metric["name"]),
                hint=_words(metric.get("hint")),
                required=metric.get("required", True),
                needs_evidence=metric.get("needs_evidence", True),
                target=metric.get("target"),
                covered=_words(metric.get("covered")),
                total=_words(metric.get("total")),
                unit=_words(metric.get("unit")),
                whole=metric.get("whole", False),
                parts=tuple(metric.get("parts", ())),
            )
            for metric in entry["metrics"]
        ),
        groups=tuple(
            Group(group["code"], _words(group["name"]), group.get("within")) for group in entry["groups"]
        ),
        criteria=tuple(
            Criterion(
                code=criterion["code"],
                kind=criterion["kind"],
                name=_words(criterion["name"]),
                question=_words(criterion.get("question")),
                scale=criterion["scale"],
                metric=criterion.get("metric"),
                stage=criterion.get("stage"),
                words={level: _words(words) for level, words in criterion.get("words", {}).items()},
                bands=tuple(
                    Band(band["from"], band["to"], _words(band["words"]))
                    for band in criterion.get("bands", ())
                ),
                evidence=tuple(criterion.get("evidence", ())),
            )
            for criterion in entry["criteria"]
        ),
        gates=tuple(entry.get("gates", ())),
        rankings=tuple(
            Ranking(
                code=ranking["code"],
                name=_words(ranking["name"]),
                aggregate=ranking["aggregate"],
                min_scores=ranking["min_scores"],
                precision=ranking.get("precision", 4),
                spread_limit=ranking.get("spread_limit"),
                aspects=tuple(
                    Aspect(
                        aspect["code"],
                        _words(aspect["name"]),
                        aspect["weight"],
                        tuple((criterion["code"], criterion["weight"]) for criterion in aspect["criteria"]),
                    )
                    for aspect in ranking["aspects"]
                ),
                tie_break=tuple(ranking.get("tie_break", ())),
                selection=ranking["selection"],
                cool_down=CoolDown(**ranking["cool_down"]) if ranking.get("cool_down") else None,
            )
            for ranking in entry["rankings"]
        ),
        verification=read_verification(
            entry.get("verification"), [metric["code"] for metric in entry["metrics"]]
        ),
        checks=read_checks(entry.get("checks", [])),
        interview=read_interview(entry.get("interview")),
        on_behalf=tuple(entry.get("on_behalf", ())),
        version=version,
        adopted_at=adopted_at,
    )


LIMITS = {"line": 200, "email": 200, "phone": 60, "choice": 60, "text": 2000}
"""Characters of an answer at most, by the kind of its question, unless the rulebook says less."""


def _section(part: dict[str, Any]) -> Section:
    if part.get("lasts") and part["kind"] in {"figures", "groups"}:
        raise ValueError(
            f"section {part['code']} holds counts, which belong to their period and are never copied"
        )
    return Section(
        part["code"],
        part["kind"],
        _words(part["name"]),
        part.get("required", False),
        _words(part.get("lead")),
        tuple(part.get("feeds", ())),
        part.get("lasts", False),
    )


def _question(entry: dict[str, Any], sections: list[dict[str, Any]]) -> Question:
    lasting = {part["code"] for part in sections if part.get("lasts")}
    return Question(
        code=entry["code"],
        section=entry["section"],
        kind=entry["kind"],
        name=_words(entry["name"]),
        hint=_words(entry.get("hint")),
        required=entry.get("required", False),
        limit=min(entry.get("limit", LIMITS[entry["kind"]]), LIMITS[entry["kind"]]),
        choices=tuple((choice["code"], _words(choice["name"])) for choice in entry.get("choices", ())),
        lasts=entry.get("lasts", entry["section"] in lasting),
    )
