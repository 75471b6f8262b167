"""Recaps of BPJS counts: the file with its version and date, its counts, and whom its names stand for."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from paritrana.accounts.models import Organisation
from paritrana.documents.models import Document
from paritrana.lib.identifiers import PublicIdField
from paritrana.programme.models import Round
from paritrana.regions.models import Region


class RecapState(models.TextChoices):
    """The life of a recap; a worker checks it and, asked to, loads it. The steps are in workflow.py."""

    CHECKING = "checking", pgettext_lazy("recap", "Being checked")
    FAULTY = "faulty", pgettext_lazy("recap", "Has faults")
    READY = "ready", pgettext_lazy("recap", "Ready to load")
    LOADING = "loading", pgettext_lazy("recap", "Being loaded")
    LOADED = "loaded", pgettext_lazy("recap", "Loaded")
    FAILED = "failed", pgettext_lazy("recap", "Broke off")


class Recap(models.Model):
    """One file for one round. `number` is its version there; `as_of` the day whose counts it gives."""

    public_id = PublicIdField()
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="recaps")
    number = models.PositiveIntegerField()
    as_of = models.DateField()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=RecapState, default=RecapState.CHECKING)
    faults = models.JSONField(default=list)  # the first of them, as recap.faults spells them
    fault_count = models.PositiveIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)  # at the step it waits for
    busy_until = models.DateTimeField(null=True)  # a worker has it; nobody else takes it until then
    brought_at = models.DateTimeField()
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField(null=True)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RecapState.values), name="recap_state"),
            models.UniqueConstraint(fields=["round", "number"], name="recap_version_once"),
            models.UniqueConstraint(
                fields=["round", "document"], condition=~Q(state="failed"), name="recap_file_once"
            ),
            models.CheckConstraint(
                condition=Q(loaded_at=None) | Q(loaded_by__isnull=False), name="recap_loaded_at_and_by"
            ),
            models.CheckConstraint(
                condition=~Q(state="loaded") | Q(fault_count=0, loaded_at__isnull=False),
                name="recap_loaded_without_faults",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} · {self.number}"


class RecapCount(models.Model):
    """One row of a loaded recap. Without region and organisation it has not been matched yet."""

    recap = models.ForeignKey(Recap, on_delete=models.PROTECT, related_name="counts")
    sheet = models.CharField(max_length=31)
    row = models.PositiveIntegerField()
    code = models.CharField(max_length=5, blank=True)
    npp = models.CharField(max_length=200, blank=True)
    npwp = models.CharField(max_length=16, blank=True)
    name = models.CharField(max_length=200, blank=True)
    segment = models.CharField(max_length=20)
    month = models.DateField()
    covered = models.BigIntegerField()
    total = models.BigIntegerField(null=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recap", "sheet", "row"], name="recap_row_once"),
            models.CheckConstraint(
                condition=Q(covered__gte=0) & (Q(total=None) | Q(total__gte=0)),
                name="recap_counts_not_negative",
            ),
        ]
        indexes = [
            models.Index(fields=["recap", "region"], name="recap_of_region"),
            models.Index(fields=["recap", "organisation"], name="recap_of_organisation"),
            models.Index(
                fields=["recap", "id"],
                name="recap_unmatched",
                condition=Q(region=None, organisation=None),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.npp or self.npwp or self.code


class RecapName(models.Model):
    """Whom a NPP, NPWP or name in a recap stands for, matched by hand once and remembered for every later recap."""

    key = models.CharField(max_length=220, unique=True)  # "npp:…", "npwp:…", "name:…"
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    matched_at = models.DateTimeField()
    matched_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(region__isnull=False, organisation=None)
                | Q(region=None, organisation__isnull=False),
                name="recap_name_stands_for_one",
            ),
        ]

    def __str__(self) -> str:
        return self.key
