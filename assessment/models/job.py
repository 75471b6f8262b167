"""Work on a ranking that takes longer than a page may: a snapshot taken, recounted, analysed, its nominees told."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessment.models.panel import Panel
from assessment.models.snapshot import Snapshot
from paritrana.lib.identifiers import PublicIdField


class JobKind(models.TextChoices):
    """What the worker does."""

    TAKE = "take", _("Taking a snapshot")
    RECOUNT = "recount", _("Recounting a snapshot")
    ANALYSIS = "analysis", _("Analysing a snapshot")
    INVITE = "invite", _("Telling the nominees of a shortlist")


class JobState(models.TextChoices):
    """The life of a job; the row is the truth, the queue carries its id."""

    QUEUED = "queued", pgettext_lazy("job", "Waiting")
    RUNNING = "running", pgettext_lazy("job", "Under way")
    DONE = "done", pgettext_lazy("job", "Done")
    FAILED = "failed", pgettext_lazy("job", "Failed")


UNDER_WAY = Q(state__in=[JobState.QUEUED, JobState.RUNNING])


class RankingJob(models.Model):
    """One order of such work: who asked, how far it is, and what came of it.

    `outcome` holds the figures of a recount, an analysis or of telling; a taken snapshot is a row of its own.
    """

    public_id = PublicIdField()
    kind = models.CharField(max_length=10, choices=JobKind)
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="ranking_jobs")
    ranking = models.CharField(max_length=30)
    seed = models.PositiveIntegerField(null=True)  # of a rehearsal's scores, or of an analysis' draws
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, null=True, related_name="jobs")
    outcome = models.JSONField(default=dict)
    language = models.CharField(max_length=5)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )  # null: the portal itself
    state = models.CharField(max_length=10, choices=JobState, default=JobState.QUEUED)
    progress = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)  # 0: not known yet
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    resend_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)  # the sentence, in the asker's language
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=JobKind.values), name="ranking_job_kind"),
            models.CheckConstraint(condition=Q(state__in=JobState.values), name="ranking_job_state"),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(snapshot__isnull=False), name="ranking_job_done_has_a_snapshot"
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(error=""), name="ranking_job_failed_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "failed"], finished_at__isnull=False)
                | Q(state__in=["queued", "running"], finished_at=None),
                name="ranking_job_finished_at",
            ),
            models.UniqueConstraint(
                fields=["panel"],
                condition=UNDER_WAY & Q(kind="take"),
                name="ranking_job_one_snapshot_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["snapshot", "kind"],
                condition=UNDER_WAY & ~Q(kind="take"),
                name="ranking_job_once_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["resend_at"], name="ranking_job_unfinished", condition=UNDER_WAY)]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    @property
    def has_ended(self) -> bool:
        """Nothing more will happen to it by itself."""
        return self.state in {JobState.DONE, JobState.FAILED}

    @property
    def steps(self) -> int:
        """How many parts its bar has; one while that is not known."""
        return max(1, self.total)
