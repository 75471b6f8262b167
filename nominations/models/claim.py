"""What a nomination files, entry by entry. Each knows its version, so that two tabs never overwrite one another."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nominations import citing
from nominations.models.evidence import Evidence
from nominations.models.nomination import Nomination
from paritrana.documents.models import Document
from paritrana.lib.identifiers import PublicIdField

COUNT_LIMIT = 10**18
"""Counts stay below this: far more than there are people, and safely within 64 bits."""


class Entry(models.Model):
    """One row of the form: which version of it, and who saved it last. The history is in the trail.

    Answers, figures and groups have a row each from the start of the draft, empty until filled; version 0 is untouched.
    """

    public_id = PublicIdField()
    version = models.PositiveIntegerField(default=0)
    versions = models.JSONField(default=dict)  # by field: the version of the row in which it was last changed
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verification: Any = None  # its EntryVerdict, where listing.parts_of has laid one beside it

    class Meta:
        abstract = True
        ordering = ["id"]

    def changed_since(self, version: int, fields: Iterable[str]) -> bool:
        """Has any of those fields been changed after the version that somebody saw?"""
        return any(self.versions.get(name, 0) > version for name in fields)


class CitedEntry(Entry):
    """An entry that points to the place in a file which proves it: page, sheet and cell, part, slide, or words.

    `evidence_document` are the bytes it was cited from; once the file has been replaced they are others than
    `evidence.document`, and the place asks to be confirmed anew.
    """

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, related_name="+")
    evidence_page = models.PositiveIntegerField(null=True)
    evidence_place = models.CharField(max_length=100, blank=True)
    evidence_document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(Entry.Meta):
        abstract = True

    @property
    def is_unconfirmed(self) -> bool:
        """The file was replaced after this place in it was named."""
        cited = self.evidence_document_id
        return self.evidence is not None and cited is not None and cited != self.evidence.document_id

    @property
    def where(self) -> str:
        """The place in words: "p. 3", "sheet 2, B14"."""
        if self.evidence is None:
            return ""
        return citing.where(self.evidence.document.page_kind, self.evidence_page, self.evidence_place)

    @property
    def mark(self) -> str:
        """The claimed numbers, to be marked where they stand on the cited page."""
        claimed = (getattr(self, name, None) for name in ("covered", "total", "people", "value"))
        return "-".join(str(number) for number in claimed if number is not None)


class LastingEntry(models.Model):
    """An entry that may come from the nominee's last nomination. `copied_from` is kept until somebody has looked at it."""

    copied_from = models.ForeignKey(Nomination, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True


class Figure(CitedEntry):
    """A metric as claimed: covered out of total for a share, a decimal for a value."""

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="figures")
    metric = models.CharField(max_length=40)
    covered = models.BigIntegerField(null=True)
    total = models.BigIntegerField(null=True)
    value = models.CharField(max_length=32, null=True)
    cut_off_on = models.DateField(null=True)
    source = models.CharField(max_length=200, blank=True)
    approximate = models.BooleanField(default=False)
    explanation = models.TextField(max_length=2000, blank=True)

    class Meta(CitedEntry.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["nomination", "metric"], name="figure_once"),
            models.CheckConstraint(
                condition=(Q(covered=None) | Q(covered__gte=0, covered__lt=COUNT_LIMIT))
                & (Q(total=None) | Q(total__gte=0, total__lt=COUNT_LIMIT)),
                name="figure_counts_within_limits",
            ),
            models.CheckConstraint(
                condition=~Q(total=0, covered__gt=0), name="figure_nobody_covered_out_of_none"
            ),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__regex=r"^-?[0-9]+(\.[0-9]+)?$", covered=None, total=None),
                name="figure_share_or_value",
            ),
            models.CheckConstraint(
                condition=Q(evidence_page=None) | Q(evidence__isnull=False, evidence_page__gte=1),
                name="figure_page_of_a_file",
            ),
        ]

    def __str__(self) -> str:
        return self.metric

    @property
    def is_blank(self) -> bool:
        """Nothing has been claimed."""
        return self.covered is None and self.total is None and self.value is None

    @property
    def is_whole(self) -> bool:
        """A value, or both counts of a share."""
        return self.value is not None or (self.covered is not None and self.total is not None)


class ProtectedGroup(CitedEntry):
    """People of one group for whom contributions are paid, and the units (agencies, villages) they belong to."""

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="groups")
    group = models.CharField(max_length=40)
    people = models.BigIntegerField(null=True)
    units = models.IntegerField(null=True)
    unit_kind = models.CharField(max_length=60, blank=True)
    approximate = models.BooleanField(default=False)
    note = models.TextField(max_length=2000, blank=True)

    class Meta(CitedEntry.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["nomination", "group"], name="group_once"),
            models.CheckConstraint(
                condition=(Q(people=None) | Q(people__gte=0, people__lt=COUNT_LIMIT))
                & (Q(units=None) | Q(units__gte=0)),
                name="group_counts_within_limits",
            ),
        ]

    def __str__(self) -> str:
        return self.group

    @property
    def is_blank(self) -> bool:
        """Nothing has been claimed."""
        return self.people is None and self.units is None and not self.note


class RegulationStatus(models.TextChoices):
    """Whether a regulation binds at this moment."""

    IN_FORCE = "in_force", _("In force")
    AMENDED = "amended", _("In force, amended")
    DRAFT = "draft", _("Being drafted")
    REVOKED = "revoked", _("Revoked")


class Regulation(CitedEntry, LastingEntry):
    """A rule that protects workers. Number and year may be unknown; the year is never derived from the number."""

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="regulations")
    kind = models.CharField(max_length=100, blank=True)
    number = models.CharField(max_length=100, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    subject = models.TextField(max_length=500, blank=True)
    status = models.CharField(max_length=10, choices=RegulationStatus, blank=True)
    note = models.TextField(max_length=2000, blank=True)

    class Meta(CitedEntry.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                condition=Q(year=None) | Q(year__gte=1945, year__lte=2200), name="regulation_year"
            ),
            models.CheckConstraint(
                condition=Q(status="") | Q(status__in=RegulationStatus.values), name="regulation_status"
            ),
        ]

    @property
    def is_blank(self) -> bool:
        """Nothing has been written."""
        return not (self.kind or self.number or self.year or self.subject or self.status or self.note)

    def __str__(self) -> str:
        return " ".join(filter(None, [self.kind, self.number, str(self.year or "")]))


class Answer(Entry, LastingEntry):
    """What was written to one question of the rulebook: the profile, or whom to call about the interview."""

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=40)
    text = models.TextField(max_length=5000, blank=True)

    class Meta(Entry.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["nomination", "question"], name="answer_once")]

    @property
    def is_blank(self) -> bool:
        """Nothing has been written."""
        return not self.text

    def __str__(self) -> str:
        return self.question


class Statement(Entry, LastingEntry):
    """A paragraph of one section, such as a service that asks for membership, or a programme."""

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="statements")
    section = models.CharField(max_length=40)
    text = models.TextField(max_length=5000, blank=True)

    @property
    def is_blank(self) -> bool:
        """Nothing has been written."""
        return not self.text

    def __str__(self) -> str:
        return self.text[:80]
