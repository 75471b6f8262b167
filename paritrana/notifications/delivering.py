"""Sending the mail of a message: tried with growing pauses, given up in the end, never lost in between.

A mail carries the subject and a link. The message itself is read in the portal, after signing in, so that nothing
sealed can travel by mail.
"""

import logging
import smtplib
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from paritrana.lib import clock
from paritrana.notifications import mailbox
from paritrana.notifications.kinds import link_of
from paritrana.notifications.models import NO_SERVER, WORTH_SENDING, Delivery, DeliveryState

PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440)]
"""After the first failed attempt one minute, after the second five, …; after the last one it is given up."""
LEASE = timedelta(minutes=2)

log = logging.getLogger(__name__)


def deliver(delivery_id: int) -> None:
    """Sends one mail if it is due and nobody else is at it. A mail may go out twice if the worker dies in between."""
    if not mailbox.is_set():
        Delivery.objects.filter(pk=delivery_id, state=DeliveryState.WAITING).update(error=NO_SERVER)
        return
    delivery = _take(delivery_id)
    if delivery is None:
        return
    try:
        _mail(delivery).send()
    except smtplib.SMTPRecipientsRefused as error:
        codes = {code for code, _ in error.recipients.values()}
        _missed(delivery, error, for_good=all(code >= 500 for code in codes))
    except (OSError, smtplib.SMTPException, ValueError) as error:
        _missed(delivery, error, for_good=False)
    else:
        _note(delivery, state=DeliveryState.SENT, sent_at=clock.now(), error="")


@transaction.atomic
def _take(delivery_id: int) -> Delivery | None:
    now = clock.now()
    due = Delivery.objects.filter(pk=delivery_id, state=DeliveryState.WAITING, next_try_at__lte=now)
    delivery = (
        due.select_for_update(skip_locked=True, of=("self",)).select_related("message__recipient").first()
    )
    if delivery is None:
        return None
    if not delivery.message.recipient.is_active or now - delivery.message.created_at > WORTH_SENDING:
        _note(delivery, state=DeliveryState.FAILED, error="too old, or the account is closed")
        return None
    delivery.attempts += 1
    delivery.next_try_at = now + LEASE
    delivery.save(update_fields=["attempts", "next_try_at"])
    return delivery


def _mail(delivery: Delivery) -> EmailMessage:
    message = delivery.message
    with translation.override(settings.LANGUAGE_CODE):
        subject = " ".join(message.subject.split())  # a line break in a name must not begin a new header
        path = link_of(message.kind, message.recipient, message.url)
        link = f"{settings.PUBLIC_ADDRESS.rstrip('/')}{path}"
        context = {"subject": subject, "link": link, "recipient": message.recipient}
        body = render_to_string("mail/message.txt", context)
    host = settings.PUBLIC_ADDRESS.rpartition("//")[2].split("/")[0].split(":")[0]
    # The same identifier with every attempt: a mail program shows a mail that arrived twice once.
    headers = {"Message-ID": f"<{message.public_id}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(
        subject, body, to=[message.recipient.email], headers=headers, connection=mailbox.connection()
    )


def _missed(delivery: Delivery, error: Exception, *, for_good: bool) -> None:
    log.warning("mail of message %s missed: %s", delivery.message.public_id, type(error).__name__)
    words = f"{type(error).__name__}: {error}"[:500]
    if for_good or delivery.attempts > len(PAUSES):
        _note(delivery, state=DeliveryState.FAILED, error=words)
    else:
        pause = PAUSES[delivery.attempts - 1]
        _note(delivery, next_try_at=clock.now() + pause, error=words)


def _note(delivery: Delivery, **facts: object) -> None:
    Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.WAITING).update(**facts)
