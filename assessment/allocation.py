"""Who reads what: an allocation of sheets by minimum-cost flow. Pure: facts in, pairs or reasons out.

Each nomination is read by `per_nomination` assessors, nobody reads what they are in conflict with or more than `most`,
and loads are as even as conflicts let them be: a further sheet costs an assessor more the more they have, so the
cheapest flow is the most even one (the sum of squared loads is smallest). Among equally even ones the seed decides,
the same seed always alike. The problem is linear with a totally unimodular matrix; HiGHS (scipy) solves it, and its
vertices are whole numbers.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import numpy
from scipy.optimize import linprog
from scipy.sparse import coo_matrix

Pair = tuple[int, str]
"""(seat number, public id of the nomination)."""

LOTS = 8
"""How many lots the seed draws from for a pair; small beside the cost of one uneven sheet."""


@dataclass(frozen=True)
class Task:
    """What is to be allocated. `kept` are pairs that stand already and count; `closed` those in conflict."""

    seats: Sequence[int]
    nominations: Sequence[str]
    per_nomination: int
    most: int | None = None
    closed: Collection[Pair] = frozenset()
    kept: Collection[Pair] = frozenset()
    seed: str = ""


@dataclass(frozen=True)
class Lack:
    """A nomination that can't get its readers: how many it lacks, whom a conflict and whom a full load keeps away."""

    nomination: str
    missing: int
    in_conflict: tuple[int, ...]
    full: tuple[int, ...]


@dataclass(frozen=True)
class Proposal:
    """The pairs beyond those kept, in the order of the task; with `lacks` it is not possible in full."""

    pairs: list[Pair] = field(default_factory=list)
    lacks: list[Lack] = field(default_factory=list)

    @property
    def is_possible(self) -> bool:
        """Does every nomination get its readers?"""
        return not self.lacks


def allocate(task: Task) -> Proposal:
    """The most even allocation that gives as many nominations as possible their readers."""
    kept = {pair for pair in task.kept if pair[0] in set(task.seats) and pair[1] in set(task.nominations)}
    load = Counter(seat for seat, _nomination in kept)
    readers = Counter(nomination for _seat, nomination in kept)
    need = {n: max(0, task.per_nomination - readers[n]) for n in task.nominations}
    closed = set(task.closed)
    pairs = [
        (seat, nomination)
        for nomination in task.nominations
        if need[nomination]
        for seat in task.seats
        if (seat, nomination) not in closed and (seat, nomination) not in kept
    ]
    chosen = _cheapest(task, pairs, need, load) if pairs else []
    return Proposal(chosen, _lacks(task, chosen, kept, need, load))


def loads(task: Task, pairs: Collection[Pair]) -> dict[int, int]:
    """{seat: sheets} of the kept pairs and these together."""
    counted = Counter(seat for seat, _nomination in set(task.kept) | set(pairs))
    return {seat: counted[seat] for seat in task.seats}


def _cheapest(task: Task, pairs: list[Pair], need: dict[str, int], load: Counter[int]) -> list[Pair]:
    """The linear programme: a column per pair, per further sheet of an assessor, and per reader that stays missing.

    Rows: each nomination's readers and missing ones make its need; each assessor's pairs fill their steps.
    """
    places = {nomination: row for row, nomination in enumerate(n for n in task.nominations if need[n])}
    people = {seat: len(places) + row for row, seat in enumerate(task.seats)}
    open_to = Counter(seat for seat, _nomination in pairs)
    room = {
        seat: max(0, min(open_to[seat], (task.most if task.most is not None else open_to[seat]) - load[seat]))
        if task.most is not None
        else open_to[seat]
        for seat in task.seats
    }
    step = 2 * LOTS * (len(task.seats) + 1)  # an exchange along any cycle changes the lots by less than this
    steps = [(seat, load[seat] + further) for seat in task.seats for further in range(room[seat])]
    highest = step * (max((at for _seat, at in steps), default=0) + 1)
    missing = highest * (len(task.seats) + 1)
    rows = [places[nomination] for _seat, nomination in pairs]
    rows += [people[seat] for seat, _nomination in pairs]
    columns = [*range(len(pairs)), *range(len(pairs))]
    values = [1.0] * (2 * len(pairs))
    rows += [people[seat] for seat, _at in steps]
    columns += range(len(pairs), len(pairs) + len(steps))
    values += [-1.0] * len(steps)
    rows += places.values()
    columns += range(len(pairs) + len(steps), len(pairs) + len(steps) + len(places))
    values += [1.0] * len(places)
    width = len(pairs) + len(steps) + len(places)
    costs = (
        [_lot(task.seed, pair) for pair in pairs]
        + [step * at for _seat, at in steps]
        + [missing] * len(places)
    )
    solved = linprog(
        numpy.array(costs, dtype=float),
        A_eq=coo_matrix((values, (rows, columns)), shape=(len(places) + len(people), width)).tocsr(),
        b_eq=numpy.array([need[n] for n in places] + [0] * len(people), dtype=float),
        bounds=[(0, 1)] * (len(pairs) + len(steps)) + [(0, need[n]) for n in places],
        method="highs-ds",
    )
    if not solved.success:  # the missing columns make every task solvable
        raise RuntimeError(f"the allocation was not solved: {solved.message}")
    return [pair for pair, share in zip(pairs, solved.x, strict=False) if share > 0.5]


def _lacks(
    task: Task, chosen: list[Pair], kept: set[Pair], need: dict[str, int], load: Counter[int]
) -> list[Lack]:
    got = Counter(nomination for _seat, nomination in chosen)
    full = load + Counter(seat for seat, _nomination in chosen)
    standing = kept | set(chosen)
    return [
        Lack(
            nomination,
            need[nomination] - got[nomination],
            tuple(seat for seat in task.seats if (seat, nomination) in set(task.closed)),
            tuple(
                seat
                for seat in task.seats
                if task.most is not None
                and full[seat] >= task.most
                and (seat, nomination) not in standing
                and (seat, nomination) not in task.closed
            ),
        )
        for nomination in task.nominations
        if got[nomination] < need[nomination]
    ]


def _lot(seed: str, pair: Pair) -> int:
    return sha256(f"{seed}/{pair[0]}/{pair[1]}".encode()).digest()[0] % LOTS
