"""A score sheet as its page shows it."""

from dataclasses import dataclass
from typing import Any

from assessment.models import ScoreSheet, SheetVersion
from assessment.spelling import words_of_scale
from paritrana.programme.rulebook import Aspect, CategoryRules, Criterion


@dataclass(frozen=True)
class Level:
    """A level of a scale with its words."""

    value: str
    words: str


@dataclass(frozen=True)
class Row:
    """One criterion on the sheet: what is asked, what is stored, and what was typed where that differs."""

    number: int
    criterion: Criterion
    aspect: Aspect | None
    weight: str
    levels: list[Level]
    scale: str
    score: str
    ground: str
    note: str
    in_hand: bool = False
    stored: dict[str, str] | None = None
    error: str = ""

    @property
    def code(self) -> str:
        """The criterion's code."""
        return self.criterion.code

    @property
    def chosen_words(self) -> str:
        """The words of the stored level, or the number itself."""
        return next((level.words for level in self.levels if level.value == self.score), self.score)

    @property
    def is_answered(self) -> bool:
        """Scored or abstained from."""
        return bool(self.score or self.ground)


def rows_of(
    sheet: ScoreSheet, rules: CategoryRules, *, in_hand: str = "", typed: dict[str, str] | None = None
) -> list[Row]:
    """The criteria of the sheet's stage. `typed` {field: value} stands over what is stored, which is then shown beside."""
    typed = typed or {}
    asked = rules.assessed_in(sheet.stage)
    weights = _weights(rules)
    codes = [criterion.code for criterion in asked]
    chosen = in_hand if in_hand in codes else _first_open(sheet, codes)

    def value(part: str, code: str) -> str:
        field = f"{part}-{code}"
        return typed.get(field, sheet.value_of(field))

    return [
        Row(
            number=number,
            criterion=criterion,
            aspect=weights.get(criterion.code, (None, ""))[0],
            weight=weights.get(criterion.code, (None, ""))[1],
            levels=[
                Level(level, str(criterion.words.get(level, "")))
                for level in criterion.scale.get("points", {})
            ],
            scale=words_of_scale(criterion),
            score=value("score", criterion.code),
            ground=value("ground", criterion.code),
            note=value("note", criterion.code),
            in_hand=criterion.code == chosen,
        )
        for number, criterion in enumerate(asked, start=1)
    ]


def versions_of(
    sheet: ScoreSheet, rules: CategoryRules
) -> list[tuple[SheetVersion, list[tuple[Criterion, str]]]]:
    """What was signed before the chair reopened the sheet, the oldest first: (version, [(criterion, score or ground)])."""
    asked = rules.assessed_in(sheet.stage)
    return [
        (
            version,
            [(one, version.scores.get(one.code) or version.abstained.get(one.code, "")) for one in asked],
        )
        for version in sheet.versions.order_by("version")
    ]


def answered(rows: list[Row]) -> int:
    """How many criteria are scored or abstained from."""
    return sum(row.is_answered for row in rows)


def in_hand(rows: list[Row]) -> Row | None:
    """The criterion in hand."""
    return next((row for row in rows if row.in_hand), None)


def _weights(rules: CategoryRules) -> dict[str, tuple[Aspect, Any]]:
    """{criterion: (aspect, its weight there)} of the last ranking that weighs it: the final one."""
    return {
        code: (aspect, weight)
        for ranking in rules.rankings
        for aspect in ranking.aspects
        for code, weight in aspect.criteria
    }


def _first_open(sheet: ScoreSheet, codes: list[str]) -> str:
    return next(
        (code for code in codes if code not in sheet.scores | sheet.abstained), codes[0] if codes else ""
    )
