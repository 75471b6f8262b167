"""What must hold: a signed sheet is what its receipt says, and every ranking can be counted again."""

from collections.abc import Iterator

from assessment.actions.sheet import receipt
from assessment.models import ScoreSheet, SheetState, Snapshot
from assessment.recounting import recount
from paritrana.lib.digest import sha256_of


def altered_sheets() -> Iterator[str]:
    """A sentence for every signed sheet whose content no longer gives the assessor's receipt."""
    signed = ScoreSheet.objects.filter(state=SheetState.SIGNED).select_related("seat", "nomination")
    for sheet in signed.order_by("id").iterator():
        if sha256_of(receipt(sheet)) != sheet.digest:
            yield f"Sheet {sheet.public_id}: its content does not match its receipt."


def uncountable_snapshots() -> Iterator[str]:
    """A sentence for every snapshot whose stored pack does not give its stored result again, byte for byte."""
    for snapshot in Snapshot.objects.order_by("id").iterator(chunk_size=1):
        if not recount(snapshot).is_equal:
            yield f"Snapshot {snapshot.public_id}: counted again, its pack does not give its result."
