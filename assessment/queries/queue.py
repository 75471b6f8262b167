"""An assessor's queue: whom one judges, in an order of one's own, and how far one is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from assessment.models import Conflict, Ground, Panel, PanelState, ScoreSheet, Seat, SheetState
from assessment.models.sheet import SheetStage
from assessment.policies.sheet import must_score
from nominations.models import Nomination
from paritrana.programme.calendar import stage_of
from paritrana.programme.models import Stage
from paritrana.programme.rulebook import CategoryRules


@dataclass(frozen=True)
class Item:
    """One line of the queue. `sheet` is the sheet's public id, "" for a nomination that is locked."""

    number: int
    nomination: str
    name: str
    sheet: str
    shape: str
    words: "str | Promise"
    is_signed: bool = False
    is_skipped: bool = False

    @property
    def is_locked(self) -> bool:
        """In conflict: the name is listed, nothing else opens."""
        return not self.sheet


@dataclass(frozen=True)
class Queue:
    """The queue of one seat in one stage."""

    seat: Seat
    stage: str
    items: list[Item]
    window: Stage | None

    @property
    def mine(self) -> list[Item]:
        """What the assessor has to judge."""
        return [item for item in self.items if not item.is_locked]

    @property
    def done(self) -> int:
        """Signed sheets."""
        return sum(item.is_signed for item in self.mine)

    @property
    def total(self) -> int:
        """All sheets."""
        return len(self.mine)

    @property
    def stage_words(self) -> "str | Promise":
        """The name of the stage."""
        return SheetStage(self.stage).label

    @property
    def closes_at(self) -> datetime | None:
        """When the stage closes by the calendar."""
        return self.window.closes_at if self.window else None

    def next_after(self, nomination: str = "") -> Item | None:
        """The next unsigned sheet after that nomination, from the top again at the end; None when all are signed.

        What was put off comes after everything else.
        """
        place = next((n for n, item in enumerate(self.mine) if item.nomination == nomination), -1)
        around = self.mine[place + 1 :] + self.mine[: max(place, 0)]
        waiting = [item for item in around if not item.is_signed]
        return next((item for item in waiting if not item.is_skipped), next(iter(waiting), None))

    @property
    def waiting(self) -> int:
        """Sheets that are neither signed nor put off."""
        return sum(not (item.is_signed or item.is_skipped) for item in self.mine)

    @property
    def skipped(self) -> int:
        """Sheets put off."""
        return sum(item.is_skipped for item in self.mine)


def stage_in_hand(rules: CategoryRules, panel: Panel) -> str:
    """The stage the panel judges now; after the close the last one."""
    last = SheetStage.INTERVIEW if rules.assessed_in(SheetStage.INTERVIEW) else SheetStage.DOCUMENT
    return must_score(rules, panel) or last


def with_open_sheets(seats: QuerySet[Seat]) -> QuerySet[Seat]:
    """Those of the seats with a sheet still to sign in the stage their panel judges now."""
    conflict = Conflict.objects.filter(seat=OuterRef("seat"), nomination=OuterRef("nomination"))
    unsigned = ScoreSheet.objects.filter(~Exists(conflict), seat=OuterRef("pk")).exclude(
        state=SheetState.SIGNED
    )
    late = Q(panel__state=PanelState.DOCUMENTS_CLOSED)
    return seats.filter(
        Exists(unsigned.filter(stage=SheetStage.INTERVIEW))
        | ~late & Exists(unsigned.filter(stage=SheetStage.DOCUMENT))
    )


def queue_of(seat: Seat, rules: CategoryRules, stage: str) -> Queue:
    """The queue of the seat in that stage: one query whatever its length.

    The order is a shuffle that is the assessor's own and stays when nominations are added, so that no file is always
    the first for everybody.
    """
    return _queue(seat, rules, stage, list(_judged_by(seat, stage)))


def queues_of(seats: Sequence[tuple[Seat, CategoryRules]]) -> list[Queue]:
    """The queue of each seat in the stage its panel judges now: one query for all of them."""
    stages = [stage_in_hand(rules, seat.panel) for seat, rules in seats]
    parts = [_judged_by(seat, stage) for (seat, _rules), stage in zip(seats, stages, strict=True)]
    found = (
        list(parts[0].union(*parts[1:], all=True))
        if len(parts) > 1
        else [row for part in parts for row in part]
    )
    return [
        _queue(seat, rules, stage, [row for row in found if row.seat == seat.pk])
        for (seat, rules), stage in zip(seats, stages, strict=True)
    ]


def _judged_by(seat: Seat, stage: str) -> QuerySet[Nomination]:
    """The nominations of a queue, each with the seat's sheet and conflict."""
    sheets, conflicts = ScoreSheet.objects.filter(seat=seat, stage=stage), Conflict.objects.filter(seat=seat)
    sheet, conflict = (rows.filter(nomination=OuterRef("pk")) for rows in (sheets, conflicts))
    # Ids first: two conditions joined by "or" would look at every nomination of the country.
    mine = sheets.values("nomination").union(conflicts.values("nomination"))
    return (
        Nomination.objects.filter(pk__in=mine)
        .select_related("region", "organisation")
        .annotate(
            seat=Value(seat.pk),
            sheet=Subquery(sheet.values("public_id")),
            sheet_state=Subquery(sheet.values("state")),
            is_skipped=Subquery(sheet.values("is_skipped")),
            scores=Subquery(sheet.values("scores")),
            abstained=Subquery(sheet.values("abstained")),
            conflict=Subquery(conflict.values("ground")),
        )
    )


def _queue(seat: Seat, rules: CategoryRules, stage: str, found: list[Nomination]) -> Queue:
    asked = len(rules.assessed_in(stage))
    items = [
        _item(number, nomination, asked)
        for number, nomination in enumerate(sorted(found, key=lambda n: lot(seat, stage, n)), start=1)
    ]
    return Queue(seat, stage, items, stage_of(seat.panel.round, stage))


def _item(number: int, nomination: Nomination, asked: int) -> Item:
    facts = {"number": number, "nomination": nomination.public_id, "name": nomination.name}
    if nomination.conflict:
        words = _("Conflict: %(ground)s") % {"ground": Ground(nomination.conflict).label}
        return Item(**facts, sheet="", shape="bad", words=words)
    answered = len((nomination.scores or {}) | (nomination.abstained or {}))
    if nomination.sheet_state == SheetState.SIGNED:
        return Item(**facts, sheet=nomination.sheet, shape="done", words=_("Signed"), is_signed=True)
    if nomination.is_skipped:
        return Item(**facts, sheet=nomination.sheet, shape="warn", words=_("Put off"), is_skipped=True)
    if answered:
        words = _("%(done)s of %(total)s") % {"done": answered, "total": asked}
        return Item(**facts, sheet=nomination.sheet, shape="doing", words=words)
    return Item(**facts, sheet=nomination.sheet, shape="none", words=_("Not yet"))


def lot(seat: Seat, stage: str, nomination: Nomination) -> str:
    """What orders the files for the seat: a shuffle of its own, the same at any time."""
    return sha256(f"{seat.public_id}/{stage}/{nomination.public_id}".encode()).hexdigest()
