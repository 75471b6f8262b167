"""Writing the trail and sealing it."""

from typing import Any

from django.db import connection, models, transaction

from paritrana.audit.models import Event
from paritrana.lib import clock, digest
from paritrana.lib.permissions import Actor

SEALING_LOCK = 7_205_001
"""The advisory lock under which one process at a time lengthens the chain."""


def record(
    verb: str,
    noun: models.Model,
    *,
    by: Actor,
    region: str = "",
    reason: str = "",
    changes: dict[str, Any] | None = None,
) -> Event:
    """Adds one event about the noun. Must run in the transaction of the change itself (RuntimeError otherwise)."""
    if not connection.in_atomic_block:
        raise RuntimeError("an event is recorded in the transaction of the change it tells about")
    return Event.objects.create(
        at=clock.now(),
        actor_id=by.user_id,
        actor_name=by.name or "system",
        verb=verb,
        noun=noun._meta.model_name,
        noun_id=getattr(noun, "public_id", str(noun.pk)),
        region=region,
        reason=reason,
        changes=changes or {},
    )


def seal() -> int:
    """Gives every committed event without a place the next places in the chain; returns how many.

    Order is that of sealing: an event whose transaction commits late comes later, and nothing is ever inserted
    before a sealed one.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALING_LOCK])
        last = Event.objects.exclude(position=None).order_by("-position").first()
        position, previous = (last.position, last.digest) if last else (0, "")
        waiting = list(Event.objects.filter(position=None).order_by("id")[:1000])
        for event in waiting:
            position += 1
            event.position, event.previous = position, previous
            event.digest = previous = digest_of(event)
        Event.objects.bulk_update(waiting, ["position", "previous", "digest"])
    return len(waiting)


def digest_of(event: Event) -> str:
    """SHA-256 over the event, its place and the digest of the one before: one altered row breaks all after it."""
    return digest.sha256_of(
        {
            "id": event.pk,
            "at": event.at.isoformat(),
            "actor": [event.actor_id, event.actor_name],
            "verb": event.verb,
            "noun": [event.noun, event.noun_id],
            "region": event.region,
            "reason": event.reason,
            "changes": event.changes,
            "position": event.position,
            "previous": event.previous,
        }
    )
