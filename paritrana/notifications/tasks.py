"""Entrances of the queue. Each takes the id of a row, and may run twice."""

from paritrana.celery import send, task
from paritrana.lib import clock
from paritrana.notifications import delivering, mailbox
from paritrana.notifications.models import NO_SERVER, Delivery, DeliveryState

AT_A_TIME = 200


@task("notifications.deliver")
def deliver(delivery_id: int) -> None:
    """Sends one mail."""
    delivering.deliver(delivery_id)


@task("notifications.sweep")
def sweep() -> None:
    """Hands out the mails that are due, among them those whose first message was lost."""
    if not mailbox.is_set():
        Delivery.objects.filter(state=DeliveryState.WAITING).exclude(error=NO_SERVER).update(error=NO_SERVER)
        return
    due = Delivery.objects.filter(state=DeliveryState.WAITING, next_try_at__lte=clock.now())
    for pk in due.order_by("next_try_at").values_list("pk", flat=True)[:AT_A_TIME]:
        if not send("notifications.deliver", {"delivery_id": pk}):
            return
