"""The decision: who holds which place and title. One person prepares it, another approves it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessment.models.panel import Panel
from assessment.models.snapshot import Snapshot
from nominations.models import Nomination
from paritrana.lib.identifiers import PublicIdField


class DecisionState(models.TextChoices):
    """Prepared by the secretariat, then approved by the decider, or withdrawn before that."""

    PREPARED = "prepared", _("Waiting for approval")
    APPROVED = "approved", _("Approved")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Decision(models.Model):
    """The places of one ranking of a panel, from one of its snapshots. Approved or withdrawn it never changes (migration 0002)."""

    public_id = PublicIdField()
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="decisions")
    ranking = models.CharField(max_length=30)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="decisions")
    state = models.CharField(max_length=10, choices=DecisionState, default=DecisionState.PREPARED)
    decree = models.CharField(max_length=200)  # number of the decree
    decided_on = models.DateField()  # day of the plenary
    omissions = models.JSONField(default=dict)  # {public id of a winner left out: reason}
    severity_note = models.TextField(blank=True)  # the plenary saw that severity would change a winner
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DecisionState.values), name="decision_state"),
            models.CheckConstraint(
                condition=Q(state="approved", approved_at__isnull=False, approved_by__isnull=False)
                | (~Q(state="approved") & Q(approved_at=None, approved_by=None)),
                name="decision_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                | (~Q(state="withdrawn") & Q(withdrawn_at=None, withdrawn_by=None)),
                name="decision_withdrawn_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("prepared_by")),
                name="decision_by_two_persons",
            ),
            models.UniqueConstraint(
                fields=["panel", "ranking"], condition=~Q(state="withdrawn"), name="decision_of_ranking_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decree} · {self.panel}"


class DecisionPlace(models.Model):
    """One honoured nomination: its rank and title, and the reason where they depart from the snapshot."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="places")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="decision_places")
    rank = models.PositiveSmallIntegerField(null=True)  # null: a title without a place among the others
    title = models.CharField(max_length=100)
    departure_reason = models.TextField(blank=True)

    class Meta:
        ordering = [F("rank").asc(nulls_last=True), "id"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "nomination", "title"], name="decision_place_once"),
            models.CheckConstraint(condition=~Q(title=""), name="decision_place_has_a_title"),
            models.CheckConstraint(condition=Q(rank=None) | Q(rank__gte=1), name="decision_place_rank"),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.nomination}"
