import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings as django_settings
from django.contrib.auth.hashers import identify_hasher
from django.test import Client
from django.urls import reverse

from tests.factories.people import give_role, make_organisation, make_person, make_user

pytestmark = pytest.mark.django_db

PASSWORD = "panjang dan mudah diingat"


def sign_in(client: Client, email: str, password: str = PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_an_officer_signs_in_with_address_and_password(client):
    user = make_user(password=PASSWORD)
    give_role(user, "officer", make_organisation())
    assert sign_in(client, user.email.upper())["Location"] == reverse("desk")
    assert client.get(reverse("desk")).status_code == 200


def test_a_wrong_password_and_an_unknown_person_get_the_same_page(client):
    user = make_user(password=PASSWORD)
    wrong = sign_in(client, user.email, "bukan ini sandinya")
    unknown = sign_in(Client(), "nobody@example.test", "bukan ini sandinya")
    assert wrong.status_code == unknown.status_code == 200
    assert "_auth_user_id" not in client.session
    assert (
        len(wrong.context["form"].non_field_errors()) == len(unknown.context["form"].non_field_errors()) == 1
    )
    assert wrong.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()


@pytest.mark.parametrize("role", ["assessor", "chair", "province_secretariat", "decider", "auditor", "admin"])
def test_roles_that_judge_must_set_up_a_second_factor_first(client, role):
    client.force_login(make_person(role))
    answer = client.get(reverse("desk"))
    assert answer["Location"] == reverse("mfa_activate_totp")
    assert client.get(answer["Location"]).status_code in {
        200,
        302,
    }  # the page itself, or a fresh sign-in before it


def test_the_second_factor_is_asked_and_checked(client):
    user = make_user(password=PASSWORD)
    give_role(user, "assessor", make_organisation("committee"))
    TOTP.activate(user, generate_totp_secret())
    assert sign_in(client, user.email)["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_role_that_ended_ends_with_the_next_request(client_as):
    user = make_person("admin")
    client = client_as(user)
    assert client.get(reverse("desk")).status_code == 200
    user.memberships.all().delete()
    assert client.get(reverse("desk")).context["actor"].grants == ()


def test_next_stays_on_the_site(client):
    user = make_user(password=PASSWORD)
    answer = client.post(
        reverse("account_login") + "?next=https://evil.example/", {"login": user.email, "password": PASSWORD}
    )
    assert answer["Location"] == reverse("desk")


def test_passwords_are_kept_with_argon2(settings):
    settings.PASSWORD_HASHERS = [hasher for hasher in django_settings.PASSWORD_HASHERS if "MD5" not in hasher]
    assert identify_hasher(make_user(password=PASSWORD).password).algorithm == "argon2"


def test_nobody_signs_up_by_themselves(client):
    assert client.get("/masuk/daftar/").status_code == 404
