"""What officer and approver say to one another about a draft."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nominations.models.nomination import Nomination
from paritrana.lib.identifiers import PublicIdField


class Comment(models.Model):
    """A remark about a section, or about one entry in it, until it is settled. No part of what is filed."""

    public_id = PublicIdField()
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="comments")
    section = models.CharField(max_length=40)
    entry = models.CharField(max_length=60, blank=True)  # its name in the trail: figure.formal
    text = models.TextField(max_length=2000)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="comment_settled_at_and_by",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]
