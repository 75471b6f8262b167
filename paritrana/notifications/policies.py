"""Who may do what with a message, and the sentence if not."""

from django.utils.translation import gettext_lazy as _

from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import YES, Verdict, no
from paritrana.notifications.models import Message


def may_open(actor: Actor, message: Message) -> Verdict:
    """A message is opened by its recipient."""
    if actor.is_signed_in and message.recipient_id == actor.user_id:
        return YES
    return no(_("This message is for somebody else."))
