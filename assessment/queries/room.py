"""The room as its pages show it: who is complete before the reveal, never what anybody wrote; all scores after it."""

from dataclasses import dataclass, field
from fractions import Fraction

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from assessment.models import (
    Conflict,
    Interview,
    InterviewState,
    ScoreChange,
    ScoreSheet,
    Seat,
    Session,
    SheetState,
)
from assessment.models.sheet import SheetStage
from assessment.queries.interview_doors import whole
from paritrana.programme.rulebook import CategoryRules, Criterion


@dataclass(frozen=True)
class Line:
    """A seat at a turn. state: complete | writing | waiting | absent | conflict | silent (a seat that does not score)."""

    seat: Seat
    state: str
    answered: int
    asked: int
    is_present: bool | None

    @property
    def counts(self) -> bool:
        """Its sheet is waited for."""
        return self.state in ("complete", "writing", "waiting")


@dataclass(frozen=True)
class Shown:
    """A revealed sheet: its scores in the order of the criteria, None where the assessor abstained."""

    seat: Seat
    scores: list[str | None]
    notes: list[str]


@dataclass(frozen=True)
class Reveal:
    """All signed sheets side by side, and the criteria whose scores lie apart by more than the rule allows."""

    criteria: list[Criterion]
    rows: list[Shown]
    wide: list[str]
    counted: list[int]


@dataclass(frozen=True)
class Part:
    """A part of a turn: its minutes, and where it begins in per cent of the whole, as a picture's attribute spells it."""

    name: str
    minutes: int
    begins: str


@dataclass(frozen=True)
class Board:
    """The room at one turn."""

    session: Session
    interviews: list[Interview]
    interview: Interview | None
    rules: CategoryRules
    lines: list[Line] = field(default_factory=list)
    reveal: Reveal | None = None
    changes: list[ScoreChange] = field(default_factory=list)

    @property
    def complete(self) -> int:
        """Signed sheets."""
        return sum(line.state == "complete" for line in self.lines)

    @property
    def expected(self) -> int:
        """Sheets that are waited for."""
        return sum(line.counts for line in self.lines)

    @property
    def least(self) -> int:
        """Scores below which the nomination stays incomplete: the strictest of the rankings with interview criteria."""
        asked = {criterion.code for criterion in self.rules.assessed_in(SheetStage.INTERVIEW)}
        return max(
            (ranking.min_scores for ranking in self.rules.rankings if asked & set(ranking.criterion_codes())),
            default=1,
        )

    @property
    def has_quorum(self) -> bool:
        """Enough scoring seats are there."""
        return self.expected >= self.rules.interview.quorum

    @property
    def is_short(self) -> bool:
        """Even if all sign, fewer scores than the minimum come together."""
        return self.expected < self.least

    @property
    def turn(self) -> int:
        """Which turn of the session it is, from 1."""
        return next(
            (n for n, one in enumerate(self.interviews, 1) if self.interview and one.pk == self.interview.pk),
            0,
        )

    @property
    def is_busy(self) -> bool:
        """A turn is under way; no other can be called."""
        return any(one.state in (InterviewState.RUNNING, InterviewState.REVEALED) for one in self.interviews)

    @property
    def following(self) -> Interview | None:
        """The next one to be called."""
        return next((one for one in self.interviews if one.state == InterviewState.PLANNED), None)

    @property
    def parts(self) -> list["Part"]:
        """The parts of a turn in their order."""
        minutes, before, found = self.rules.interview.parts, 0, []
        for name, length in zip((_("Presentation"), _("Questions"), _("Scoring")), minutes, strict=True):
            found.append(Part(name, length, f"{100 * before / sum(minutes):.2f}"))
            before += length
        return found


def board_of(session: Session, rules: CategoryRules, *, chosen: str = "", seat: Seat | None = None) -> Board:
    """The room at the turn in hand, or the one chosen by its public id. `seat` is the viewer's: in conflict it sees no score.

    Ten queries whatever the number of seats and turns.
    """
    interviews = list(
        whole(Interview.objects.filter(session=session))
        .exclude(state=InterviewState.CANCELLED)
        .order_by("starts_at", "id")
    )
    in_hand = next((one for one in interviews if chosen and one.public_id == chosen), None) or next(
        (one for one in interviews if one.pk == session.current_id), None
    )
    if in_hand is None:
        return Board(session, interviews, None, rules)
    asked = rules.assessed_in(SheetStage.INTERVIEW)
    kept_away = set(
        Conflict.objects.filter(seat__panel=session.panel, nomination=in_hand.nomination).values_list(
            "seat_id", flat=True
        )
    )
    sheets = {
        sheet.seat_id: sheet
        for sheet in ScoreSheet.objects.filter(
            seat__panel=session.panel, nomination=in_hand.nomination, stage=SheetStage.INTERVIEW
        )
    }
    present = dict(in_hand.presences.values_list("seat_id", "is_present"))
    lines = [
        _line(seat, sheets.get(seat.pk), seat.pk in kept_away, present.get(seat.pk), len(asked))
        for seat in session.panel.seats.all()
        if seat.ended_at is None
    ]
    shown = in_hand.revealed_at is not None and (seat is None or seat.pk not in kept_away)
    return Board(
        session,
        interviews,
        in_hand,
        rules,
        lines,
        _reveal(session, rules, asked, sheets, kept_away) if shown else None,
        list(in_hand.changes.select_related("sheet__seat")) if shown else [],
    )


def pulse_of(session_id: int, *, lead: bool) -> str | None:
    """What changes whenever the page of the room would: one query. Pads hear of turns only, never of others' sheets."""
    found = Session.objects.filter(pk=session_id)
    if not lead:
        turn = found.values_list("current_id", "current__state", "state").first()
        return ".".join(map(str, turn)) if turn else None
    sheets = (
        ScoreSheet.objects.filter(
            nomination=OuterRef("current__nomination"),
            stage=SheetStage.INTERVIEW,
            seat__panel=OuterRef("panel"),
        )
        .order_by()
        .values("nomination")
        .annotate(sum=Sum("version") * 64 + Count("pk", filter=Q(state=SheetState.SIGNED)))
    )
    conflicts = (
        Conflict.objects.filter(nomination=OuterRef("current__nomination"), seat__panel=OuterRef("panel"))
        .order_by()
        .values("nomination")
        .annotate(sum=Count("pk"))
    )
    zero = Value(0)
    row = (
        found.annotate(
            written=Coalesce(Subquery(sheets.values("sum"), output_field=IntegerField()), zero),
            away=Coalesce(Subquery(conflicts.values("sum"), output_field=IntegerField()), zero),
        )
        .values_list("version", "written", "away")
        .first()
    )
    return ".".join(map(str, row)) if row else None


def pulse_before(session: Session, *, lead: bool) -> str:
    """The pulse of a page that is about to be put together from this session; ask before anything else is read.

    It is as old as the row it was given, so a turn that ends while the page is being read is noticed with the next
    poll: with the pulse of afterwards, the page would stand still with what it read before.
    """
    if not lead:
        state = session.current.state if session.current else None
        return f"{session.current_id}.{state}.{session.state}"
    present = pulse_of(session.pk, lead=True) or ""
    return f"{session.version}.{present.partition('.')[2]}"


def _line(seat: Seat, sheet: ScoreSheet | None, away: bool, present: bool | None, asked: int) -> Line:
    answered = len(sheet.scores | sheet.abstained) if sheet else 0
    if away:
        return Line(seat, "conflict", 0, asked, present)
    if not seat.is_assessor:
        return Line(seat, "silent", 0, 0, present)
    if sheet and sheet.state == SheetState.SIGNED:
        return Line(seat, "complete", answered, asked, present)
    if present is False:
        return Line(seat, "absent", 0, asked, present)
    return Line(seat, "writing" if answered else "waiting", answered, asked, present)


def _reveal(
    session: Session,
    rules: CategoryRules,
    asked: tuple[Criterion, ...],
    sheets: dict[int, ScoreSheet],
    kept_away: set[int],
) -> Reveal:
    rows = [
        Shown(
            seat,
            [sheet.scores.get(criterion.code) for criterion in asked],
            [text for criterion in asked if (text := sheet.notes.get(criterion.code))],
        )
        for seat in session.panel.seats.all()
        if (sheet := sheets.get(seat.pk)) and sheet.state == SheetState.SIGNED and seat.pk not in kept_away
    ]
    limits = [Fraction(ranking.spread_limit) for ranking in rules.rankings if ranking.spread_limit]
    limit = min(limits, default=None)
    wide = []
    for place, criterion in enumerate(asked):
        points = [_points(criterion, row.scores[place]) for row in rows if row.scores[place] is not None]
        if limit is not None and len(points) > 1 and max(points) - min(points) > limit:
            wide.append(criterion.code)
    counted = [sum(row.scores[place] is not None for row in rows) for place in range(len(asked))]
    return Reveal(list(asked), rows, wide, counted)


def _points(criterion: Criterion, score: str) -> Fraction:
    scale = criterion.scale
    if scale["kind"] == "levels":
        return Fraction(scale["points"][score])
    low, high = Fraction(scale["min"]), Fraction(scale["max"])
    return 100 * (Fraction(score) - low) / (high - low)
