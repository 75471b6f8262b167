"""The memory: who changed what, when and why. Rows are added in the transaction of the change and never altered."""

from django.db import models


class Event(models.Model):
    """One change. It has no foreign keys, so it outlives whatever it tells about.

    A sealing job gives every event its place in one chain (position, previous digest, digest); until then the
    three are empty. The database refuses any other update, and every deletion (migrations 0002 and 0003).

    Saves of one person in one field fold into one event while `folds_until` lies ahead: `changes` then goes from the
    value before the first to that after the last, `times` counts them and `last_at` is the last one's moment.
    """

    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    verb = models.CharField(max_length=80)  # <noun>.<verb>
    noun = models.CharField(max_length=40)
    noun_id = models.CharField(max_length=40)  # the public id
    region = models.CharField(
        max_length=5, blank=True
    )  # of the round it happened in; empty: national or none
    reason = models.TextField(blank=True)
    changes = models.JSONField(default=dict)  # field: [before, after]; never a score or a rank
    fold = models.TextField(blank=True)  # the field whose saves fold; empty: an event of its own
    folds_until = models.DateTimeField(null=True)
    times = models.PositiveIntegerField(default=1)
    last_at = models.DateTimeField(null=True)
    position = models.BigIntegerField(null=True, unique=True)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["noun", "noun_id", "id"], name="event_of_noun"),
            models.Index(fields=["id"], name="event_unsealed", condition=models.Q(position=None)),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.noun_id}"
