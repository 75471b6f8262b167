"""The shortlist as a table: the same rows for CSV, workbook and paper."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from assessment.models import Snapshot
from assessment.queries.ranking import Board, Row
from paritrana.documents.press.columns import Column, Shape


def table(board: Board) -> tuple[list[Column], list[list[Any]]]:
    """Columns and rows: ranked ones in order, then the others with their status. Figures are decimal strings."""
    columns = [
        Column(_("Rank"), Shape.COUNT, 8),
        Column(_("Nominee"), Shape.TEXT, 36),
        *(Column(f"{aspect.name} ({aspect.weight})", Shape.POINTS, 16) for aspect in board.ranking.aspects),
        Column(_("Total"), Shape.POINTS, 14),
        Column(_("Separated by"), Shape.TEXT, 28),
        Column(_("Selection"), Shape.TEXT, 28),
        Column(_("Remarks"), Shape.TEXT, 40),
        Column(_("Snapshot"), Shape.TEXT, 24),
    ]
    stamp = f"{board.snapshot.pack_digest[:19]}… {board.stamp}".strip()
    return columns, [_line(row, stamp) for row in [*board.ranked, *board.others]]


def _line(row: Row, stamp: str) -> list[Any]:
    placing = row.placing
    return [
        placing.rank,
        row.name,
        *(points for _code, points, _decides in row.figures),
        placing.total,
        row.decided,
        row.selection,
        "; ".join(row.remarks),
        stamp,
    ]


def file_name(snapshot: Snapshot, ending: str) -> str:
    """A name that tells round, category, ranking and snapshot, and no nominee."""
    panel = snapshot.panel
    region = panel.round.region_code or "nasional"
    kind = "latihan" if snapshot.is_rehearsal else "peringkat"
    return f"{kind}-{region}-{panel.category.code}-{snapshot.ranking}-{snapshot.number}.{ending}"
