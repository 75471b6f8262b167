"""What must hold: the chain is whole."""

from collections.abc import Iterator

from paritrana.audit.actions import digest_of
from paritrana.audit.models import Event


def broken_links() -> Iterator[str]:
    """A sentence for every sealed event whose place, predecessor or content does not verify."""
    expected, previous = 1, ""
    for event in Event.objects.exclude(position=None).order_by("position").iterator():
        if event.position != expected:
            yield f"Event {event.pk}: place {event.position} where {expected} is due."
        if event.previous != previous:
            yield f"Event {event.pk}: does not follow the event before it."
        if event.digest != digest_of(event):
            yield f"Event {event.pk}: its content does not match its digest."
        expected, previous = event.position + 1, event.digest
