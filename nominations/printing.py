"""The whole nomination on paper, at any state: sections, figures with shares, explanations, files with digests, findings."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nominations.anchors import Anchor, anchors_of
from nominations.claim import Claim
from nominations.listing import parts_of
from nominations.models import Evidence, Nomination, State
from nominations.models.claim import CitedEntry
from nominations.queries.claims import rules_of
from nominations.queries.findings import findings_of
from nominations.queries.seen import nominations_seen_by
from nominations.queries.surroundings import whole_claim_of
from paritrana.documents.press import pdf
from paritrana.documents.registry import Product, Progress
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused

WHOLE = "nominations.whole"
"""The code of the report."""

STEPS = 3


@dataclass(frozen=True)
class Filed:
    """One file with the places in it that entries point to: (entry, place)."""

    file: Evidence
    places: tuple[tuple[str, str], ...]


def build_whole(actor: Actor, parameters: dict[str, Any], progress: Progress) -> Product:
    """Everything in it as it stands now, as far as the asker may see it. Never a comment: those are no part of it."""
    progress(0, STEPS)
    nomination = nominations_seen_by(actor).filter(public_id=parameters["nomination"]).first()
    if nomination is None:
        raise Refused(_("This nomination is not yours to read."))
    claim, rules = whole_claim_of(nomination), rules_of(nomination)
    parts = parts_of(rules, claim)
    progress(1, STEPS)
    context = {
        "nomination": nomination,
        "parts": parts,
        "with_remarks": True,
        "files": files_of(claim, anchors_of(parts)),
        "findings": list(findings_of(nomination)) if nomination.submitted_at else [],
        "saved_at": _saved_at(claim),
        "zone": nomination.timezone,
        "digest": nomination.digest,
        "is_draft": bool(_stamp(nomination)),
        "stamp": _stamp(nomination),
    }
    progress(2, STEPS)
    content = pdf.render("print/nominations/whole.html", context, get_language() or "id")
    progress(STEPS, STEPS)
    return Product(content, f"usulan-{nomination.public_id}.pdf", pdf.MEDIA_TYPE)


def files_of(claim: Claim, anchors: Iterable[Anchor]) -> list[Filed]:
    """The files in the order they came, each with what points into it. Pure."""
    pointing: dict[int, list[tuple[str, str]]] = {}
    for anchor in anchors:
        entry = anchor.entry
        if isinstance(entry, CitedEntry) and entry.evidence_id:
            pointing.setdefault(entry.evidence_id, []).append((str(anchor.label), entry.where))
    return [Filed(file, tuple(pointing.get(file.pk, ()))) for file in claim.evidence]


def _stamp(nomination: Nomination) -> str:
    """The word on every page of what is not filed; "" for what is."""
    if nomination.state == State.WITHDRAWN:
        return _("WITHDRAWN")
    return _("DRAFT, NOT FILED") if nomination.state in {State.DRAFT, State.RETURNED} else ""


def _saved_at(claim: Claim) -> Any:
    rows = (*claim.answers.values(), *claim.figures.values(), *claim.groups.values(), *claim.regulations)
    return max((row.saved_at for row in (*rows, *claim.statements) if row.version), default=None)
