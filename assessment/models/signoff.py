"""The auditor's gate: nothing official leaves a snapshot before its round's auditor has signed it off."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessment.models.snapshot import Snapshot
from nominations.models import Nomination
from paritrana.lib.identifiers import PublicIdField


class SignOffState(models.TextChoices):
    """A snapshot waits for the auditor, who signs it off or hands it back with the reason."""

    WAITING = "waiting", _("Waits for the auditor")
    RETURNED = "returned", _("Handed back by the auditor")
    SIGNED = "signed", _("Signed off by the auditor")


class SignOff(models.Model):
    """The auditor's word on one snapshot. Signed it never changes (the database refuses).

    `checks` {code: true} are those that held at the signature, `chain_head` the digest of the trail's last sealed event.
    """

    public_id = PublicIdField()
    snapshot = models.OneToOneField(Snapshot, on_delete=models.PROTECT, related_name="signoff")
    state = models.CharField(max_length=10, choices=SignOffState, default=SignOffState.WAITING)
    checks = models.JSONField(default=dict)
    chain_head = models.CharField(max_length=71, blank=True)
    reason = models.TextField(blank=True)  # why it was handed back
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=SignOffState.values), name="signoff_state"),
            models.CheckConstraint(
                condition=Q(state="waiting", ended_at=None, ended_by=None)
                | (~Q(state="waiting") & Q(ended_at__isnull=False, ended_by__isnull=False)),
                name="signoff_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""), name="signoff_returned_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.snapshot}: {self.get_state_display()}"


class Explanation(models.Model):
    """The plenary's written reason for a nomination that is incomplete, or lacks a metric under a gate."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="explanations")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "nomination"], name="explanation_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="explanation_in_words"),
        ]

    def __str__(self) -> str:
        return f"{self.snapshot}: {self.nomination}"
