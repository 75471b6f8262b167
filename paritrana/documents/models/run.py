"""Orders of reports, and how far they are."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from paritrana.documents import registry
from paritrana.documents.models.document import Document
from paritrana.lib.identifiers import PublicIdField

KEPT = timedelta(days=14)
"""How long the file of an order lies in the report centre."""


class RunState(models.TextChoices):
    """The life of a job; the steps are in workflow.py."""

    QUEUED = "queued", pgettext_lazy("file", "Waiting")
    RUNNING = "running", pgettext_lazy("file", "Being made")
    DONE = "done", pgettext_lazy("file", "Ready")
    FAILED = "failed", pgettext_lazy("file", "Failed")
    HELD = "held", pgettext_lazy("file", "Held")
    EXPIRED = "expired", pgettext_lazy("file", "No longer kept")


class ReportRun(models.Model):
    """One order of a report: who asked for what, how far it is, and the file once there is one."""

    public_id = PublicIdField()
    report = models.CharField(max_length=80)  # code in the registry
    parameters = models.JSONField(default=dict)
    language = models.CharField(max_length=5)
    key = models.CharField(max_length=200, null=True, unique=True)  # same key, same run
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="report_runs"
    )  # null: the portal itself
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=RunState, default=RunState.QUEUED)
    progress = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)  # 0: not known yet
    in_bulk = models.BooleanField(default=False)  # one of many that nobody waits for: others go first
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)  # a worker has it; nobody else takes it until then
    resend_at = models.DateTimeField(null=True)  # when the sweeper hands it to the queue again
    error = models.TextField(blank=True)  # the sentence, in the run's language
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="runs")
    file_name = models.CharField(max_length=200, blank=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RunState.values), name="run_state"),
            models.CheckConstraint(
                condition=Q(state="done", document__isnull=False) & ~Q(file_name="")
                | (~Q(state="done") & Q(document=None)),
                name="run_done_has_its_file",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "failed", "expired"], finished_at__isnull=False)
                | (~Q(state__in=["done", "failed", "expired"]) & Q(finished_at=None)),
                name="run_finished_at",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(error=""), name="run_failed_with_a_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["asked_by", "-asked_at"], name="run_of_asker"),
            models.Index(
                fields=["resend_at"], name="run_unfinished", condition=Q(state__in=["queued", "running"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.public_id}"

    @property
    def has_ended(self) -> bool:
        """Nothing more will happen to it by itself."""
        return self.state in {RunState.DONE, RunState.FAILED, RunState.EXPIRED}

    @property
    def kept_until(self) -> datetime | None:
        """When its file goes (expiry.py); None while there is none, and for what is kept for good."""
        expires = self.state == RunState.DONE and self.key is None and self.asked_by_id is not None
        return self.finished_at + KEPT if expires and self.finished_at else None

    @property
    def percent(self) -> int:
        """How far it is, for the bar: 0 to 100."""
        if self.state == RunState.DONE:
            return 100
        return min(99, self.progress * 100 // self.total) if self.total else 0

    @property
    def steps(self) -> int:
        """How many parts its bar has; one while that is not known."""
        return max(1, self.total)

    @property
    def words_left(self) -> str:
        """What the run waits for or does, in a few words beside its bar."""
        return self.error or str(self.get_state_display())

    @property
    def title(self) -> "str | Promise":
        """The title of its report."""
        return registry.title_of(self.report)
