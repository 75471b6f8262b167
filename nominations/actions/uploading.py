"""Files that arrive in pieces: begun, added to, and attached once they are whole."""

from nominations.actions.evidence import ask_for_room, attach
from nominations.deadlines import can_be_written
from nominations.models import Evidence, Nomination
from nominations.policies.nomination import may_edit
from paritrana.documents import partial
from paritrana.documents.models import PartialUpload
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused


def begin_upload(nomination: Nomination, *, name: str, size: int, modified: int, by: Actor) -> PartialUpload:
    """The upload of that file, or what was begun of it. Raises Refused before a byte is sent: for who may not write,
    after the deadline, for a file that is too large, and when no more fits (Full)."""
    may_edit(by, nomination).require()
    can_be_written(nomination, clock.now()).require()
    ask_for_room(nomination, size)
    return partial.begin(purpose=purpose_of(nomination), name=name, size=size, modified=modified, by=by)


def add_piece(
    nomination: Nomination, upload: PartialUpload, *, offset: int, piece: bytes, by: Actor
) -> tuple[int, Evidence | None]:
    """Adds a piece; gives how many bytes are here, and the evidence once the last has come.

    Raises partial.OutOfStep, and Refused like `attach`; a refused file is forgotten.
    """
    may_edit(by, nomination).require()
    upload = partial.append(upload, offset=offset, piece=piece)
    if upload.received < upload.size:
        return upload.received, None
    try:
        with partial.opened(upload) as file:
            evidence = attach(nomination, file, by=by)
    except Refused:
        partial.drop(upload)
        raise
    partial.drop(upload)
    return upload.received, evidence


def purpose_of(nomination: Nomination) -> str:
    """What an upload for a nomination is marked with."""
    return f"nomination:{nomination.public_id}"
