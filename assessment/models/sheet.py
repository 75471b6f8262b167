"""The score sheet: one row per seat, nomination and stage. It holds no total, nor does any other row before the close."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessment.models.panel import Seat
from nominations.models import Nomination
from paritrana.lib.identifiers import PublicIdField


class SheetState(models.TextChoices):
    """A sheet is written, then signed; the chair may reopen it while the stage lasts."""

    DRAFT = "draft", _("Being written")
    SIGNED = "signed", _("Signed")


class SheetStage(models.TextChoices):
    """The stages in which assessors score."""

    DOCUMENT = "document", _("Document assessment")
    INTERVIEW = "interview", _("Interview")


PRIVATE = "private"
"""The field of the note that only its writer reads."""


class ScoreSheet(models.Model):
    """What one assessor says about one nomination in one stage.

    `scores` {criterion: decimal string or level}, `abstained` {criterion: ground}, `notes` {criterion: text}. Their
    shape is also checked by the database (migration 0002). `version` counts the changes; `touched` {field: version}
    tells when each field changed last, so that two tabs clash only over the same field; `draft_since` is the version
    with which the present draft began, so that a tab from before a signature knows that it is old. `private_note` is
    the assessor's own: no page, pack, paper or receipt but their desk shows it. `is_skipped`: put off for later.
    """

    public_id = PublicIdField()
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="sheets")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="sheets")
    stage = models.CharField(max_length=20, choices=SheetStage)
    state = models.CharField(max_length=10, choices=SheetState, default=SheetState.DRAFT)
    scores = models.JSONField(default=dict)
    abstained = models.JSONField(default=dict)
    notes = models.JSONField(default=dict)
    private_note = models.TextField(blank=True)
    is_skipped = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    touched = models.JSONField(default=dict)
    draft_since = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat", "nomination", "stage"], name="sheet_once"),
            models.CheckConstraint(condition=Q(state__in=SheetState.values), name="sheet_state"),
            models.CheckConstraint(condition=Q(stage__in=SheetStage.values), name="sheet_stage"),
            models.CheckConstraint(
                condition=Q(state="signed", signed_at__isnull=False, signed_by__isnull=False) & ~Q(digest="")
                | Q(state="draft", signed_at=None, signed_by=None, digest=""),
                name="sheet_signed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nomination} · {self.seat.label} · {self.get_stage_display()}"

    def value_of(self, field: str) -> str:
        """What stands in a field: `private`, or `score-`, `ground-` or `note-` and the criterion; "" for nothing."""
        if field == PRIVATE:
            return self.private_note
        part, code = field.split("-", 1)
        return {"score": self.scores, "ground": self.abstained, "note": self.notes}[part].get(code, "")


class SheetVersion(models.Model):
    """A signed sheet as it was before the chair reopened it. Added once, never altered (migration 0002)."""

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    scores = models.JSONField()
    abstained = models.JSONField()
    notes = models.JSONField()
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    reopened_at = models.DateTimeField()
    reopened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "version"], name="sheet_version_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="sheet_version_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} v{self.version}"
