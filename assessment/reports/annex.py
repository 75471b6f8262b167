"""The annex "why this place" on A4: the page of one, two or three nominations."""

from typing import Any

from assessment.models import Snapshot
from assessment.queries.claims import claims_of
from assessment.queries.phrasing import is_draft
from assessment.queries.why import why_of
from paritrana.documents.press import pdf
from paritrana.documents.registry import Progress
from paritrana.programme.rulebook import CategoryRules


def render(
    snapshot: Snapshot, rules: CategoryRules, keys: list[str], language: str, progress: Progress
) -> bytes:
    """Each nomination on a page of its own, with seat numbers instead of names."""
    parts: list[dict[str, Any]] = []
    for key in keys:
        if found := why_of(snapshot, key, rules):
            parts.append({"why": found, "claims": claims_of(found, rules)})
        progress(len(parts), len(keys) + 1)
    context = {
        "snapshot": snapshot,
        "ranking": rules.ranking(snapshot.ranking),
        "panel": snapshot.panel,
        "edition": snapshot.panel.round.edition,
        "parts": parts,
        "digest": snapshot.pack_digest.removeprefix("sha256:"),
        "is_draft": is_draft(snapshot),
    }
    return pdf.render("print/assessment/why.html", context, language)
