"""Roles are held where they belong, and some never by one person."""

from datetime import date

import pytest

from paritrana.accounts.actions import invite
from paritrana.accounts.models import Organisation, User
from paritrana.accounts.policies import may_hold
from paritrana.accounts.queries import actor_of
from paritrana.accounts.roles import ROLES, kept_apart
from paritrana.lib.verdict import Refused
from tests.factories.people import make_organisation, make_person

pytestmark = pytest.mark.django_db


def give(user: User, role: str, organisation: Organisation) -> User:
    return invite(
        email=user.email,
        name=user.name,
        role=role,
        organisation=organisation,
        valid_from=date(2020, 1, 1),
        by=actor_of(make_person("admin")),
    )


@pytest.mark.parametrize(
    ("role", "kind"),
    [("auditor", "committee"), ("decider", "government"), ("officer", "oversight"), ("admin", "business")],
)
def test_a_role_is_held_in_an_organisation_of_its_kind(role, kind):
    with pytest.raises(Refused):
        give(make_person("officer"), role, make_organisation(kind))


@pytest.mark.parametrize(
    ("held", "wanted", "kind"),
    [
        ("province_secretariat", "decider", "committee"),
        ("decider", "national_secretariat", "committee"),
        ("assessor", "auditor", "oversight"),
        ("admin", "officer", "government"),
        ("officer", "admin", "committee"),
    ],
)
def test_one_person_never_holds_two_roles_that_are_kept_apart(held, wanted, kind):
    user = make_person(held)
    with pytest.raises(Refused) as refused:
        give(user, wanted, make_organisation(kind))
    assert str(ROLES[held].title) in str(refused.value.sentence)
    assert user.memberships.count() == 1


def test_roles_that_may_meet_in_one_person():
    chair = make_person("chair")
    give(chair, "assessor", make_organisation("committee"))
    assert chair.memberships.count() == 2


def test_keeping_apart_is_mutual():
    for role in ROLES:
        for other in ROLES:
            assert kept_apart(role, other) == kept_apart(other, role)


def test_a_role_that_ended_stands_in_nobodys_way():
    user = make_person("decider")
    user.memberships.update(valid_until=date(2020, 1, 1))
    assert may_hold(user, "province_secretariat", make_organisation("committee"))
