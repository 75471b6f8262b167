"""What must hold: what was filed is what the receipt says."""

from collections.abc import Iterator

from nominations.models import Nomination, State
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
