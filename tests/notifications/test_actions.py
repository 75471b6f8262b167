"""Telling people: in the transaction of the change, once a person, and only with addresses of the portal."""

import pytest
from django.db import transaction
from django.db.utils import IntegrityError
from django.utils import translation

from paritrana.accounts.queries import actor_of
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.notifications import actions, kinds
from paritrana.notifications.models import Delivery, Message
from paritrana.notifications.queries import inbox_of, messages_seen_by, unread_count
from tests.factories.people import make_organisation, make_user
from tests.notifications import letters

PARAMS = {"name": "Kota Ambon", "day": "12 Des"}


def tell(*users, kind="tests.asked", url="/usulan/abc/", params=PARAMS, about=None):
    return actions.tell(kind, to=[user.pk for user in users], about=about, url=url, params=params)


def test_each_person_gets_one_message_and_one_mail(db, django_capture_on_commit_callbacks):
    first, second, about = make_user(), make_user(), make_organisation()
    with django_capture_on_commit_callbacks() as sent:
        messages = tell(first, second, first, about=about)
    assert [message.recipient_id for message in messages] == [first.pk, second.pk]
    assert {(message.noun, message.noun_id) for message in messages} == {("organisation", about.public_id)}
    assert Delivery.objects.filter(state="waiting").count() == len(sent) == 2
    message = messages_seen_by(actor_of(first)).get()
    assert message.subject == "A finding about Kota Ambon"
    assert message.body.startswith("Answer by 12 Des.")


def test_nobody_is_told_of_a_change_that_did_not_happen(db, django_capture_on_commit_callbacks):
    user = make_user()
    with django_capture_on_commit_callbacks() as sent, pytest.raises(ZeroDivisionError), transaction.atomic():
        tell(user)
        raise ZeroDivisionError
    assert sent == []
    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_telling_outside_a_transaction_is_a_programming_error():
    with pytest.raises(RuntimeError):
        tell(make_user())


@pytest.mark.parametrize(
    "url", ["https://x.test/", "//x.test/", "/\\x.test", "usulan/", "", "javascript:alert(1)"]
)
def test_a_message_leads_to_the_portal_only(db, url):
    user = make_user()
    with pytest.raises(ValueError, match="page of the portal"):
        tell(user, url=url)
    tell(user)
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.update(url=url)


def test_a_missing_word_is_found_by_the_teller_and_not_by_the_reader(db):
    with pytest.raises(KeyError):
        tell(make_user(), params={"name": "Kota Ambon"})
    with pytest.raises(KeyError):
        tell(make_user(), kind="tests.unknown")


def test_words_are_in_the_readers_language(db):
    message = tell(make_user(), kind="tests.translated", params={})[0]
    with translation.override("id"):
        assert message.subject == "Semua pesan sudah Anda baca"
    with translation.override("en"):
        assert message.subject == "You have read all messages"


def test_two_kinds_with_one_code_are_found():
    with pytest.raises(ValueError, match=r"tests\.asked"):
        kinds.register(kinds.Kind("tests.asked", "", ""))
    assert kinds.register(letters.ASKED) is letters.ASKED


def test_a_kind_that_has_left_the_portal_breaks_no_inbox(db):
    message = tell(make_user())[0]
    Message.objects.update(kind="old.kind")
    message.refresh_from_db()
    assert (message.subject, message.body) == ("old.kind", "")


def test_only_the_recipient_marks_a_message_as_read(db):
    owner, other = make_user(), make_user()
    message = tell(owner)[0]
    for actor in (actor_of(other), Actor()):
        with pytest.raises(Refused):
            actions.mark_read(message, by=actor)
    assert unread_count(actor_of(owner)) == 1
    read_at = actions.mark_read(message, by=actor_of(owner)).read_at
    assert actions.mark_read(message, by=actor_of(owner)).read_at == read_at
    assert unread_count(actor_of(owner)) == 0


def test_marking_all_marks_ones_own(db):
    owner, other = make_user(), make_user()
    tell(owner, other)
    tell(owner)
    assert actions.mark_all_read(by=actor_of(owner)) == 2
    assert unread_count(actor_of(other)) == 1
    assert actions.mark_all_read(by=Actor()) == 0


def test_the_inbox_shows_the_unread_above_and_pages_the_read(db):
    owner = make_user()
    for _ in range(60):
        tell(owner)
    actor = actor_of(owner)
    actions.mark_all_read(by=actor)
    tell(owner)
    inbox = inbox_of(actor)
    assert (len(inbox.unread), inbox.unread_count, len(inbox.read)) == (1, 1, 50)
    following = inbox_of(actor, inbox.next_cursor)
    assert (len(following.unread), len(following.read), following.next_cursor) == (0, 10, "")
    assert messages_seen_by(Actor()).count() == 0
