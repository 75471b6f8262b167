"""One criterion over all of one's own files: the grid. Nobody else's sheets, none in conflict, none not yet declared for."""

from dataclasses import dataclass

from assessment.models import ScoreSheet, Seat, SheetState
from assessment.queries.mirror import own_sheets
from assessment.queries.queue import lot
from assessment.queries.sheet import Row, rows_of
from paritrana.lib.permissions import Actor
from paritrana.programme.rulebook import CategoryRules, Criterion


@dataclass(frozen=True)
class Cell:
    """The criterion on one sheet."""

    sheet: ScoreSheet
    row: Row
    is_open: bool  # it may still be written


@dataclass(frozen=True)
class Grid:
    """The cells of one criterion in the order of the queue, and its neighbours in the rubric."""

    criterion: Criterion
    criteria: list[Criterion]
    cells: list[Cell]
    undeclared: int

    @property
    def answered(self) -> int:
        """Files in which the criterion is scored or abstained from."""
        return sum(cell.row.is_answered for cell in self.cells)

    @property
    def following(self) -> Criterion | None:
        """The next criterion, None after the last."""
        place = self.criteria.index(self.criterion) + 1
        return self.criteria[place] if place < len(self.criteria) else None

    @property
    def first(self) -> Row | None:
        """A row to read the scale from."""
        return self.cells[0].row if self.cells else None


def grid_of(
    actor: Actor, seat: Seat, rules: CategoryRules, stage: str, code: str, *, is_open: bool
) -> Grid | None:
    """The grid of the criterion of that code, in one query; None when it is not asked in the stage.

    `is_open`: the stage can be written now.
    """
    criteria = rules.assessed_in(stage)
    criterion = next((one for one in criteria if one.code == code), None)
    if criterion is None:
        return None
    sheets = own_sheets(actor, seat, stage)
    declared = sorted(
        (sheet for sheet in sheets if sheet.is_cleared), key=lambda sheet: lot(seat, stage, sheet.nomination)
    )
    cells = [
        Cell(sheet, row, is_open and sheet.state == SheetState.DRAFT)
        for sheet in declared
        for row in rows_of(sheet, rules, in_hand=code)
        if row.code == code
    ]
    return Grid(criterion, list(criteria), cells, len(sheets) - len(declared))
