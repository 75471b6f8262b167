"""Files that prove figures."""

from django.conf import settings
from django.db import models

from nominations.models.nomination import Nomination
from paritrana.documents.models import Document
from paritrana.lib.identifiers import PublicIdField


class Evidence(models.Model):
    """A file that a nominee attached, under the name it came with. The bytes are stored once, as a Document."""

    public_id = PublicIdField()
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="evidence")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "document"], name="evidence_once"),
        ]

    def __str__(self) -> str:
        return self.file_name
