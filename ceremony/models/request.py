"""What is asked of a certificate, and how it was answered by a second person; and the log of its prints."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessment.models import Decision
from ceremony.models.certificate import Certificate
from paritrana.lib.identifiers import PublicIdField


class RequestKind(models.TextChoices):
    """What is asked; the codes are steps of workflow.TRANSITIONS."""

    REPLACE = "replace", _("Replacement")
    REVOKE = "revoke", _("Revocation")


class RequestState(models.TextChoices):
    """Open until the second person has answered."""

    OPEN = "open", _("Waits for the decider")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Declined")


class CertificateRequest(models.Model):
    """Somebody of the secretariat asks to end a certificate; another person confirms or declines."""

    public_id = PublicIdField()
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=10, choices=RequestKind)
    recipient = models.CharField(max_length=300, blank=True)  # the name on the replacement
    title = models.CharField(max_length=100, blank=True)  # the title on it; empty: as before
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.OPEN)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answer = models.TextField(blank=True)  # why it was declined

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=RequestKind.values), name="certificaterequest_kind"),
            models.CheckConstraint(
                condition=Q(state__in=RequestState.values), name="certificaterequest_state"
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None, closed_by=None)
                | (~Q(state="open") & Q(closed_at__isnull=False, closed_by__isnull=False)),
                name="certificaterequest_closed",
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None) | ~Q(closed_by=F("asked_by")),
                name="certificaterequest_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(kind="revoke", recipient="", title="") | (Q(kind="replace") & ~Q(recipient="")),
                name="certificaterequest_recipient",
            ),
            models.UniqueConstraint(
                fields=["certificate"], condition=Q(state="open"), name="certificaterequest_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.certificate}"


class Printing(models.Model):
    """One time a certificate was put on paper. Rows never change."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="printings")
    copies = models.PositiveSmallIntegerField(default=1)
    reason = models.TextField(blank=True)  # empty for the first print only
    printed_at = models.DateTimeField()
    printed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["printed_at", "id"]
        constraints = [models.CheckConstraint(condition=Q(copies__gte=1), name="printing_copies")]

    def __str__(self) -> str:
        return f"{self.certificate} × {self.copies}"


class Batch(models.Model):
    """The certificates of one decision as work of the press: whether it is held, and whether people were told."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="batch")
    ordered_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    told_at = models.DateTimeField(null=True)  # when the secretariat was told that the press has ended

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(held_at=None, held_by=None) | Q(held_at__isnull=False, held_by__isnull=False),
                name="batch_held",
            )
        ]

    def __str__(self) -> str:
        return f"{self.decision}"
