"""Telling people."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, models, transaction

from paritrana.audit.actions import record
from paritrana.celery import enqueue
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.notifications import kinds
from paritrana.notifications.models import Delivery, DeliveryState, Message
from paritrana.notifications.policies import may_open, may_send_again
from paritrana.notifications.queries import messages_seen_by


def tell(
    kind: str,
    *,
    to: Iterable[int],
    about: models.Model | None = None,
    url: str,
    params: dict[str, Any] | None = None,
) -> list[Message]:
    """Puts a message into the inbox of each user id of `to` (twice the same: once) and hands its mail to the worker.

    Runs in the transaction of the change it tells about (RuntimeError otherwise), so that nobody is told of a
    change that did not happen. `url` is a path within the portal; `params` are plain JSON and fit both sentences
    of the kind. Raises KeyError for an unknown kind or a missing parameter, ValueError for a foreign address.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("people are told in the transaction of the change they are told about")
    if not url.startswith("/") or url.startswith(("//", "/\\")):
        raise ValueError(f"a message leads to a page of the portal, not to {url!r}")
    params = params or {}
    kinds.kind_of(kind)
    kinds.words_of(kind, params)  # a missing parameter is found here and not by the reader
    now = clock.now()
    messages = Message.objects.bulk_create(
        Message(
            recipient_id=user_id,
            kind=kind,
            noun=about._meta.model_name if about is not None else "",
            noun_id=getattr(about, "public_id", str(about.pk)) if about is not None else "",
            url=url,
            params=params,
            created_at=now,
        )
        for user_id in dict.fromkeys(to)
    )
    for delivery in Delivery.objects.bulk_create(
        Delivery(message=message, next_try_at=now) for message in messages
    ):
        enqueue("notifications.deliver", delivery_id=delivery.pk)
    return messages


@transaction.atomic
def mark_read(message: Message, *, by: Actor) -> Message:
    """Notes when the recipient opened the message; opening it again changes nothing. Raises Refused for others."""
    message = Message.objects.select_for_update().get(pk=message.pk)
    may_open(by, message).require()
    if message.read_at is None:
        message.read_at = clock.now()
        message.save(update_fields=["read_at"])
    return message


@transaction.atomic
def mark_all_read(*, by: Actor) -> int:
    """Notes all of the person's messages as read; returns how many were unread."""
    return messages_seen_by(by).filter(read_at=None).update(read_at=clock.now())


@transaction.atomic
def send_again(message: Message, *, by: Actor) -> Message:
    """Begins anew with a mail that was given up: at once, and with all its pauses. Raises Refused."""
    message = Message.objects.select_for_update().get(pk=message.pk)
    may_send_again(by, message).require()
    for delivery in message.deliveries.filter(state=DeliveryState.FAILED):
        delivery.state, delivery.attempts, delivery.error = DeliveryState.WAITING, 0, ""
        delivery.next_try_at = clock.now()
        delivery.save(update_fields=["state", "attempts", "error", "next_try_at"])
        enqueue("notifications.deliver", delivery_id=delivery.pk)
    record("message.send_again", message, by=by)
    return message
