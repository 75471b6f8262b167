"""The operator's view of the mails: what went out, what was given up, and sending again."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from paritrana.accounts.queries import actor_of
from paritrana.audit.models import Event
from paritrana.lib.verdict import Refused
from paritrana.notifications import actions
from paritrana.notifications.models import DeliveryState, Message
from tests.factories.people import make_person
from tests.notifications import letters  # noqa: F401 registers the kinds of the tests

pytestmark = pytest.mark.django_db
MAILS = "notifications:mails"


def told(user, *, failed=False):
    params = {"name": "Kota Ambon", "day": "12 Des"}
    message = actions.tell("tests.asked", to=[user.pk], url="/meja/", params=params)[0]
    if failed:
        message.deliveries.update(state=DeliveryState.FAILED, attempts=8, error="550 no such mailbox")
    return message


def test_the_operator_sees_how_far_each_mail_has_come_and_never_what_the_message_says(client_as):
    officer, missed = make_person("officer"), make_person("approver")
    told(officer)
    message = told(missed, failed=True)
    client = client_as(make_person("admin"))
    page = client.get(reverse(MAILS)).content.decode()
    assert "1 surat dari tujuh hari terakhir tidak tersampaikan" in page
    assert officer.email in page
    assert "550 no such mailbox" in page
    assert message.subject in page
    assert message.body not in page
    failed = client.get(reverse(MAILS), {"state": "failed"}).content.decode()
    assert missed.email in failed
    assert officer.email not in failed
    found = client.get(reverse(MAILS), {"q": officer.email.upper()}).content.decode()
    assert officer.email in found
    assert missed.email not in found


def test_the_number_of_queries_does_not_grow_with_the_mails(client_as):
    client, counts = client_as(make_person("admin")), []
    for _ in (1, 2):
        told(make_person("officer"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(MAILS))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_mail_that_was_given_up_begins_anew_and_stands_in_the_trail(client_as):
    operator = make_person("admin")
    message = told(make_person("officer"), failed=True)
    client = client_as(operator)
    assert "1 surat tidak tersampaikan" in client.get(reverse("desk")).content.decode()
    assert client.post(reverse("notifications:send_again", args=[message.public_id])).status_code == 302
    delivery = message.deliveries.get()
    assert (delivery.state, delivery.attempts, delivery.error) == (DeliveryState.WAITING, 0, "")
    assert Event.objects.filter(verb="message.send_again", noun_id=message.public_id).count() == 1
    assert client.post(reverse("notifications:send_again", args=[message.public_id])).status_code == 403


@pytest.mark.parametrize("fault", ["sent", "closed", "old", "stranger"])
def test_what_is_out_closed_or_old_is_not_sent_again(fault):
    reader = make_person("officer")
    message, by = told(reader, failed=fault != "sent"), actor_of(make_person("admin"))
    if fault == "closed":
        reader.is_active = False
        reader.save()
    if fault == "old":
        Message.objects.filter(pk=message.pk).update(created_at=message.created_at - timedelta(days=8))
    if fault == "stranger":
        by = actor_of(make_person("national_secretariat"))
    with pytest.raises(Refused), transaction.atomic():
        actions.send_again(message, by=by)
    assert message.deliveries.get().state != DeliveryState.WAITING or fault == "sent"


@pytest.mark.parametrize("role", ["officer", "national_secretariat", "auditor"])
def test_nobody_else_finds_the_mails(client_as, role):
    message, client = told(make_person("officer"), failed=True), client_as(make_person(role))
    assert client.get(reverse(MAILS)).status_code == 404
    assert client.post(reverse("notifications:send_again", args=[message.public_id])).status_code == 404
