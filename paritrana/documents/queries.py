"""What is read: runs and how far they are."""

from django.db.models import QuerySet

from paritrana.documents.models import ReportRun
from paritrana.lib.permissions import Actor


def runs_seen_by(actor: Actor) -> QuerySet[ReportRun]:
    """The runs somebody ordered. What the portal printed by itself is reached through its noun, not from here."""
    if not actor.is_signed_in:
        return ReportRun.objects.none()
    return ReportRun.objects.filter(asked_by_id=actor.user_id).select_related("document")
