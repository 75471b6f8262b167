"""The post: what somebody was told, and how far its mail has come."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from paritrana.lib.identifiers import PublicIdField
from paritrana.notifications import kinds


class Message(models.Model):
    """One message to one person. Its words are put together when read, in the language of the reader."""

    public_id = PublicIdField()
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="inbox")
    kind = models.CharField(max_length=80)  # code in kinds
    noun = models.CharField(max_length=40, blank=True)  # what it is about, as in the audit trail
    noun_id = models.CharField(max_length=40, blank=True)
    url = models.CharField(max_length=500)  # a path within the portal
    params = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(url__regex=r"^/($|[^/\\])"), name="message_url_stays_here")
        ]
        indexes = [
            models.Index(fields=["recipient", "-created_at"], name="message_of_person"),
            models.Index(fields=["recipient"], name="message_unread", condition=Q(read_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    @property
    def subject(self) -> str:
        """What happened, in one line."""
        return kinds.words_of(self.kind, self.params)[0]

    @property
    def body(self) -> str:
        """What it means and what to do next."""
        return kinds.words_of(self.kind, self.params)[1]


WORTH_SENDING = timedelta(days=7)
"""A mail that waited longer is not sent any more: with a mail server set late, nobody gets a year of old news."""

NO_SERVER = "no mail server is set"
"""The error of a delivery that waits until the operator names a mail server."""


class Channel(models.TextChoices):
    """The ways a message leaves the portal; the inbox needs none."""

    MAIL = "mail", pgettext_lazy("mail", "Mail")


class DeliveryState(models.TextChoices):
    """How far the mail of a message has come."""

    WAITING = "waiting", pgettext_lazy("mail", "Waiting")
    SENT = "sent", pgettext_lazy("mail", "Sent")
    FAILED = "failed", pgettext_lazy("mail", "Not delivered")


class Delivery(models.Model):
    """The mail of one message. Until it is sent or has failed for good it is tried with growing pauses."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.MAIL)
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)  # what the mail server said, or why it waits

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="delivery_channel"),
            models.CheckConstraint(condition=Q(state__in=DeliveryState.values), name="delivery_state"),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at=None)),
                name="delivery_sent_at",
            ),
            models.UniqueConstraint(fields=["message", "channel"], name="delivery_once"),
        ]
        indexes = [
            models.Index(fields=["next_try_at"], name="delivery_waiting", condition=Q(state="waiting"))
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"

    @property
    def waits_for_server(self) -> bool:
        """Not sent because the operator has named no mail server."""
        return self.state == DeliveryState.WAITING and self.error == NO_SERVER
