"""Files by their content."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from paritrana.documents import refusals
from paritrana.lib.identifiers import PublicIdField


class DocumentState(models.TextChoices):
    """How far the look into a file has come. Only a ready one leaves the archive."""

    RECEIVED = "received", pgettext_lazy("file", "Being checked")
    READY = "ready", pgettext_lazy("file", "Ready")
    REFUSED = "refused", pgettext_lazy("file", "Refused")


class PageKind(models.TextChoices):
    """What one page of a file is called."""

    PAGE = "page", pgettext_lazy("of a file", "page")
    SHEET = "sheet", pgettext_lazy("of a file", "sheet")
    PART = "part", pgettext_lazy("of a file", "part")
    SLIDE = "slide", pgettext_lazy("of a file", "slide")


ENDS_OF_TYPES = {
    "spreadsheetml.sheet": PageKind.SHEET,
    "wordprocessingml.document": PageKind.PART,
    "presentationml.presentation": PageKind.SLIDE,
}


class Document(models.Model):
    """A file, stored once under the SHA-256 of its bytes, which never change.

    It has no name and no reader of its own: whoever points at it (evidence, a run, a certificate) gives the name
    and decides who may read it, and hands it out through `delivery`.
    """

    public_id = PublicIdField()
    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()  # bytes
    media_type = models.CharField(max_length=100, blank=True)  # empty until the file has been looked into
    state = models.CharField(max_length=10, choices=DocumentState)
    refusal = models.JSONField(default=dict, blank=True)  # {"code", "params"} of refusals.SENTENCES
    page_count = models.PositiveIntegerField(null=True)  # or sheets, parts, slides; null: none can be shown
    pages_drawn = models.PositiveIntegerField(default=0)
    signatures = models.JSONField(
        null=True
    )  # of a PDF, as cell/signers.py tells them; null: not looked at yet
    drawing_attempts = models.PositiveSmallIntegerField(default=0)
    busy_until = models.DateTimeField(
        null=True
    )  # a worker looks into it or draws it; nobody else does until then
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )  # null: the portal itself

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DocumentState.values), name="document_state"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="document_sha256"),
            models.CheckConstraint(
                condition=~Q(state="ready") | ~Q(media_type=""), name="document_ready_has_its_type"
            ),
            models.CheckConstraint(
                condition=Q(state="refused", refusal__has_key="code") | (~Q(state="refused") & Q(refusal={})),
                name="document_refused_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="document_unchecked", condition=Q(state="received")),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def page_kind(self) -> PageKind:
        """What its pages are: a workbook has sheets, a text parts, a presentation slides."""
        return next(
            (kind for end, kind in ENDS_OF_TYPES.items() if self.media_type.endswith(end)), PageKind.PAGE
        )

    @property
    def refusal_sentence(self) -> str:
        """Why the file was refused, in the language of the reader; "" when it was not."""
        return str(refusals.sentence(**self.refusal)) if self.refusal else ""
