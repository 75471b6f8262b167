"""What happened at an interview: who came, what was asked, and which scores were changed in the discussion."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessment.models.interview import Interview
from assessment.models.panel import Seat
from assessment.models.sheet import ScoreSheet
from paritrana.lib.identifiers import PublicIdField


class Office(models.TextChoices):
    """In which office somebody comes for a nominee. It is data: the rubric says what it is worth."""

    HEAD = "head", _("Head of the region or director")
    DEPUTY = "deputy", _("Deputy head")
    SECRETARY = "secretary", _("Regional secretary")
    OTHER = "other", _("Other")
    OFFICIAL = "official", _("Accompanying official")


class Delegate(models.Model):
    """An office that a nominee sends: announced beforehand, and noted as come or not. Never a person's name."""

    public_id = PublicIdField()
    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="delegates")
    office = models.CharField(max_length=10, choices=Office)
    title = models.CharField(max_length=120)  # the office in words
    is_present = models.BooleanField(null=True)  # None: not noted yet
    noted_at = models.DateTimeField(null=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(office__in=Office.values), name="delegate_office"),
            models.CheckConstraint(
                condition=Q(is_present=None, noted_at=None, noted_by=None)
                | Q(is_present__isnull=False, noted_at__isnull=False, noted_by__isnull=False),
                name="delegate_noted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Presence(models.Model):
    """Whether a seat attended an interview. Without a row the seat counts as expected."""

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="presences")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="presences")
    is_present = models.BooleanField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["interview", "seat"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.seat} {self.is_present}"


class Question(models.Model):
    """A line of the question log: what was asked, and in short what was answered. Added, never altered."""

    public_id = PublicIdField()
    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="questions")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")  # who asked
    text = models.TextField(max_length=1000)
    answer = models.TextField(max_length=2000, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="question_in_words")]

    def __str__(self) -> str:
        return self.text


class ScoreChange(models.Model):
    """A score that an assessor changed in the discussion after the reveal. The first value stays on record here.

    `counts`: by the rulebook the sheet was signed anew with it; otherwise it is minuted and the sheet stands.
    """

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="changes")
    sheet = models.ForeignKey(ScoreSheet, on_delete=models.PROTECT, related_name="changes")
    criterion = models.CharField(max_length=40)
    before = models.CharField(max_length=40)
    after = models.CharField(max_length=40)
    reason = models.TextField()
    counts = models.BooleanField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="score_change_with_reason")]

    def __str__(self) -> str:
        return f"{self.sheet}: {self.criterion}"
