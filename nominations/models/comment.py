"""What officer and approver say to one another about a draft."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nominations.models.nomination import Nomination
from paritrana.lib.identifiers import PublicIdField


class Comment(models.Model):
    """A remark about the whole, a section, or one entry in it, until it is settled. No part of what is filed.

    What is said to it are comments too, which point to it by `answers`; only the first of a thread is settled.
    """

    public_id = PublicIdField()
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="comments")
    answers = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replies")
    section = models.CharField(max_length=40, blank=True)  # empty: the nomination as a whole
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
            ),
            models.CheckConstraint(
                condition=Q(answers=None) | Q(settled_at=None), name="comment_thread_is_settled_as_one"
            ),
            models.CheckConstraint(condition=Q(entry="") | ~Q(section=""), name="comment_entry_of_a_section"),
        ]

    def __str__(self) -> str:
        return self.text[:80]
