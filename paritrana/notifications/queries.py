"""What is read: the inbox."""

from django.db.models import QuerySet

from paritrana.lib.permissions import Actor
from paritrana.notifications.models import Message


def messages_seen_by(actor: Actor) -> QuerySet[Message]:
    """A person's own messages; nobody reads another one's."""
    if not actor.is_signed_in:
        return Message.objects.none()
    return Message.objects.filter(recipient_id=actor.user_id)


def unread_count(actor: Actor) -> int:
    """How many messages the person has not opened."""
    return messages_seen_by(actor).filter(read_at=None).count()
