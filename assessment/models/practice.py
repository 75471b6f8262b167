"""Practice files: invented nominations with reference scores, outside every pool, pack and result.

Nothing that ranks, counts or exports reads these tables. The reference is shown once somebody has finished theirs.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from assessment.models.sheet import SheetStage
from paritrana.lib.identifiers import PublicIdField
from paritrana.programme.models import Category


class PracticeFile(models.Model):
    """An invented file to practise on. Texts are {"id", "en"}.

    `claim` [[label {"id","en"}, text {"id","en"}]] is what the nominee says; `scores` {criterion: score} and `reasons`
    {criterion: {"id", "en"}} are the reference that practised assessors compare theirs with.
    """

    public_id = PublicIdField()
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="practice_files")
    stage = models.CharField(max_length=20, choices=SheetStage)
    code = models.CharField(max_length=30)
    position = models.PositiveSmallIntegerField(default=0)
    title = models.JSONField()
    claim = models.JSONField()
    scores = models.JSONField()
    reasons = models.JSONField(default=dict)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=SheetStage.values), name="practicefile_stage"),
            models.UniqueConstraint(fields=["category", "stage", "code"], name="practicefile_once"),
        ]

    def __str__(self) -> str:
        return self.code


class PracticeSheet(models.Model):
    """One person's practice on a file. `scores` {criterion: score}; finished it is compared with the reference."""

    public_id = PublicIdField()
    file = models.ForeignKey(PracticeFile, on_delete=models.PROTECT, related_name="sheets")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="practice_sheets"
    )
    scores = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "user"], name="practicesheet_once")]

    def __str__(self) -> str:
        return f"{self.file} · {self.user}"
