"""The shortlist on A4."""

from assessment.queries.ranking import Board
from paritrana.documents.press import pdf


def render(board: Board, language: str) -> bytes:
    """The ranking as a draft on paper: the table of the screen, cuts, digests, lines for three signatures."""
    context = {
        "board": board,
        "snapshot": board.snapshot,
        "panel": board.snapshot.panel,
        "edition": board.snapshot.panel.round.edition,
        "digest": board.snapshot.pack_digest.removeprefix("sha256:"),
        "is_draft": board.is_draft,
        "stamp": board.stamp,
    }
    return pdf.render("print/assessment/shortlist.html", context, language)
