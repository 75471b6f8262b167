"""The verdict on each metric of a nomination, and on each further entry that its rulebook wants looked at."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nominations.models.claim import COUNT_LIMIT
from nominations.models.nomination import Nomination


class Verdict(models.TextChoices):
    """What a verifier says about a claimed figure."""

    ACCEPTED = "accepted", _("Accepted")
    CORRECTED = "corrected", _("Corrected")
    NOT_PROVEN = "not_proven", _("Not proven")


class Reason(models.TextChoices):
    """Why a figure was corrected or not proven."""

    OTHER_IN_EVIDENCE = "other_in_evidence", _("The evidence gives another figure")
    OTHER_SOURCE = "other_source", _("The records of BPJS Ketenagakerjaan give another figure")
    OTHER_CUT_OFF = "other_cut_off", _("The cut-off date lies outside the assessed period")
    MISTYPED = "mistyped", _("Mistyped")
    NO_EVIDENCE = "no_evidence", _("No evidence, or not at the place cited")
    NOT_FILED = "not_filed", _("Not filed")
    OTHER = "other", _("Another reason, in words")


class Judged(models.Model):
    """A verdict with its reason and the verifier's words; `version` keeps two verifiers apart."""

    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = models.CharField(max_length=20, choices=Reason, blank=True)
    note = models.TextField(max_length=2000, blank=True)  # the verifier's words, seen by nominee and panel
    version = models.PositiveIntegerField(default=1)
    verified_at = models.DateTimeField()
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering = ["id"]


class Verification(Judged):
    """The verified figure of one metric. A row stands for every metric of the category once verification ends.

    `covered`, `total`, `value` are the figures that count: those claimed for `accepted`, the verifier's for
    `corrected`, none for `not_proven`.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="verifications")
    metric = models.CharField(max_length=40)
    covered = models.BigIntegerField(null=True)
    total = models.BigIntegerField(null=True)
    value = models.CharField(max_length=32, null=True)

    class Meta(Judged.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["nomination", "metric"], name="verification_once"),
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="verification_verdict"),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.ACCEPTED, reason="")
                | Q(verdict__in=[Verdict.CORRECTED, Verdict.NOT_PROVEN], reason__in=Reason.values),
                name="verification_reason",
            ),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.NOT_PROVEN, covered=None, total=None, value=None)
                | ~Q(verdict=Verdict.NOT_PROVEN)
                & (
                    Q(
                        covered__gte=0,
                        covered__lt=COUNT_LIMIT,
                        total__gte=0,
                        total__lt=COUNT_LIMIT,
                        value=None,
                    )
                    | Q(covered=None, total=None, value__regex=r"^-?[0-9]+(\.[0-9]+)?$")
                ),
                name="verification_share_or_value",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.metric}: {self.verdict}"


class EntryVerdict(Judged):
    """The verdict on a protected group, a regulation or a paragraph, whose section the rulebook wants verified.

    `people` and `units` are the verified counts of a group: those claimed for `accepted`, the verifier's for
    `corrected`. For anything else a correction is the verifier's note.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="entry_verdicts")
    entry = models.CharField(max_length=20)  # the entry's public id; of whichever kind it is
    people = models.BigIntegerField(null=True)
    units = models.IntegerField(null=True)

    class Meta(Judged.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["nomination", "entry"], name="entry_verdict_once"),
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="entry_verdict_verdict"),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.ACCEPTED, reason="")
                | ~Q(verdict=Verdict.ACCEPTED) & Q(reason__in=Reason.values),
                name="entry_verdict_reason",
            ),
            models.CheckConstraint(
                condition=(Q(people=None) | Q(people__gte=0, people__lt=COUNT_LIMIT))
                & (Q(units=None) | Q(units__gte=0))
                & (~Q(verdict=Verdict.NOT_PROVEN) | Q(people=None, units=None)),
                name="entry_verdict_counts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.verdict}"


class Custody(models.Model):
    """Who has a nomination in hand at the desk. It tells colleagues; it shuts nobody out."""

    nomination = models.OneToOneField(Nomination, on_delete=models.PROTECT, related_name="custody")
    verifier = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.nomination}: {self.verifier}"
