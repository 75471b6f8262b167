"""The archive and the press: files by their content, and the jobs that print new ones."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from paritrana.documents import refusals, registry
from paritrana.lib.identifiers import PublicIdField


class DocumentState(models.TextChoices):
    """How far the look into a file has come. Only a ready one leaves the archive."""

    RECEIVED = "received", pgettext_lazy("file", "Being checked")
    READY = "ready", pgettext_lazy("file", "Ready")
    REFUSED = "refused", pgettext_lazy("file", "Refused")


class Document(models.Model):
    """A file, stored once under the SHA-256 of its bytes, which never change.

    It has no name and no reader of its own: whoever points at it (evidence, a run, a certificate) gives the name
    and decides who may read it, and hands it out through `delivery`.
    """

    public_id = PublicIdField()
    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()  # bytes
    media_type = models.CharField(max_length=100, blank=True)  # empty until the file has been looked into
    state = models.CharField(max_length=10, choices=DocumentState)
    refusal = models.JSONField(default=dict, blank=True)  # {"code", "params"} of refusals.SENTENCES
    page_count = models.PositiveIntegerField(null=True)  # null: has no page images (a workbook, a text)
    pages_drawn = models.PositiveIntegerField(default=0)
    drawing_attempts = models.PositiveSmallIntegerField(default=0)
    busy_until = models.DateTimeField(
        null=True
    )  # a worker looks into it or draws it; nobody else does until then
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )  # null: the portal itself

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DocumentState.values), name="document_state"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="document_sha256"),
            models.CheckConstraint(
                condition=~Q(state="ready") | ~Q(media_type=""), name="document_ready_has_its_type"
            ),
            models.CheckConstraint(
                condition=Q(state="refused", refusal__has_key="code") | (~Q(state="refused") & Q(refusal={})),
                name="document_refused_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="document_unchecked", condition=Q(state="received")),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def refusal_sentence(self) -> str:
        """Why the file was refused, in the language of the reader; "" when it was not."""
        return str(refusals.sentence(**self.refusal)) if self.refusal else ""


class RunState(models.TextChoices):
    """The life of a job; the steps are in workflow.py."""

    QUEUED = "queued", pgettext_lazy("file", "Waiting")
    RUNNING = "running", pgettext_lazy("file", "Being made")
    DONE = "done", pgettext_lazy("file", "Ready")
    FAILED = "failed", pgettext_lazy("file", "Failed")


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
                condition=Q(state__in=["done", "failed"], finished_at__isnull=False)
                | (~Q(state__in=["done", "failed"]) & Q(finished_at=None)),
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
        return self.state in {RunState.DONE, RunState.FAILED}

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
