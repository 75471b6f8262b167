"""The only door to findings and objections; what a nominee reads of them is what was asked of it."""

from django.db.models import QuerySet

from nominations.models import Finding, FindingLine, Nomination, Objection
from nominations.queries.seen import RELATED, seen
from paritrana.lib.permissions import Actor


def findings_seen_by(actor: Actor) -> QuerySet[Finding]:
    """The findings of the nominations an actor may open, with their lines."""
    found = Finding.objects.filter(seen(actor, "nomination__"))
    related = (f"nomination__{name}" for name in RELATED)
    return found.select_related("asked_by", *related).prefetch_related("lines__written_by", "lines__document")


def lines_seen_by(actor: Actor) -> QuerySet[FindingLine]:
    """Their lines, for the files that hang on them."""
    found = FindingLine.objects.filter(seen(actor, "finding__nomination__"))
    return found.select_related("document", "finding")


def objections_seen_by(actor: Actor) -> QuerySet[Objection]:
    """The objections of the nominations an actor may open."""
    found = Objection.objects.filter(seen(actor, "nomination__"))
    related = (f"nomination__{name}" for name in RELATED)
    return found.select_related("document", "filed_by", "answered_by", *related)


def findings_of(nomination: Nomination) -> QuerySet[Finding]:
    """The findings of a nomination that the reader has been shown."""
    return nomination.findings.select_related("asked_by").prefetch_related("lines__written_by")
