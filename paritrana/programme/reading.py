"""The rules of a category, read from a rulebook's content into the typed, frozen objects of rulebook.py."""

from functools import lru_cache
from typing import Any

from paritrana.programme.checking import read_checks
from paritrana.programme.interviewing import read_interview
from paritrana.programme.models import Category, Rulebook
from paritrana.programme.rulebook import (
    Aspect,
    Band,
    CategoryRules,
    CoolDown,
    Criterion,
    Group,
    Metric,
    Question,
    Ranking,
    Section,
)
from paritrana.programme.verifying import read_verification
from paritrana.programme.words import read_words as _words


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
