"""Uploads that are on their way."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from paritrana.lib.identifiers import PublicIdField


class PartialUpload(models.Model):
    """A file that arrives in pieces: what the browser calls it, and how many of its bytes are here.

    The bytes lie in `store.partial_path`; the row says how many of them count. It is transport, not a fact: it is
    gone once the file is whole, refused, given up, or untouched for two days (partial.KEPT), and leaves no trail.
    """

    public_id = PublicIdField()
    purpose = models.CharField(max_length=80)  # "<noun>:<public id>", read by the app that asked for the file
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()  # bytes, as announced
    modified = (
        models.BigIntegerField()
    )  # the browser's moment of its last change: tells two files of one name apart
    received = models.PositiveBigIntegerField(default=0)  # bytes that are here
    begun_at = models.DateTimeField()
    touched_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "sent_by", "file_name", "size", "modified"], name="partial_once"
            ),
            models.CheckConstraint(
                condition=Q(size__gte=1, received__lte=F("size")), name="partial_within_its_size"
            ),
        ]
        indexes = [models.Index(fields=["touched_at"], name="partial_untouched")]

    def __str__(self) -> str:
        return self.file_name
