"""The inbox in the browser."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from paritrana.notifications import actions, delivering
from tests.factories.people import make_person
from tests.notifications import letters  # noqa: F401 registers the kinds of the tests

INBOX = "notifications:inbox"


def masked(response) -> str:
    """The page without what differs between any two requests: form tokens, the server's time, the address."""
    own = r'value="[A-Za-z0-9]{64}"|\d\d[.:]\d\d[.:]\d\d|datetime="[^"]*"|/[2-9a-z]{12}/'
    return re.sub(own, "", response.content.decode())


@pytest.fixture
def officer(db):
    return make_person("officer")


def tell(user, name="Kota Ambon"):
    params = {"name": name, "day": "12 Des"}
    return actions.tell("tests.asked", to=[user.pk], url="/meja/", params=params)[0]


def test_a_message_is_opened_by_post_and_leads_on(client_as, officer):
    client, message = client_as(officer), tell(officer)
    page = client.get(reverse(INBOX)).content.decode()
    assert "1 pesan belum dibaca" in page
    assert '<span class="count">1</span>' in page  # in the top bar
    address = reverse("notifications:open", args=[message.public_id])
    assert client.get(address).status_code == 405
    message.refresh_from_db()
    assert message.read_at is None
    response = client.post(address)
    assert (response.status_code, response["Location"]) == (302, "/meja/")
    assert "Semua pesan sudah Anda baca" in client.get(reverse(INBOX)).content.decode()


def test_all_are_marked_as_read(client_as, officer):
    client = client_as(officer)
    tell(officer)
    tell(officer)
    assert client.post(reverse("notifications:open_all")).status_code == 302
    assert "Semua pesan sudah Anda baca" in client.get(reverse(INBOX)).content.decode()


def test_another_persons_message_looks_like_a_missing_one(client_as, officer):
    message, client = tell(officer), client_as(make_person("auditor"))
    unseen = client.post(reverse("notifications:open", args=[message.public_id]))
    missing = client.post(reverse("notifications:open", args=["222222222222"]))
    assert (unseen.status_code, missing.status_code) == (404, 404)
    assert masked(unseen) == masked(missing)
    assert "Kota Ambon" not in client.get(reverse(INBOX)).content.decode()


def test_what_people_typed_is_text(client_as, officer):
    tell(officer, name="<script>alert(1)</script>")
    page = client_as(officer).get(reverse(INBOX)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_inbox_says_why_no_mail_went_out(client_as, officer, settings):
    settings.EMAIL_URL = ""
    delivering.deliver(tell(officer).deliveries.get().pk)
    assert "portal belum memiliki peladen surel" in client_as(officer).get(reverse(INBOX)).content.decode()


def test_the_inbox_costs_the_same_with_one_and_with_three_messages(
    client_as, officer, django_assert_num_queries
):
    client = client_as(officer)
    tell(officer)
    client.get(reverse(INBOX))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse(INBOX))
    tell(officer)
    tell(officer)
    with django_assert_num_queries(len(one)):
        client.get(reverse(INBOX))


def test_nobody_is_led_to_sign_in(client, db):
    response = client.get(reverse(INBOX))
    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]
