"""A panel as chair and secretariat see it: who is complete, never what anybody wrote."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessment.models import Conflict, Ground, Panel, ScoreSheet, Seat, SheetState, Standing
from assessment.models.panel import sitting
from assessment.queries.composition import composition_of
from paritrana.lib.permissions import Actor, Permission
from paritrana.programme.models import Category, EditionState, Round
from paritrana.programme.queries import rounds_seen_by
from paritrana.web.paging import Page, page_of


@dataclass(frozen=True)
class SeatRow:
    """A seat with its completeness in the stage in hand."""

    seat: Seat
    signed: int
    total: int
    conflicts: int
    set_aside: int = 0  # signed, but in conflict


@dataclass(frozen=True)
class Completeness:
    """n of m, by seat and in all."""

    rows: list[SeatRow]

    @property
    def signed(self) -> int:
        """Signed sheets of the panel."""
        return sum(row.signed for row in self.rows)

    @property
    def total(self) -> int:
        """All sheets that lie with somebody who may write them."""
        return sum(row.total for row in self.rows)

    @property
    def is_complete(self) -> bool:
        """Every sheet is signed, and there is one."""
        return bool(self.total) and self.signed == self.total


def counting_sheets(panel: Panel, stage: str) -> QuerySet[ScoreSheet]:
    """The sheets that count for completeness: not in conflict, and signed or with somebody who may still sign.

    A draft of a seat that ended, that somebody stands in for, or whose place has signed already waits for nobody.
    """
    return _counting().filter(seat__panel=panel, stage=stage)


def _counting() -> QuerySet[ScoreSheet]:
    conflict = Conflict.objects.filter(seat=OuterRef("seat"), nomination=OuterRef("nomination"))
    stood_in_for = Seat.objects.sitting().filter(takes_over=OuterRef("seat")).exclude(standing=Standing.OWN)
    in_its_place = ScoreSheet.objects.filter(
        Q(seat__takes_over=OuterRef("seat")) | Q(seat=OuterRef("seat__takes_over")),
        nomination=OuterRef("nomination"),
        stage=OuterRef("stage"),
        state=SheetState.SIGNED,
    )
    waiting = sitting("seat__") & ~Exists(stood_in_for) & ~Exists(in_its_place)
    return ScoreSheet.objects.filter(~Exists(conflict)).filter(Q(state=SheetState.SIGNED) | waiting)


def completeness_of(panel: Panel, stage: str) -> Completeness:
    """The completeness of the panel's seats in that stage, in two queries."""
    return completeness_of_each([(panel, stage)])[panel.pk]


def completeness_of_each(panels: Sequence[tuple[Panel, str]]) -> dict[int, Completeness]:
    """{panel id: the completeness of its seats in that stage}, in two queries however many they are."""
    judged = Q(pk__in=[])
    for panel, stage in panels:
        judged |= Q(seat__panel=panel, stage=stage)
    counts = {
        row["seat"]: row
        for row in _counting()
        .filter(judged)
        .values("seat")
        .annotate(total=Count("pk"), signed=Count("pk", filter=Q(state=SheetState.SIGNED)))
    }
    rows: dict[int, list[SeatRow]] = {panel.pk: [] for panel, _stage in panels}
    for seat in _seats_with_conflicts(panels):
        counted = counts.get(seat.pk, {"signed": 0, "total": 0})
        rows[seat.panel_id].append(
            SeatRow(
                seat,
                signed=counted["signed"],
                total=counted["total"],
                conflicts=seat.conflict_count,
                set_aside=seat.aside_count,
            )
        )
    return {panel: Completeness(its) for panel, its in rows.items()}


def _seats_with_conflicts(panels: Sequence[tuple[Panel, str]]) -> QuerySet[Seat]:
    """The seats of the panels with `conflict_count`, and `aside_count`: of those, how many had signed in the stage."""
    conflicts = Conflict.objects.filter(seat=OuterRef("pk")).order_by().values("seat").annotate(n=Count("pk"))
    aside = (
        ScoreSheet.objects.filter(
            Exists(Conflict.objects.filter(seat=OuterRef("seat"), nomination=OuterRef("nomination"))),
            seat=OuterRef("pk"),
            stage=OuterRef("stage"),
            state=SheetState.SIGNED,
        )
        .order_by()
        .values("seat")
        .annotate(n=Count("pk"))
    )
    stages = [When(panel=panel, then=Value(stage)) for panel, stage in panels]
    return (
        Seat.objects.filter(panel__in=[panel for panel, _stage in panels])
        .select_related("user")
        .annotate(stage=Case(*stages, default=Value("")))
        .annotate(
            conflict_count=Coalesce(Subquery(conflicts.values("n")), 0),
            aside_count=Coalesce(Subquery(aside.values("n")), 0),
        )
        .order_by("panel", "number")
    )


def below_quorum(panel: Panel, stage: str) -> "Promise | str":
    """The sentence if fewer assessors than the rulebook's quorum have signed anything in that stage, else ""."""
    quorum = composition_of(panel).quorum
    signers = counting_sheets(panel, stage).filter(state=SheetState.SIGNED)
    present = signers.order_by().values("seat").distinct().count()
    if present >= quorum:
        return ""
    return _(
        "Only %(present)d of the %(quorum)d assessors that make a quorum have signed. Ask the secretariat to invite a "
        "replacement, or give the reason for closing below the quorum; it stands in the trail."
    ) % {"present": present, "quorum": quorum}


def missing_panels(actor: Actor) -> list[tuple[Round, Category]]:
    """The categories of the rounds an actor runs that have no panel yet, the newest edition first."""
    mine = actor.regions(Permission.SEAT)
    if not mine:
        return []
    rounds = (
        rounds_seen_by(actor)
        .filter(edition__state=EditionState.OPEN)
        .prefetch_related("edition__categories", "panels")
    )
    return [
        (round_, category)
        for round_ in rounds.order_by("-edition__number", "id")
        if round_.region_code in mine
        for category in round_.edition.categories.all()
        if category.level == round_.level
        and category.pk not in {panel.category_id for panel in round_.panels.all()}
    ]


def conflicts_of(panel: Panel) -> QuerySet[Conflict]:
    """All conflicts of the panel, the newest first, each with whether a signed sheet was set aside for it."""
    aside = ScoreSheet.objects.filter(
        seat=OuterRef("seat"), nomination=OuterRef("nomination"), state=SheetState.SIGNED
    )
    return (
        Conflict.objects.filter(seat__panel=panel)
        .select_related("seat", "nomination__region", "nomination__organisation")
        .annotate(is_aside=Exists(aside))
        .order_by("-id")
    )


@dataclass(frozen=True)
class ConflictList:
    """One page of conflicts with what was asked for."""

    page: Page
    q: str
    seat: str
    ground: str
    grounds: list[tuple[str, str]]


def conflicts_listed(panel: Panel, asked: dict[str, str]) -> ConflictList:
    """The conflicts of the panel, narrowed by part of a nominee's name (q), seat number (kursi) and ground (dasar)."""
    found, q = conflicts_of(panel), asked.get("q", "").strip()
    seat, ground = asked.get("kursi", ""), asked.get("dasar", "")
    if q:
        found = found.filter(
            Q(nomination__region__name__icontains=q) | Q(nomination__organisation__name__icontains=q)
        )
    if seat.isascii() and seat.isdecimal() and len(seat) < 5:
        found = found.filter(seat__number=int(seat))
    if ground in Ground.values:
        found = found.filter(ground=ground)
    return ConflictList(
        page_of(found, asked.get("after", ""), order="-id"), q, seat, ground, list(Ground.choices)
    )


def sheets_of_seat(panel: Panel, number: str, stage: str) -> QuerySet[ScoreSheet]:
    """The sheets of one seat by its number, without what is written in them: for the chair, who may reopen one."""
    if not (number.isascii() and number.isdecimal() and len(number) < 5):
        return ScoreSheet.objects.none()
    return (
        ScoreSheet.objects.filter(seat__panel=panel, seat__number=int(number), stage=stage)
        .select_related("nomination__region", "nomination__organisation", "seat")
        .defer("scores", "abstained", "notes", "private_note", "touched")
        .order_by("id")
    )


def sealed_sheets(panel: Panel, stage: str) -> QuerySet[ScoreSheet]:
    """The signed sheets with what is written in them: only for an auditor whose look has been recorded."""
    return (
        ScoreSheet.objects.filter(seat__panel=panel, stage=stage, state=SheetState.SIGNED)
        .select_related("nomination__region", "nomination__organisation", "seat")
        .defer("private_note")
        .order_by("nomination_id", "seat__number")
    )
