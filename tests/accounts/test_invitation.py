from datetime import date, timedelta

import pytest
from django.urls import reverse

from paritrana.accounts.actions import end_role, invite
from paritrana.accounts.models import Membership, User
from paritrana.accounts.queries import actor_of
from paritrana.accounts.tokens import invitations
from paritrana.audit.queries import trail_of
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.notifications.kinds import link_of as link
from paritrana.notifications.models import Message
from tests.factories.people import make_organisation, make_person

pytestmark = pytest.mark.django_db

PASSWORD = "panjang dan mudah diingat"


@pytest.fixture
def invited():
    operator = actor_of(make_person("admin"))
    return invite(
        email="Baru@Example.test",
        name="Kepala Bidang",
        role="officer",
        organisation=make_organisation(),
        valid_from=date(2020, 1, 1),
        by=operator,
    )


def link_of(user: User) -> str:
    """The address in the mail; the message in the database has no secret."""
    message = Message.objects.get(recipient=user)
    assert "kunci" not in message.url
    return link(message.kind, user, message.url)


def test_the_link_sets_the_password_once(client, invited):
    address = link_of(invited)
    assert client.get(address).status_code == 200
    answer = client.post(address, {"password": PASSWORD, "again": PASSWORD})
    assert answer["Location"] == reverse("account_login")
    invited.refresh_from_db()
    assert invited.check_password(PASSWORD)
    assert client.post(address, {"password": PASSWORD + "2", "again": PASSWORD + "2"}).status_code == 422
    invited.refresh_from_db()
    assert invited.check_password(PASSWORD)


def test_a_weak_or_different_password_is_refused_with_a_sentence(client, invited):
    for given in ({"password": "pendek", "again": "pendek"}, {"password": PASSWORD, "again": "lain"}):
        answer = client.post(link_of(invited), given)
        assert answer.status_code == 422
        assert any(answer.context["form"].errors.values())
    invited.refresh_from_db()
    assert not invited.has_usable_password()


def test_the_link_dies_after_72_hours(client, invited, monkeypatch):
    address, token_moment = link_of(invited), invitations._now
    monkeypatch.setattr(invitations, "_now", lambda: token_moment() + timedelta(hours=72, seconds=1))
    assert client.post(address, {"password": PASSWORD, "again": PASSWORD}).status_code == 422


def test_somebody_elses_token_opens_nothing(client, invited):
    other = make_person("officer")
    address = link("user.invite", other, reverse("accounts:accept", args=[invited.public_id]))
    assert client.post(address, {"password": PASSWORD, "again": PASSWORD}).status_code == 422


def test_only_the_operator_invites(actor_of_role):
    with pytest.raises(Refused):
        invite(
            email="x@example.test",
            name="x",
            role="admin",
            organisation=make_organisation(),
            valid_from=date(2020, 1, 1),
            by=actor_of_role("national_secretariat"),
        )
    assert not User.objects.filter(email="x@example.test").exists()


def test_an_ended_role_is_gone_at_once_and_nobody_ends_their_own(actor_of_role):
    operator, user = actor_of_role("admin"), make_person("officer")
    end_role(user.memberships.get(), by=operator)
    assert actor_of(user).grants == ()
    assert [event.verb for event in trail_of(user)] == ["user.end_role"]
    with pytest.raises(Refused):
        end_role(Membership.objects.get(user_id=operator.user_id), by=operator)


def test_the_list_issues_the_same_number_of_queries_for_1_and_3_people(client_as, django_assert_num_queries):
    client = client_as(make_person("admin"))
    address = reverse("accounts:people")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        assert client.get(address).status_code == 200
    for _number in range(3):
        make_person("officer")
    with django_assert_num_queries(len(one)):
        assert client.get(address).status_code == 200


def test_a_role_given_for_today_counts_today(actor_of_role):
    user = invite(
        email="hari@example.test",
        name="Petugas",
        role="officer",
        organisation=make_organisation(),
        valid_from=clock.today_in_jakarta(),
        by=actor_of_role("admin"),
    )
    assert actor_of(user).grants


def test_nobody_gives_a_role_to_themselves():
    operator = make_person("admin")
    with pytest.raises(Refused):
        invite(
            email=operator.email,
            name="Operator",
            role="decider",
            organisation=make_organisation("committee"),
            valid_from=date(2020, 1, 1),
            by=actor_of(operator),
        )
    assert operator.memberships.count() == 1
