"""Mail, against a real mail server on this machine."""

import email
import socket
from datetime import timedelta
from email import policy

import pytest
from aiosmtpd.controller import Controller

from paritrana.lib import clock
from paritrana.notifications import actions, delivering, mailbox, tasks
from paritrana.notifications.models import NO_SERVER, Delivery, Message
from tests.factories.people import make_user
from tests.notifications import letters  # noqa: F401 registers the kinds of the tests


class Box:
    """A mail server that keeps what it gets, or answers what it is told to."""

    def __init__(self) -> None:
        self.mails, self.answer = [], "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # noqa: N802 the library's name
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802
        self.mails.append(
            (envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=policy.default))
        )
        return "250 OK"


@pytest.fixture
def box(settings):
    box = Box()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_URL = f"smtp://127.0.0.1:{port}"
    yield box
    controller.stop()


def delivery(name: str = "Kota Ambon") -> Delivery:
    user = make_user("Pejabat Kota")
    params = {"name": name, "day": "12 Des"}
    return actions.tell("tests.asked", to=[user.pk], url="/usulan/abc/", params=params)[0].deliveries.get()


def tried(mail: Delivery) -> Delivery:
    delivering.deliver(mail.pk)
    mail.refresh_from_db()
    return mail


def test_a_mail_carries_subject_and_link_and_nothing_of_the_message(db, box, settings):
    mail = tried(delivery())
    assert (mail.state, mail.attempts, mail.error) == ("sent", 1, "")
    [(recipients, letter)] = box.mails
    assert recipients == [mail.message.recipient.email]
    assert letter["Subject"] == "A finding about Kota Ambon"
    assert letter["From"] == settings.DEFAULT_FROM_EMAIL
    text = letter.get_content()
    assert f"{settings.PUBLIC_ADDRESS}/usulan/abc/" in text
    assert "Yth. Pejabat Kota," in text
    assert "BODY-STAYS-HERE" not in letter.as_string()


def test_a_name_with_a_line_break_makes_no_header(db, box):
    tried(delivery("Kota\r\nBcc: korban@example.test"))
    [(recipients, letter)] = box.mails
    assert letter["Subject"] == "A finding about Kota Bcc: korban@example.test"
    assert letter["Bcc"] is None
    assert len(recipients) == 1


def test_a_mail_goes_out_once(db, box):
    mail = delivery()
    tried(mail)
    tried(mail)
    assert len(box.mails) == 1


def test_the_same_mail_keeps_its_identifier_so_that_it_is_shown_once(db, box):
    mail = tried(delivery())
    Delivery.objects.update(
        state="waiting", sent_at=None, next_try_at=clock.now()
    )  # died before it was noted
    tried(mail)
    assert len({letter["Message-ID"] for _, letter in box.mails}) == 1
    assert mail.message.public_id in box.mails[0][1]["Message-ID"]


def test_a_server_that_is_down_is_tried_with_growing_pauses_and_given_up_in_the_end(db, settings):
    settings.EMAIL_URL = "smtp://127.0.0.1:9"
    mail, moment, pauses = delivery(), clock.now(), []
    for attempt in range(1, len(delivering.PAUSES) + 2):
        with clock.set_to(moment):
            tried(mail)
            assert mail.attempts == attempt
            tried(mail)
            assert mail.attempts == attempt  # not before its time
        pauses.append(mail.next_try_at - moment)
        moment = mail.next_try_at
    assert pauses[:-1] == delivering.PAUSES
    assert (mail.state, mail.sent_at) == ("failed", None)
    assert "ConnectionRefusedError" in mail.error


def test_mail_that_waits_goes_out_when_the_server_is_back(db, box, settings):
    address, settings.EMAIL_URL = settings.EMAIL_URL, "smtp://127.0.0.1:9"
    mail = tried(delivery())
    assert mail.state == "waiting"
    settings.EMAIL_URL = address
    with clock.set_to(mail.next_try_at):
        assert tried(mail).state == "sent"


@pytest.mark.parametrize(("answer", "state"), [("550 No such person", "failed"), ("450 Full", "waiting")])
def test_a_refused_address_is_final_and_a_full_box_is_not(db, box, answer, state):
    box.answer = answer
    assert tried(delivery()).state == state


def test_without_a_mail_server_the_mail_waits_and_says_why(db, settings):
    settings.EMAIL_URL = ""
    mail = tried(delivery())
    assert (mail.state, mail.attempts, mail.error, mail.waits_for_server) == ("waiting", 0, NO_SERVER, True)
    assert Message.objects.count() == 1


def test_a_mail_server_set_late_sends_no_old_news(db, box):
    mail = delivery()
    with clock.set_to(clock.now() + timedelta(days=8)):
        assert tried(mail).state == "failed"
    assert box.mails == []


def test_a_closed_account_gets_no_mail(db, box):
    mail = delivery()
    recipient = mail.message.recipient
    recipient.is_active = False
    recipient.save()
    assert tried(mail).state == "failed"
    assert box.mails == []


def test_the_sweeper_hands_out_what_is_due(db, settings, monkeypatch):
    sent = []
    monkeypatch.setattr(tasks, "send", lambda name, ids: sent.append((name, ids)) or True)
    first, second = delivery(), delivery()
    Delivery.objects.filter(pk=second.pk).update(next_try_at=clock.now() + timedelta(hours=1))
    settings.EMAIL_URL = ""
    tasks.sweep()
    assert sent == []
    assert set(Delivery.objects.values_list("error", flat=True)) == {
        NO_SERVER
    }  # also where the message was lost
    settings.EMAIL_URL = "smtp://127.0.0.1"
    tasks.sweep()
    assert sent == [("notifications.deliver", {"delivery_id": first.pk})]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example.test", ("mail.example.test", 25, "", "", False, False)),
        ("submission://a%40b:p%2Fw@mail.test", ("mail.test", 587, "a@b", "p/w", True, False)),
        ("smtps://u:p@mail.test:4650", ("mail.test", 4650, "u", "p", False, True)),
    ],
)
def test_the_address_of_the_mail_server(url, expected):
    assert tuple(mailbox.parse(url).values()) == expected


@pytest.mark.parametrize("url", ["mail.example.test", "http://mail.test", "smtp://", "smtp:mail.test"])
def test_an_address_that_is_none(url):
    with pytest.raises(ValueError, match="EMAIL_URL"):
        mailbox.parse(url)
