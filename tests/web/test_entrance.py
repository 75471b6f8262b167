"""Sign-in and second factor stand in the portal's own frame, with every control labelled and nothing inline."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.urls import reverse

from tests.factories.people import make_person, sign_in

PAGES = [
    "mfa_index",
    "mfa_activate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_deactivate_totp",
    "account_change_password",
    "account_reauthenticate",
    "account_logout",
]


def check(html: str) -> None:
    assert html.count("<h1") == 1
    assert 'class="topbar"' in html
    assert "Pelindungan data pribadi" in html
    assert not re.search(r"<(style|script)>|\sstyle=|\son\w+=", html)
    for field in re.findall(r"<input(?![^>]*type=\"(?:hidden|submit)\")[^>]*>", html):
        name = re.search(r'id="([^"]+)"', field)
        assert name, field
        assert f'for="{name[1]}"' in html


def test_sign_in_asks_for_address_and_password(client, db):
    answer = client.get(reverse("account_login"))
    html = answer.content.decode()
    check(html)
    assert "Surel dinas" in html
    assert "Belum punya akun" in html


def test_a_wrong_password_is_told_in_the_page(client, db):
    answer = client.post(
        reverse("account_login"), {"login": "tidak@ada.example", "password": "bukan-ini-sandinya"}
    )
    html = answer.content.decode()
    check(html)
    assert 'role="alert"' in html


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_the_account_stand_in_the_frame(client, db, name):
    person = make_person("admin")
    person.set_password("sandi-yang-panjang")
    person.save()
    sign_in(client, person, fresh=True)
    RecoveryCodes.activate(person)
    if name in {"mfa_activate_totp", "account_reauthenticate"}:  # pages of those who have no second factor
        Authenticator.objects.filter(user=person).delete()
    answer = client.get(reverse(name))
    assert answer.status_code == 200, answer.headers.get("Location")
    check(answer.content.decode())


def test_what_is_missing_says_so_in_both_languages(client, db):
    answer = client.get("/tidak-ada/")
    assert answer.status_code == 404
    assert "Halaman itu tidak ada" in answer.content.decode()
    client.cookies["language"] = "en"
    assert "There is no such page" in client.get("/tidak-ada/").content.decode()


def test_a_pinned_theme_is_written_into_the_page(client, db):
    client.cookies["theme"] = "dark"
    assert 'data-bs-theme="dark"' in client.get(reverse("account_login")).content.decode()
    client.cookies["theme"] = '"><script>'
    assert "data-bs-theme" not in client.get(reverse("account_login")).content.decode()
