"""What is read: runs and how far they are, uploads and how much of them has arrived."""

from django.db.models import QuerySet

from paritrana.documents.models import PartialUpload, ReportRun
from paritrana.lib.permissions import Actor


def runs_seen_by(actor: Actor) -> QuerySet[ReportRun]:
    """The runs somebody ordered. What the portal printed by itself is reached through its noun, not from here."""
    if not actor.is_signed_in:
        return ReportRun.objects.none()
    return ReportRun.objects.filter(asked_by_id=actor.user_id).select_related("document")


def uploads_seen_by(actor: Actor) -> QuerySet[PartialUpload]:
    """The uploads somebody has begun: nobody else's business."""
    if not actor.is_signed_in:
        return PartialUpload.objects.none()
    return PartialUpload.objects.filter(sent_by_id=actor.user_id)
