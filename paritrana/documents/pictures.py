"""Photos that are shown and not cited: only the picture drawn anew is kept, nothing the camera wrote beside it.

Evidence keeps its original bytes (intake); a photo of a hall full of people does not: its original tells where and
when it was taken and by which device, and proves nothing.
"""

import shutil
import tempfile
from pathlib import Path

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paritrana.audit.actions import record
from paritrana.documents import confinement, inspection, pages, refusals, store
from paritrana.documents.intake import write_aside
from paritrana.documents.models import Document, DocumentState
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused

MEDIA_TYPE = "image/webp"
KINDS = {"image/jpeg", "image/png"}


Place = tuple[str, str]
"""Latitude and longitude in decimal degrees, five digits after the point: about a metre."""


def receive(upload: File, *, by: Actor) -> Document:
    """Takes a photo in and gives the Document of its new drawing, 2,000 pixels long at most.

    Refused, with the sentence, for anything but a whole JPEG or PNG within the limits of uploads. Takes about a
    second: call it before opening a transaction that locks rows.
    """
    return _receive(upload, by, asks_place=False)[0]


def receive_with_place(upload: File, *, by: Actor) -> tuple[Document, Place | None]:
    """The same, and where the camera says the photo was taken (None: it does not say). The file that is kept says
    neither; whoever asks for the place keeps it elsewhere, and has told who took the photo."""
    return _receive(upload, by, asks_place=True)


def _receive(upload: File, by: Actor, *, asks_place: bool) -> tuple[Document, Place | None]:
    place: list[str] | None = None
    with store.aside() as original, tempfile.TemporaryDirectory(dir=store.incoming()) as name:
        write_aside(upload, original)
        finding = inspection.of(original)
        if finding is None:
            raise Refused(_("The portal is busy just now. Send the photo again in a minute."))
        if finding.refusal:
            raise Refused(refusals.sentence(**finding.refusal))
        if finding.media_type not in KINDS:
            raise Refused(_("A photo is a JPEG or PNG picture. Choose another file."))
        drawn = Path(name) / "1.webp"
        try:
            confinement.ask("draw", str(original), name, "1", "1", limits=pages.LIMITS)
            if asks_place:
                place = confinement.ask("place", str(original), limits=pages.LIMITS).get("place")
        except (confinement.Broke, confinement.OutOfTime):
            raise Refused(
                _("This picture can't be read. Save it anew on your device, then send it again.")
            ) from None
        sha256, size = store.digest_of(drawn)
        shown = Path(name) / "shown.webp"
        shutil.copyfile(drawn, shown)
        store.into_place(shown, store.page_path(sha256, 1))
        store.keep(drawn, sha256)
    return _enter(sha256, size, by), (place[0], place[1]) if place else None


@transaction.atomic
def _enter(sha256: str, size: int, by: Actor) -> Document:
    document, is_new = Document.objects.get_or_create(
        sha256=sha256,
        defaults={
            "size": size,
            "media_type": MEDIA_TYPE,
            "state": DocumentState.READY,
            "page_count": 1,
            "pages_drawn": 1,
            "signatures": [],
            "received_at": clock.now(),
            "received_by_id": by.user_id,
        },
    )
    if is_new:
        record("document.receive", document, by=by, changes={"sha256": [None, sha256]})
    return document
