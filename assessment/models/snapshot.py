"""The snapshot of a ranking: what went in, what came out, and the places. The database refuses to alter any of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from assessment.models.panel import Panel
from nominations.models import Nomination
from paritrana.lib.identifiers import PublicIdField


class Snapshot(models.Model):
    """One ranking of one pool at one moment. A new snapshot never replaces an old one.

    The pack is spelled by `frame` (all of it but the three lists) and the inputs, the result by the placings
    (queries.pack); both digests are `sha256:` and that of the canonical bytes. `seed` is that of the generated scores
    of a rehearsal; method and code say which arithmetic counted.
    """

    public_id = PublicIdField()
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="snapshots")
    ranking = models.CharField(max_length=30)  # code in the rulebook: shortlist, final, a title
    number = models.PositiveIntegerField()  # 1, 2, 3 … per panel
    frame = models.TextField()
    pack_digest = models.CharField(max_length=71)
    result_digest = models.CharField(max_length=71)
    rulebook_version = models.PositiveIntegerField()
    method = models.PositiveSmallIntegerField(default=1)
    code_digest = models.CharField(max_length=71, blank=True)
    is_rehearsal = models.BooleanField(default=False)  # on generated scores
    seed = models.PositiveIntegerField(null=True)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["panel", "number"], name="snapshot_number_once"),
            models.CheckConstraint(
                condition=Q(is_rehearsal=True, seed__isnull=False) | Q(is_rehearsal=False, seed=None),
                name="snapshot_rehearsal_has_its_seed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.panel} · {self.ranking} {self.number}"


class SnapshotInput(models.Model):
    """What went in about one nomination, as members of the pack's three lists in canonical form, joined by commas."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="inputs")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="+")
    entry = models.TextField()
    recusals = models.TextField(blank=True)
    sheets = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "nomination"], name="snapshot_input_once"),
        ]

    def __str__(self) -> str:
        return f"{self.snapshot}: {self.nomination}"


class Placing(models.Model):
    """The place of one nomination in a snapshot, as the result spells it. `position` is the order of the result."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="placings")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="placings")
    position = models.PositiveIntegerField()
    status = models.CharField(max_length=20)
    rank = models.PositiveIntegerField(null=True)
    total = models.CharField(max_length=40, null=True)  # decimal string; null: not to be computed
    selection = models.CharField(max_length=20, null=True)
    decided_by = models.CharField(max_length=80, null=True)
    gate = models.CharField(max_length=80, null=True)
    aspects = models.JSONField()
    criteria = models.JSONField()
    scores_counted = models.JSONField()
    remarks = models.JSONField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "nomination"], name="placing_once"),
            models.UniqueConstraint(fields=["snapshot", "position"], name="placing_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.snapshot}: {self.nomination}"
