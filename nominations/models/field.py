"""The field check: a sample drawn from a seed, who visits whom, and what was found there."""

import shlex

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nominations.models.claim import COUNT_LIMIT, Entry
from nominations.models.nomination import Nomination
from paritrana.documents.models import Document
from paritrana.lib.identifiers import PublicIdField
from paritrana.programme.models import Category, Round


class FieldSample(models.Model):
    """The draw of one category in one round: made once, and anyone can make it again (sampling.py).

    `pool` are the numbers of the nominations it was drawn from, `drawn` those it gave, in their order; `mark` is what
    was unknown until the draw. The database refuses any change of it (migration 0004).
    """

    public_id = PublicIdField()
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="field_samples")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    seed = models.CharField(max_length=200)
    published_in = models.CharField(
        max_length=300
    )  # where the seed was made known, before anybody could know it
    mark = models.CharField(max_length=120)  # sampling.mark_of
    size = models.PositiveIntegerField()
    pool = models.JSONField()
    drawn = models.JSONField()
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "category"], name="field_sample_once"),
            models.CheckConstraint(
                condition=~Q(seed="") & ~Q(published_in="") & ~Q(mark=""), name="field_sample_seed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category}, {self.round}: {self.seed}"

    @property
    def command(self) -> str:
        """What anyone types into a shell to draw it again, the list lying beside."""
        words = shlex.join(["nominations/sampling.py", self.seed, self.mark, str(self.size)])
        return f"python {words} < {self.file_name}"

    @property
    def file_name(self) -> str:
        """Of the list it was drawn from."""
        return f"undian-{self.public_id}.txt"


class FieldCheckState(models.TextChoices):
    """The life of a field check; the steps are in workflow.py."""

    DRAWN = "drawn", pgettext_lazy("field check", "Has no visitor")
    ASSIGNED = "assigned", pgettext_lazy("field check", "Waits for the visit")
    DONE = "done", pgettext_lazy("field check", "Completed")
    CALLED_OFF = "called_off", pgettext_lazy("field check", "Called off")


class FieldCheck(models.Model):
    """The visit to one nominee that was drawn. Completed, it is evidence: `digest` is of all that was found."""

    public_id = PublicIdField()
    sample = models.ForeignKey(FieldSample, on_delete=models.PROTECT, related_name="checks")
    nomination = models.OneToOneField(Nomination, on_delete=models.PROTECT, related_name="field_check")
    state = models.CharField(max_length=10, choices=FieldCheckState, default=FieldCheckState.DRAWN)
    visitor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    visit_on = models.DateField(null=True)
    keeps_place = models.BooleanField(default=False)  # where a photo was taken is noted beside it
    reason = models.TextField(max_length=2000, blank=True)  # why it was called off
    digest = models.CharField(max_length=64, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=FieldCheckState.values), name="field_check_state"),
            models.CheckConstraint(
                condition=Q(state=FieldCheckState.DRAWN, visitor=None)
                | Q(state=FieldCheckState.CALLED_OFF)
                | Q(visitor__isnull=False) & Q(state__in=[FieldCheckState.ASSIGNED, FieldCheckState.DONE]),
                name="field_check_visitor",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[FieldCheckState.DRAWN, FieldCheckState.ASSIGNED])
                & Q(ended_at=None, ended_by=None, digest="", reason="")
                | Q(ended_at__isnull=False, ended_by__isnull=False)
                & (
                    Q(state=FieldCheckState.DONE, reason="") & ~Q(digest="")
                    | Q(state=FieldCheckState.CALLED_OFF, digest="") & ~Q(reason="")
                ),
                name="field_check_ended_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return str(self.nomination)


class FieldAnswer(models.TextChoices):
    """What came of one item of the checklist."""

    FOUND = "found", _("Found")
    NOT_FOUND = "not_found", _("Not found")
    NOT_ASKED = "not_asked", _("Not asked")


class FieldEntry(Entry):
    """One item of the checklist: what came of it, how many were seen, and a remark. A row each from the draw on."""

    visit = models.ForeignKey(FieldCheck, on_delete=models.PROTECT, related_name="entries")
    item = models.CharField(max_length=40)  # the rulebook's code
    answer = models.CharField(max_length=10, choices=FieldAnswer, blank=True)
    seen = models.BigIntegerField(null=True)
    remark = models.TextField(max_length=2000, blank=True)

    class Meta(Entry.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["visit", "item"], name="field_entry_once"),
            models.CheckConstraint(
                condition=Q(answer="") | Q(answer__in=FieldAnswer.values), name="field_entry_answer"
            ),
            models.CheckConstraint(
                condition=Q(seen=None) | Q(seen__gte=0, seen__lt=COUNT_LIMIT), name="field_entry_seen"
            ),
        ]

    @property
    def is_blank(self) -> bool:
        """Nothing was written about it."""
        return not self.answer and self.seen is None and not self.remark

    def __str__(self) -> str:
        return f"{self.item}: {self.answer}"


class FieldPhoto(models.Model):
    """A photo of the visit, drawn anew; the place it was taken at only where that was asked for (decimal degrees)."""

    public_id = PublicIdField()
    visit = models.ForeignKey(FieldCheck, on_delete=models.PROTECT, related_name="photos")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    latitude = models.CharField(max_length=12, blank=True)
    longitude = models.CharField(max_length=12, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "document"], name="field_photo_once"),
            models.CheckConstraint(
                condition=Q(latitude="", longitude="")
                | Q(
                    latitude__regex=r"^-?[0-9]{1,2}\.[0-9]{5}$", longitude__regex=r"^-?[0-9]{1,3}\.[0-9]{5}$"
                ),
                name="field_photo_place",
            ),
        ]

    def __str__(self) -> str:
        return str(self.document)
