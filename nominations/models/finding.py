"""Questions to the nominee with their threads; returns for re-submission; objections to an outcome."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nominations.models.nomination import Nomination
from paritrana.documents.models import Document
from paritrana.lib.identifiers import PublicIdField


class FindingState(models.TextChoices):
    """The life of a finding; the steps are in workflow.py."""

    OPEN = "open", pgettext_lazy("finding", "Waits for an answer")
    ANSWERED = "answered", pgettext_lazy("finding", "Answered")
    SETTLED = "settled", pgettext_lazy("finding", "Settled")


class FindingOrigin(models.TextChoices):
    """Where a finding comes from."""

    VERIFIER = "verifier", _("Verifier")
    RECAP = "recap", _("BPJS recap")
    FIELD = "field", _("Field check")


class Finding(models.Model):
    """A question to the nominee about one item or the whole, with a deadline. What is said about it is its lines."""

    public_id = PublicIdField()
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="findings")
    item = models.CharField(
        max_length=40, blank=True
    )  # key of checklist.Item; empty: the nomination as a whole
    title = models.CharField(max_length=300)
    origin = models.CharField(max_length=10, choices=FindingOrigin, default=FindingOrigin.VERIFIER)
    reference = models.CharField(max_length=60, blank=True)  # what it came from, so that it is asked once
    state = models.CharField(max_length=10, choices=FindingState, default=FindingState.OPEN)
    due_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=FindingState.values), name="finding_state"),
            models.CheckConstraint(condition=Q(origin__in=FindingOrigin.values), name="finding_origin"),
            models.UniqueConstraint(
                fields=["nomination", "item", "reference"],
                condition=~Q(reference=""),
                name="finding_once_of_its_source",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class FindingLine(models.Model):
    """What one side said, with a file where there is one. Never changed."""

    public_id = PublicIdField()
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="lines")
    text = models.TextField(max_length=4000)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:80]


class Return(models.Model):
    """A nomination given back to be mended until a moment, and what it held then (content.py), for the comparison."""

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="returns")
    reason = models.TextField(max_length=4000)
    due_at = models.DateTimeField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    returned_at = models.DateTimeField()
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.nomination}: {self.returned_at}"


class ObjectionState(models.TextChoices):
    """The life of an objection; the steps are in workflow.py."""

    FILED = "filed", pgettext_lazy("objection", "Filed")
    UPHELD = "upheld", pgettext_lazy("objection", "Upheld")
    REJECTED = "rejected", pgettext_lazy("objection", "Rejected")


class Objection(models.Model):
    """What a nominee has against its own outcome of verification, and the answer. One for each outcome."""

    public_id = PublicIdField()
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="objections")
    outcome_at = models.DateTimeField()  # the nomination's verified_at it objects to
    ground = models.TextField(max_length=4000)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=ObjectionState, default=ObjectionState.FILED)
    answer = models.TextField(max_length=4000, blank=True)
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ObjectionState.values), name="objection_state"),
            models.UniqueConstraint(fields=["nomination", "outcome_at"], name="objection_once"),
            models.CheckConstraint(
                condition=Q(state=ObjectionState.FILED, answer="", answered_at=None, answered_by=None)
                | ~Q(state=ObjectionState.FILED)
                & ~Q(answer="")
                & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="objection_answered_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nomination}: {self.get_state_display()}"
