import re

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from paritrana.accounts.models import Membership
from paritrana.accounts.queries import memberships_seen_by
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import Refused, no
from paritrana.web.gate import gate, public
from paritrana.web.middleware import refusals, refuse_oversized_input
from tests.factories.people import give_role, make_organisation, make_person, make_user

pytestmark = pytest.mark.django_db


def request_as(actor: Actor, method: str = "get", path: str = "/x/"):
    request = getattr(RequestFactory(), method)(path)
    request.actor = actor
    request.session = {}
    return request


@pytest.fixture
def membership() -> Membership:
    return give_role(make_user(), "officer", make_organisation())


def test_the_view_gets_the_noun_itself(membership, actor_of_role):
    view = gate(memberships_seen_by)(lambda request, noun: HttpResponse(noun.role))
    assert view(request_as(actor_of_role("admin")), public_id=membership.public_id).content == b"officer"


def test_unseen_is_the_same_as_missing(client_as, membership):
    client = client_as(make_person("province_secretariat"))

    def plain(public_id: str) -> str:
        answer = client.get(reverse("accounts:end_role", args=[public_id]))
        assert answer.status_code == 404
        # the server's clock, the form's token and the address itself differ from page to page
        text = re.sub(r"<time.*?</time>", "", answer.content.decode())
        return re.sub(r'value="\w{64}"', "", text).replace(public_id, "")

    assert plain(membership.public_id) == plain("2" * 12)


def test_seen_but_not_allowed_is_403_with_the_sentence(membership, actor_of_role):
    view = gate(memberships_seen_by, lambda actor, noun: no("Not on Sundays."))(
        lambda request, noun: HttpResponse()
    )
    answer = view(request_as(actor_of_role("admin")), public_id=membership.public_id)
    assert answer.status_code == 403
    assert b"Not on Sundays." in answer.content


def test_without_the_permission_a_page_is_missing(client_as):
    assert client_as(make_person("auditor")).get(reverse("accounts:people")).status_code == 404


def test_a_stranger_is_led_to_sign_in_before_anything_is_looked_up(client, membership):
    for public_id in (membership.public_id, "2" * 12):
        path = reverse("accounts:end_role", args=[public_id])
        assert client.get(path)["Location"] == f"{reverse('account_login')}?next={path}"


def test_methods_that_are_not_offered_are_refused(client_as):
    client = client_as(make_person("admin"))
    assert client.post(reverse("desk")).status_code == 405
    assert client.delete(reverse("accounts:invite")).status_code == 405
    assert client.head(reverse("desk")).status_code == 200


def test_a_fresh_sign_in_is_asked_where_the_gate_says_so(client_as, settings):
    settings.ROOT_URLCONF = "tests.web.fresh_urls"
    answer = client_as(make_person("admin")).get("/segar/")  # signed in, but without the traces of a password
    assert answer.status_code == 302
    assert "/akun/ulangi/" in answer["Location"]


def test_a_public_view_needs_a_reason():
    with pytest.raises(ValueError, match="reason"):
        public("")


def test_a_refused_action_becomes_a_page_with_the_sentence():
    answer = refusals(lambda request: HttpResponse()).process_exception(
        request_as(Actor()), Refused("Too late.")
    )
    assert answer.status_code == 409
    assert b"Too late." in answer.content


def test_pages_of_signed_in_people_are_stored_nowhere_and_carry_the_wall(client_as):
    answer = client_as(make_person("admin")).get(reverse("desk"))
    assert answer["Cache-Control"] == "no-store"
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    assert "camera=()" in answer["Permissions-Policy"]


@pytest.mark.parametrize("query", ["?q=%00", "?%00=1", "?next=a%00b"])
def test_a_nul_in_an_address_is_a_bad_request_and_no_error_of_ours(client, query):
    assert client.get(reverse("help") + query).status_code == 400


def test_the_language_is_indonesian_unless_chosen(client):
    assert client.get(reverse("help"), headers={"accept-language": "en"})["Content-Language"] == "id"
    answer = client.post(reverse("choose_language"), {"language": "en", "next": "https://evil.example/"})
    assert "evil" not in answer["Location"]
    assert client.get(reverse("help"))["Content-Language"] == "en"


def test_permissions_are_words_that_no_two_share():
    assert len({permission.value for permission in Permission}) == len(Permission)


@pytest.mark.parametrize(
    ("length", "signed_in", "status"),
    [(13 * 1024**2, False, 413), (13 * 1024**2, True, 200), (257 * 1024**2, True, 413)],
)
def test_a_body_that_is_too_large_is_refused_by_its_announced_length(rf, length, signed_in, status, settings):
    request = rf.post("/x/", CONTENT_LENGTH=str(length))
    request.META["CONTENT_LENGTH"] = str(length)
    if signed_in:
        request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    assert refuse_oversized_input(lambda request: HttpResponse())(request).status_code == status


def test_a_body_of_unknown_length_is_refused(rf):
    request = rf.post("/x/", headers={"transfer-encoding": "chunked"})
    assert refuse_oversized_input(lambda request: HttpResponse())(request).status_code == 413
