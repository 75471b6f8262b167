"""A nomination that went on from a provincial round into the national one."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nominations.models.nomination import Nomination


class Promotion(models.Model):
    """`source` of a province went on as `target`; what it held and how it was verified then is kept for the comparison.

    `ranking` and `rank` are those of the decision; both empty where the province proposed without ranking. `reason`
    stands where a person chose: among equals, a next one in place of another, or a proposal. A row never changes.
    """

    source = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="promotions")
    target = models.OneToOneField(Nomination, on_delete=models.PROTECT, related_name="promoted_from")
    ranking = models.CharField(max_length=30, blank=True)
    rank = models.PositiveSmallIntegerField(null=True)
    reason = models.TextField(max_length=2000, blank=True)
    content = models.JSONField()  # what the source had filed (content.py)
    verdicts = models.JSONField()  # {metric: {verdict, covered, total, value}}
    promoted_at = models.DateTimeField()
    promoted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["source"], name="promotion_once"),
            models.CheckConstraint(
                condition=Q(ranking="", rank=None) & ~Q(reason="") | ~Q(ranking="") & Q(rank__isnull=False),
                name="promotion_by_rank_or_reason",
            ),
            models.CheckConstraint(condition=~Q(source=models.F("target")), name="promotion_of_another"),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target.round}"
