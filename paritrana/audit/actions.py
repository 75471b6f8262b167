"""Writing the trail and sealing it."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Q

from paritrana.audit.models import Event
from paritrana.lib import clock, digest
from paritrana.lib.permissions import Actor

SEALING_LOCK = 7_205_001
"""The advisory lock under which one process at a time lengthens the chain."""

FOLDING = timedelta(minutes=5)
"""How long after the first save of a field further ones by the same person fold into its event."""


def record(
    verb: str,
    noun: models.Model,
    *,
    by: Actor,
    region: str = "",
    reason: str = "",
    changes: dict[str, Any] | None = None,
    fold: str = "",
) -> Event:
    """Adds one event about the noun. Must run in the transaction of the change itself (RuntimeError otherwise).

    `fold` names a field that is saved as one types: saves of it by the same person within five minutes, with nobody
    else's between them, are one event (security rule 6).
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an event is recorded in the transaction of the change it tells about")
    now = clock.now()
    if fold and (event := _unfinished(verb, noun, fold, by, now)):
        event.changes = _first_to_last(event.changes, changes or {})
        event.times, event.last_at = event.times + 1, now
        event.save(update_fields=["changes", "times", "last_at"])
        return event
    return Event.objects.create(
        at=now,
        fold=fold,
        folds_until=now + FOLDING if fold else None,
        actor_id=by.user_id,
        actor_name=by.name or "system",
        verb=verb,
        **_key(noun),
        region=region,
        reason=reason,
        changes=changes or {},
    )


def settle(noun: models.Model) -> None:
    """Ends the folding of the noun's events: what is signed or submitted has its saves before it in the chain."""
    now = clock.now()
    Event.objects.filter(**_key(noun), position=None, folds_until__gt=now).update(folds_until=now)


def seal() -> int:
    """Gives every committed and finished event without a place the next places in the chain; returns how many.

    Order is that of sealing: an event whose transaction commits late comes later, and nothing is ever inserted
    before a sealed one.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALING_LOCK])
        last = Event.objects.exclude(position=None).order_by("-position").first()
        position, previous = (last.position, last.digest) if last else (0, "")
        finished = Q(folds_until=None) | Q(folds_until__lte=clock.now())
        # Locked, so that nothing folds into a row between its digest and its seal.
        waiting = list(
            Event.objects.select_for_update().filter(finished, position=None).order_by("id")[:1000]
        )
        for event in waiting:
            position += 1
            event.position, event.previous = position, previous
            event.digest = previous = digest_of(event)
        Event.objects.bulk_update(waiting, ["position", "previous", "digest"])
    return len(waiting)


def digest_of(event: Event) -> str:
    """SHA-256 over the event, its place and the digest of the one before: one altered row breaks all after it."""
    folded = {"fold": [event.fold, event.times, _spelled(event.last_at)]} if event.fold else {}
    return digest.sha256_of(
        {
            **folded,
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


def _unfinished(verb: str, noun: models.Model, fold: str, by: Actor, now: datetime) -> Event | None:
    """The event that this save folds into: the field's newest, if it is the same person's and not sealed."""
    event = (
        Event.objects.select_for_update()
        .filter(**_key(noun), verb=verb, fold=fold, position=None, folds_until__gt=now)
        .order_by("-id")
        .first()
    )
    return event if event and event.actor_id == by.user_id else None


def _first_to_last(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Each change from the value before the first save to that after the last; what is no such pair is the last one's."""
    merged = before | after
    for name in before.keys() & after.keys():
        if _is_pair(before[name]) and _is_pair(after[name]):
            merged[name] = [before[name][0], after[name][1]]
    return merged


def _is_pair(change: Any) -> bool:
    return isinstance(change, list) and len(change) == 2


def _key(noun: models.Model) -> dict[str, str]:
    return {"noun": str(noun._meta.model_name), "noun_id": getattr(noun, "public_id", str(noun.pk))}


def _spelled(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
