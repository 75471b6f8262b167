"""The shortlist on A4."""

from assessment.chosen import ChosenForm
from assessment.models import Snapshot
from assessment.queries.advice import advice_of, analysis_of
from assessment.queries.ranking import board_of
from paritrana.documents.press import pdf


def render(snapshot: Snapshot, chosen: ChosenForm, language: str) -> bytes:
    """The chosen placings on paper, across: the columns of the screen, cuts, agreement, lines for three signatures."""
    board = board_of(snapshot, chosen.rules, chosen.among(snapshot.placings.all()), chosen.columns)
    context = {
        "board": board,
        "chosen": chosen,
        "advice": advice_of(analysis_of(snapshot), board),
        "snapshot": snapshot,
        "panel": snapshot.panel,
        "edition": snapshot.panel.round.edition,
        "digest": snapshot.pack_digest.removeprefix("sha256:"),
        "is_draft": board.is_draft,
        "stamp": board.stamp,
    }
    return pdf.render("print/assessment/shortlist.html", context, language)
