"""A panel as chair and secretariat see it: who is complete, never what anybody wrote."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from assessment.models import Conflict, Panel, ScoreSheet, Seat, SheetState
from paritrana.lib.permissions import Actor, Permission
from paritrana.programme.models import Category, EditionState, Round
from paritrana.programme.queries import rounds_seen_by


@dataclass(frozen=True)
class SeatRow:
    """A seat with its completeness in the stage in hand."""

    seat: Seat
    signed: int
    total: int
    conflicts: int


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


def completeness_of(panel: Panel, stage: str) -> Completeness:
    """The completeness of the panel's seats in that stage, in two queries."""
    conflict = Conflict.objects.filter(seat=OuterRef("seat"), nomination=OuterRef("nomination"))
    counts = {
        row["seat"]: row
        for row in ScoreSheet.objects.filter(~Exists(conflict), seat__panel=panel, stage=stage)
        .values("seat")
        .annotate(total=Count("pk"), signed=Count("pk", filter=Q(state=SheetState.SIGNED)))
    }
    seats = panel.seats.select_related("user").annotate(conflict_count=Count("conflicts"))
    return Completeness(
        [
            SeatRow(
                seat,
                signed=counts.get(seat.pk, {}).get("signed", 0),
                total=counts.get(seat.pk, {}).get("total", 0),
                conflicts=seat.conflict_count,
            )
            for seat in seats
        ]
    )


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
    """All conflicts of the panel, by seat."""
    return (
        Conflict.objects.filter(seat__panel=panel)
        .select_related("seat", "nomination__region", "nomination__organisation")
        .order_by("seat__number", "id")
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
