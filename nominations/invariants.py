"""What must hold: what was filed is what the receipt says, and what a visit found is what it was completed with."""

from collections.abc import Iterator

from nominations.actions.field import digest_of_visit
from nominations.models import FieldCheck, FieldCheckState, Nomination, State
from nominations.queries.claims import digest_of


def altered_nominations() -> Iterator[str]:
    """A sentence for every submitted nomination whose content no longer gives the digest of its receipt.

    One that was returned is being written again and gets a new digest with its next submission; so does a withdrawn
    one that never was submitted, which has none.
    """
    filed = Nomination.objects.exclude(digest="").exclude(state=State.RETURNED).order_by("id")
    for nomination in filed.iterator():
        if digest_of(nomination) != nomination.digest:
            yield f"Nomination {nomination.public_id}: its content does not match its receipt."


def altered_field_checks() -> Iterator[str]:
    """A sentence for every completed field check whose content no longer gives its digest."""
    done = FieldCheck.objects.filter(state=FieldCheckState.DONE).select_related("nomination", "sample")
    for visit in done.order_by("id").iterator():
        if digest_of_visit(visit) != visit.digest:
            yield f"Field check {visit.public_id}: what it found does not match its digest."
