"""What is read: the inbox."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from paritrana.lib.permissions import Actor
from paritrana.notifications.models import Delivery, DeliveryState, Message
from paritrana.web.paging import page_of


@dataclass(frozen=True)
class Inbox:
    """One page of the inbox. The unread stand on the first page, all of them up to MOST_UNREAD."""

    unread: list[Message]
    unread_count: int
    read: list[Message]
    next_cursor: str


MOST_UNREAD = 100


def messages_seen_by(actor: Actor) -> QuerySet[Message]:
    """A person's own messages; nobody reads another one's."""
    if not actor.is_signed_in:
        return Message.objects.none()
    return Message.objects.filter(recipient_id=actor.user_id)


def unread_count(actor: Actor) -> int:
    """How many messages the person has not opened."""
    return messages_seen_by(actor).filter(read_at=None).count()


def inbox_of(actor: Actor, cursor: str = "") -> Inbox:
    """The inbox of a person; `cursor` turns the pages of what has been read."""
    undelivered = Delivery.objects.exclude(state=DeliveryState.SENT)
    mine = messages_seen_by(actor).prefetch_related(
        Prefetch("deliveries", undelivered, to_attr="undelivered")
    )
    count = unread_count(actor)
    unread = (
        list(mine.filter(read_at=None).order_by("-created_at", "-id")[:MOST_UNREAD])
        if count and not cursor
        else []
    )
    read = page_of(mine.exclude(read_at=None), cursor, order="-created_at")
    return Inbox(unread, count, read.rows, read.next_cursor)
