"""The honours of an approved decision, and its publication."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assessment.models import Decision
from nominations.models import Nomination
from paritrana.lib.identifiers import PublicIdField


class Award(models.Model):
    """One title of a decision, frozen as it was decided. A row never changes; a correction is a new record.

    A correction names the record that it takes the place of, and why; the older one stays for whoever asks.
    """

    public_id = PublicIdField()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="awards")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="awards")
    rank = models.PositiveSmallIntegerField(null=True)  # null: a title without a place among the others
    title = models.CharField(max_length=100)
    recipient = models.CharField(max_length=300)  # the name as it stood at that moment
    facts = models.JSONField()  # edition, round and category as they stood (ceremony.facts)
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    correction = models.TextField(blank=True)  # why

    class Meta:
        ordering = [F("rank").asc(nulls_last=True), "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "nomination", "title"],
                condition=Q(corrects=None),
                name="award_once",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None, correction="") | Q(corrects__isnull=False) & ~Q(correction=""),
                name="award_corrected_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(corrects=F("id")), name="award_corrects_another"
            ),
            models.CheckConstraint(condition=Q(rank=None) | Q(rank__gte=1), name="award_rank"),
            models.CheckConstraint(condition=~Q(title=""), name="award_has_a_title"),
        ]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.title}"


class Publication(models.Model):
    """From this moment the honours of a decision are public. A row never changes."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="publication")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    trail_head = models.CharField(max_length=64, blank=True)  # digest of the last sealed event at that moment

    def __str__(self) -> str:
        return f"{self.decision} {self.published_at:%Y-%m-%d}"
