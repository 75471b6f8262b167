"""The same file in other nominations: found by its digest, told to the nominee without a name."""

from dataclasses import dataclass

from django.db.models import QuerySet

from nominations.models import Evidence, Nomination
from nominations.queries.seen import nominations_seen_by
from paritrana.lib.permissions import Actor


@dataclass(frozen=True)
class Elsewhere:
    """Where a file was filed besides here: by somebody else, in an earlier edition. Names nobody."""

    by_another: bool
    earlier: bool


def filed_elsewhere(nomination: Nomination) -> dict[int, Elsewhere]:
    """{document id: Elsewhere} of the nomination's files which other submitted nominations hold too. One query."""
    edition = nomination.round.edition.number
    found: dict[int, Elsewhere] = {}
    rows = _others(nomination).values_list(
        "document_id", "nomination__organisation_id", "nomination__round__edition__number"
    )
    for document, organisation, number in rows.distinct():
        before = found.get(document, Elsewhere(False, False))
        found[document] = Elsewhere(
            before.by_another or organisation != nomination.organisation_id,
            before.earlier or number < edition,
        )
    return found


def nominations_with(evidence: Evidence, actor: Actor) -> list[Nomination]:
    """The other nominations that hold the same file, as far as the actor may see them; for those who verify."""
    holders = _others(evidence.nomination).filter(document=evidence.document_id).values("nomination_id")
    return list(nominations_seen_by(actor).filter(pk__in=holders).order_by("-submitted_at", "id")[:10])


def _others(nomination: Nomination) -> QuerySet[Evidence]:
    """Evidence of other submitted nominations with bytes that this one holds. Drafts are nobody else's business."""
    mine = nomination.evidence.values("document_id")
    same = Evidence.objects.filter(document__in=mine, nomination__submitted_at__isnull=False)
    return same.exclude(nomination=nomination).order_by()
