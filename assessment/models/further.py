"""A further assessor called for a nomination whose scores lie further apart than the rulebook allows."""

from django.db import models
from django.db.models import Q

from assessment.models.panel import Panel, Seat
from nominations.models import Nomination
from paritrana.lib.identifiers import PublicIdField


class FurtherCall(models.Model):
    """One call. Without a seat nobody was free: the secretariat seats a reserve, and the call goes there.

    It says that scores lie apart, never whose, on which criterion, or which way.
    """

    public_id = PublicIdField()
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="further_calls")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()  # 1, 2 … per nomination
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    called_at = models.DateTimeField()
    filled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "nomination", "number"], name="furthercall_once"),
            models.UniqueConstraint(
                fields=["nomination", "seat"], condition=Q(seat__isnull=False), name="furthercall_one_a_seat"
            ),
            models.CheckConstraint(
                condition=Q(seat=None, filled_at=None) | Q(seat__isnull=False, filled_at__isnull=False),
                name="furthercall_filled_by_a_seat",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.panel}: {self.nomination}"
