"""What a file says about itself: where the ranking comes from and how to recount it."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessment.models import Snapshot
from assessment.queries.phrasing import is_draft
from paritrana.programme.rulebook import Ranking
from paritrana.web import moments


def facts_of(snapshot: Snapshot, ranking: Ranking) -> list[tuple[str, str]]:
    """Label and value, for the sheet "about"."""
    panel = snapshot.panel
    edition = panel.round.edition
    taken = moments.zoned(snapshot.taken_at, get_language() or "id", panel.round.timezone)
    return [
        (_("State"), _state(snapshot)),
        (_("Ranking"), str(ranking.name)),
        (_("Category"), str(panel.category)),
        (_("Round"), str(panel.round)),
        (_("Invented example"), _("yes") if edition.is_example else _("no")),
        (_("Snapshot"), f"{snapshot.number}, {taken}"),
        (_("Rulebook"), f"v{snapshot.rulebook_version}"),
        (_("Method"), f"v{snapshot.method}, {snapshot.code_digest}"),
        (_("Digest of the pack"), snapshot.pack_digest),
        (_("Digest of the result"), snapshot.result_digest),
        (_("Recount"), "python3 -m assessment.scoring PACK.json"),
        (
            _("Assessors"),
            _("A1, A2 … stand for the seats of the panel; a blank score was not given, or does not count."),
        ),
    ]


def _state(snapshot: Snapshot) -> str:
    if snapshot.is_rehearsal:
        return _("REHEARSAL on generated scores (seed %(seed)d): nothing of it is official") % {
            "seed": snapshot.seed
        }
    if is_draft(snapshot):
        return _("DRAFT: not yet checked by the auditor")
    return _("Signed off by the auditor")
