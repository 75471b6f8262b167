"""A proposal of who reads what, as the secretariat sees it before anything is handed out."""

from dataclasses import dataclass

from assessment.allocation import Lack, Task, loads
from assessment.models import Allocation, Conflict, Panel, ScoreSheet, Seat
from nominations.models import Nomination


def open_proposal(panel: Panel, stage: str) -> Allocation | None:
    """The proposal of that stage that is not handed out yet, if there is one."""
    return Allocation.objects.filter(panel=panel, stage=stage, handed_out_at=None).first()


def task_of(
    panel: Panel,
    stage: str,
    seats: list[Seat],
    nominations: list[Nomination],
    *,
    per_nomination: int,
    most: int | None,
    seed: str,
) -> Task:
    """The panel's facts as a task: sheets that lie with somebody count as kept, conflicts as closed."""
    numbers = {seat.pk: seat.number for seat in seats}
    names = {nomination.pk: nomination.public_id for nomination in nominations}

    def pairs(model: type[ScoreSheet] | type[Conflict], **narrowed: str) -> set[tuple[int, str]]:
        found = model.objects.filter(seat__in=numbers, nomination__in=names, **narrowed)
        return {(numbers[seat], names[n]) for seat, n in found.values_list("seat_id", "nomination_id")}

    closed = pairs(Conflict)
    return Task(
        seats=sorted(numbers.values()),
        nominations=list(names.values()),
        per_nomination=per_nomination,
        most=most,
        closed=closed,
        kept=pairs(ScoreSheet, stage=stage) - closed,
        seed=seed,
    )


@dataclass(frozen=True)
class SeatLoad:
    """What one seat would read: what lies with it already, and what the proposal adds."""

    seat: Seat
    names: list[tuple[str, str]]  # (public id, name) of what is new
    before: int

    @property
    def total(self) -> int:
        """All its sheets of the stage afterwards."""
        return self.before + len(self.names)


@dataclass(frozen=True)
class Reason:
    """Why a nomination can't get its readers, in words of the panel."""

    name: str
    missing: int
    in_conflict: str
    full: str


def loads_of(
    task: Task, pairs: list[tuple[int, str]], seats: list[Seat], names: dict[str, str]
) -> list[SeatLoad]:
    """The rows of the dry run, by seat number."""
    total = loads(task, pairs)
    rows = []
    for seat in seats:
        new = [(n, names.get(n, n)) for s, n in pairs if s == seat.number]
        rows.append(
            SeatLoad(seat, sorted(new, key=lambda entry: entry[1]), total.get(seat.number, 0) - len(new))
        )
    return rows


def reasons_of(lacks: list[Lack], names: dict[str, str]) -> list[Reason]:
    """The lacks in words."""

    def numbers(seats: tuple[int, ...]) -> str:
        return ", ".join(map(str, seats))

    return [
        Reason(names[lack.nomination], lack.missing, numbers(lack.in_conflict), numbers(lack.full))
        for lack in lacks
    ]
