"""What is read: runs and how far they are, uploads and how much of them has arrived."""

from django.db.models import QuerySet

from paritrana.documents.models import PartialUpload, ReportRun
from paritrana.lib.permissions import Actor


def runs_seen_by(actor: Actor) -> QuerySet[ReportRun]:
    """The runs somebody ordered. What the portal printed by itself is reached through its noun, not from here.

    What was ordered while a role that has since ended was held is gone with it: its file may show what the person no
    longer may see. What they still may see they order again.
    """
    if not actor.is_signed_in:
        return ReportRun.objects.none()
    runs = ReportRun.objects.filter(asked_by_id=actor.user_id).select_related("document")
    return runs.filter(asked_at__gt=actor.last_ended_at) if actor.last_ended_at else runs


def uploads_seen_by(actor: Actor) -> QuerySet[PartialUpload]:
    """The uploads somebody has begun: nobody else's business."""
    if not actor.is_signed_in:
        return PartialUpload.objects.none()
    return PartialUpload.objects.filter(sent_by_id=actor.user_id)
