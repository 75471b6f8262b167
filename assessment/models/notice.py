"""What a nominee was told after a shortlist: its own outcome and nothing else."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessment.models.snapshot import Snapshot
from nominations.models import Nomination


class Outcome(models.TextChoices):
    """What the shortlist means for one nominee."""

    INVITED = "invited", _("Invited to the interview")
    RESERVE = "reserve", _("Reserve")
    NOT_INVITED = "not_invited", _("Not invited")


class OutcomeNotice(models.Model):
    """One nominee's outcome of a shortlist, once told. Never taken back."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="outcome_notices")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="outcome_notices")
    outcome = models.CharField(max_length=12, choices=Outcome)
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "nomination"], name="outcome_notice_once"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="outcome_notice_outcome"),
        ]

    def __str__(self) -> str:
        return f"{self.nomination}: {self.get_outcome_display()}"
