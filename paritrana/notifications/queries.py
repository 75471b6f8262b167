"""What is read: the inbox, and the post on its way out."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from paritrana.lib import clock
from paritrana.lib.permissions import Actor, Permission
from paritrana.notifications.models import WORTH_SENDING, Delivery, DeliveryState, Message
from paritrana.web.paging import Page, page_of


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


def outgoing_seen_by(actor: Actor) -> QuerySet[Message]:
    """Messages with a mail, for the operator: to whom, about what, how far. Never what the message itself says."""
    if not actor.may(Permission.MANAGE_ACCOUNTS):
        return Message.objects.none()
    return Message.objects.filter(deliveries__isnull=False)


def outgoing(actor: Actor, *, state: str = "", search: str = "", cursor: str = "") -> Page:
    """One page of the mails, the latest first; `state` is a DeliveryState, `search` a part of name or address."""
    mails = outgoing_seen_by(actor).select_related("recipient").prefetch_related("deliveries")
    if state in DeliveryState.values:
        mails = mails.filter(deliveries__state=state)
    if search:
        mails = mails.filter(Q(recipient__name__icontains=search) | Q(recipient__email__icontains=search))
    return page_of(mails, cursor, order="-created_at")


def undelivered_count() -> int:
    """How many mails were given up within the time in which sending them again makes sense."""
    return Delivery.objects.filter(
        state=DeliveryState.FAILED, message__created_at__gt=clock.now() - WORTH_SENDING
    ).count()
