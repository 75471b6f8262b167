"""A proposal of who reads what, kept until it is handed out."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from assessment.models.panel import Panel
from assessment.models.sheet import SheetStage
from paritrana.lib.identifiers import PublicIdField


class Allocation(models.Model):
    """Who would read what in one stage of a panel. `pairs` [[seat number, public id of the nomination]].

    The same seed, rules and facts give the same pairs; `changed_by_hand` counts what was moved afterwards.
    Handed out it never changes.
    """

    public_id = PublicIdField()
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="allocations")
    stage = models.CharField(max_length=20, choices=SheetStage)
    seed = models.CharField(max_length=40)
    per_nomination = models.PositiveSmallIntegerField()
    most = models.PositiveIntegerField(null=True)  # sheets one person may get in the stage; None: no limit
    pairs = models.JSONField()
    changed_by_hand = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    handed_out_at = models.DateTimeField(null=True)
    handed_out_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=SheetStage.values), name="allocation_stage"),
            models.CheckConstraint(condition=Q(per_nomination__gte=1), name="allocation_of_somebody"),
            models.CheckConstraint(
                condition=Q(handed_out_at=None, handed_out_by=None)
                | Q(handed_out_at__isnull=False, handed_out_by__isnull=False),
                name="allocation_handed_out_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["panel", "stage"], condition=Q(handed_out_at=None), name="allocation_one_proposal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.panel} · {self.seed}"
