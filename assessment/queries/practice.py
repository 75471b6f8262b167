"""Practice files and one's own sheets on them; the reference only beside a finished one. Nobody reads another's."""

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, Q, QuerySet

from assessment.models import PracticeFile, PracticeSheet, Seat
from assessment.queries.further import points_of
from assessment.spelling import words_of_scale
from paritrana.lib.decimals import rounded
from paritrana.lib.permissions import Actor
from paritrana.programme.models import Category
from paritrana.programme.rulebook import CategoryRules, Criterion
from paritrana.programme.words import Words


@dataclass(frozen=True)
class Compared:
    """One criterion of a practice: one's score; once finished the reference, its reason and the distance in points."""

    criterion: Criterion
    levels: list[tuple[str, str]]
    scale: str
    score: str
    reference: str = ""
    reason: "Words | str" = ""
    distance: Fraction | None = None

    @property
    def distance_words(self) -> str:
        """The distance with one decimal, "" before the end."""
        return "" if self.distance is None else rounded(self.distance, 1)


@dataclass(frozen=True)
class Practice:
    """A practice file as its page shows it."""

    file: PracticeFile
    sheet: PracticeSheet | None
    title: Words
    claim: list[tuple[Words, Words]]
    rows: list[Compared]

    @property
    def is_finished(self) -> bool:
        """The reference is shown beside one's own."""
        return bool(self.sheet and self.sheet.finished_at)

    @property
    def mean(self) -> Fraction | None:
        """The mean distance from the reference in points of 0–100; None before the end."""
        gaps = [row.distance for row in self.rows if row.distance is not None]
        return sum(gaps, Fraction(0)) / len(gaps) if gaps else None

    @property
    def mean_words(self) -> str:
        """The mean with one decimal, "" before the end."""
        return "" if self.mean is None else rounded(self.mean, 1)


def files_for(seat: Seat, stage: str) -> QuerySet[PracticeFile]:
    """The practice files of the seat's category and stage."""
    return PracticeFile.objects.filter(category=seat.panel.category_id, stage=stage).select_related(
        "category__edition"
    )


def entered_files(category: Category, stage: str) -> list[tuple[Words, int]]:
    """[(title, how many have finished it)] of the category's practice files; whose scores those are nobody is told."""
    finished = Count("sheets", filter=Q(sheets__finished_at__isnull=False))
    files = PracticeFile.objects.filter(category=category, stage=stage).annotate(finished=finished)
    return [(Words(**file.title), file.finished) for file in files]


def practices_of(actor: Actor, seat: Seat, rules: CategoryRules, stage: str) -> list[Practice]:
    """All practice files of the seat with one's own sheets, in two queries."""
    files = list(files_for(seat, stage))
    sheets = {
        sheet.file_id: sheet for sheet in PracticeSheet.objects.filter(file__in=files, user_id=actor.user_id)
    }
    return [practice_of(file, sheets.get(file.pk), rules) for file in files]


def practice_of(
    file: PracticeFile, sheet: PracticeSheet | None, rules: CategoryRules, typed: dict[str, str] | None = None
) -> Practice:
    """One practice; `typed` {criterion: as typed} stands over what is stored."""
    scores = typed if typed is not None else sheet.scores if sheet else {}
    is_finished = bool(sheet and sheet.finished_at)
    rows = [_compared(c, file, scores.get(c.code, ""), is_finished) for c in rules.assessed_in(file.stage)]
    claim = [(Words(**label), Words(**text)) for label, text in file.claim]
    return Practice(file, sheet, Words(**file.title), claim, rows)


def mean_distance(practices: list[Practice]) -> str:
    """The mean over all finished files, with one decimal; "" before the first."""
    means = [practice.mean for practice in practices if practice.mean is not None]
    return rounded(sum(means, Fraction(0)) / len(means), 1) if means else ""


def _compared(criterion: Criterion, file: PracticeFile, score: str, is_finished: bool) -> Compared:
    levels = [(level, str(criterion.words.get(level, ""))) for level in criterion.scale.get("points", {})]
    given = (criterion, levels, words_of_scale(criterion), score)
    if not is_finished:
        return Compared(*given)
    reference, reason = file.scores[criterion.code], file.reasons.get(criterion.code)
    distance = abs(points_of(criterion, score) - points_of(criterion, reference))
    return Compared(*given, reference, Words(**reason) if reason else "", distance)
