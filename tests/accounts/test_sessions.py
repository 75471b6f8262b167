"""A session is bound to its second factor, ends with a changed role, and a fresh sign-in takes the stronger means."""

import time
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from paritrana.accounts.actions import end_role, invite
from paritrana.accounts.queries import actor_of
from paritrana.documents.actions import order
from paritrana.documents.queries import runs_seen_by
from tests.factories.people import (
    give_role,
    make_organisation,
    make_person,
    make_user,
    with_second_factor,
)

pytestmark = pytest.mark.django_db

PASSWORD = "panjang dan mudah diingat"


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_a_session_without_the_second_factor_opens_nothing():
    user = with_second_factor(make_person("assessor"))
    client = Client()
    client.force_login(user)  # as a session would be that was signed in before the factor was set up
    answer = client.get(reverse("desk"))
    assert answer["Location"] == reverse("mfa_reauthenticate") + "?next=" + reverse("desk")


@pytest.mark.django_db(transaction=True)
def test_setting_up_the_factor_binds_this_session_and_ends_the_others():
    user = make_user(password=PASSWORD)
    give_role(user, "assessor", make_organisation("committee"))
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    here.post(
        reverse("account_reauthenticate") + "?next=" + reverse("mfa_activate_totp"), {"password": PASSWORD}
    )
    secret = here.get(reverse("mfa_activate_totp")).context["form"].secret
    here.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
    assert elsewhere.get(reverse("desk"))["Location"].startswith(reverse("account_login"))
    assert here.get(reverse("desk")).status_code == 200


def test_an_ended_role_signs_the_person_out(client_as):
    operator = actor_of(make_person("admin"))
    user = make_person("officer")
    client = client_as(user)
    assert client.get(reverse("desk")).status_code == 200
    end_role(user.memberships.get(), by=operator)
    assert client.get(reverse("desk"))["Location"].startswith(reverse("account_login"))


def test_a_given_role_signs_the_person_out(client_as):
    user = make_person("chair")
    client = client_as(user)
    assert client.get(reverse("desk")).status_code == 200
    invite(
        email=user.email,
        name=user.name,
        role="assessor",
        organisation=make_organisation("committee"),
        valid_from=date(2020, 1, 1),
        by=actor_of(make_person("admin")),
    )
    assert client.get(reverse("desk"))["Location"].startswith(reverse("account_login"))


def test_a_fresh_sign_in_of_somebody_with_a_second_factor_takes_the_code(client_as):
    user = make_person("admin")
    user.set_password(PASSWORD)
    user.save()
    client = client_as(user)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "mfa", "at": time.time() - 3600, "type": "totp"},
        {"method": "password", "at": time.time() - 3600},
    ]
    session.save()
    asked = client.get(reverse("accounts:invite"))["Location"]
    assert asked.startswith(reverse("mfa_reauthenticate"))
    by_password = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert by_password["Location"].startswith(reverse("mfa_reauthenticate"))
    assert client.get(reverse("accounts:invite")).status_code == 302


def test_what_was_ordered_under_a_role_that_ended_is_gone_with_it():
    operator = actor_of(make_person("admin"))
    user = make_person("province_secretariat")
    give_role(user, "officer", make_organisation())
    order("documents.probe", {}, by=actor_of(user))
    assert runs_seen_by(actor_of(user)).count() == 1
    end_role(user.memberships.get(role="province_secretariat"), by=operator)
    assert runs_seen_by(actor_of(user)).count() == 0
    order("documents.probe", {}, by=actor_of(user))
    assert runs_seen_by(actor_of(user)).count() == 1
