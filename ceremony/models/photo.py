"""Photos of a ceremony."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ceremony.models.ceremony import Ceremony
from paritrana.documents.models import Document
from paritrana.lib.identifiers import PublicIdField


class Photo(models.Model):
    """A picture of a ceremony, drawn anew from what was sent (documents.pictures): nothing says where it was taken."""

    public_id = PublicIdField()
    ceremony = models.ForeignKey(Ceremony, on_delete=models.PROTECT, related_name="photos")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(max_length=200)  # what is to be seen; offices, not persons
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(caption=""), name="photo_has_a_caption"),
            models.UniqueConstraint(fields=["ceremony", "document"], name="photo_once"),
        ]

    def __str__(self) -> str:
        return self.caption
