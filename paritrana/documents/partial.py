"""Uploads in pieces, each with its offset, so that a cut line costs no more than the piece it was cut in."""

from datetime import timedelta

from django.core.files.base import File
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from paritrana.documents import intake, store
from paritrana.documents.models import PartialUpload
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused

PIECE = 512 * 1024
"""Bytes of a piece: a quarter of a minute on a line of 256 kbit/s."""
MOST_WAITING = 250
MOST_WAITING_BYTES = 2 * 1024**3
"""What one person can have begun and not finished."""
KEPT = timedelta(hours=48)
"""How long an upload is kept that nobody goes on with."""


class OutOfStep(Exception):
    """The piece does not begin where the last one ended; `received` says where that is."""

    def __init__(self, received: int):
        super().__init__(received)
        self.received = received


@transaction.atomic
def begin(*, purpose: str, name: str, size: int, modified: int, by: Actor) -> PartialUpload:
    """The upload of that file for that purpose: a new one, or the one that was cut off, with what has arrived.

    `size` is in bytes. Raises Refused for an empty file, one above the limit, and for too much begun and not finished.
    """
    intake.check_size(size)
    mine = PartialUpload.objects.filter(sent_by_id=by.user_id)
    known = {"purpose": purpose, "file_name": intake.clean_name(name), "size": size, "modified": modified}
    if found := mine.filter(**known).first():
        return found
    waiting = mine.aggregate(bytes=Sum("size"))["bytes"] or 0
    if mine.count() >= MOST_WAITING or waiting + size > MOST_WAITING_BYTES:
        raise Refused(
            _(
                "Too many uploads were begun and not finished. Let them end, or remove those you no longer need "
                "from the list of files."
            )
        )
    now = clock.now()
    upload = PartialUpload(sent_by_id=by.user_id, begun_at=now, touched_at=now, **known)
    PartialUpload.objects.bulk_create([upload], ignore_conflicts=True)
    return mine.get(**known)


@transaction.atomic
def append(upload: PartialUpload, *, offset: int, piece: bytes) -> PartialUpload:
    """Adds a piece that begins at `offset` and gives the upload as it is then. Raises OutOfStep for any other offset,
    PartialUpload.DoesNotExist when it has ended meanwhile."""
    upload = PartialUpload.objects.select_for_update().get(pk=upload.pk)
    path = store.partial_path(upload.public_id)
    path.touch(mode=0o640)
    # A disk that lost bytes is asked, not the row: the browser sends them again.
    upload.received = min(upload.received, path.stat().st_size)
    if offset != upload.received:
        raise OutOfStep(upload.received)
    with path.open("r+b") as file:
        file.truncate(offset)  # what a broken transaction had written beyond
        file.seek(offset)
        file.write(piece[: upload.size - offset])
        file.flush()
    upload.received, upload.touched_at = min(upload.size, offset + len(piece)), clock.now()
    upload.save(update_fields=["received", "touched_at"])
    return upload


def opened(upload: PartialUpload) -> File:
    """The whole file, to be handed to `intake.receive`; the caller closes it."""
    return File(store.partial_path(upload.public_id).open("rb"), name=upload.file_name)


def drop(upload: PartialUpload) -> None:
    """Forgets an upload: it has ended, well or not."""
    PartialUpload.objects.filter(pk=upload.pk).delete()
    transaction.on_commit(lambda: store.partial_path(upload.public_id).unlink(missing_ok=True))


def clear_stale() -> int:
    """Forgets what nobody has gone on with for two days, and bytes without a row; gives how many uploads."""
    stale = list(PartialUpload.objects.filter(touched_at__lt=clock.now() - KEPT)[:500])
    for upload in stale:
        drop(upload)
    paths = list(store.partial_folder().iterdir())  # before the rows: an upload has its row before its bytes
    known = set(PartialUpload.objects.values_list("public_id", flat=True))
    for path in paths:
        if path.name not in known:
            path.unlink(missing_ok=True)
    return len(stale)


def unfinished(purpose: str, by: Actor) -> list[PartialUpload]:
    """What this person has begun for that purpose and not finished."""
    return list(PartialUpload.objects.filter(purpose=purpose, sent_by_id=by.user_id))
