"""Who may do what with a message, and the sentence if not."""

from django.utils.translation import gettext_lazy as _

from paritrana.lib import clock
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import YES, Verdict, no
from paritrana.notifications.models import WORTH_SENDING, DeliveryState, Message


def may_open(actor: Actor, message: Message) -> Verdict:
    """A message is opened by its recipient."""
    if actor.is_signed_in and message.recipient_id == actor.user_id:
        return YES
    return no(_("This message is for somebody else."))


def may_send_again(actor: Actor, message: Message) -> Verdict:
    """A mail that was given up is sent again by the operator while it is news and its reader has an account."""
    if not actor.may(Permission.MANAGE_ACCOUNTS):
        return no(_("Only the operator sends a mail again."))
    if not message.deliveries.filter(state=DeliveryState.FAILED).exists():
        return no(_("This mail was not given up: it has gone out, or is still being tried."))
    if not message.recipient.is_active:
        return no(_("The account of this person is closed. Nothing is sent to it any more."))
    if clock.now() - message.created_at > WORTH_SENDING:
        return no(_("This mail is older than seven days. Its message still stands in the person's inbox."))
    return YES
