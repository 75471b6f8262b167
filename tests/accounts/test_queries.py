from datetime import date

import pytest
from django.db import connection

from paritrana.accounts.queries import actor_of, person
from paritrana.lib import clock
from paritrana.lib.permissions import NATIONAL, Permission
from paritrana.regions.models import Region
from tests.factories.people import give_role, make_organisation, make_person, make_user
from tests.factories.programme import moment

pytestmark = pytest.mark.django_db


def test_a_role_counts_from_its_first_to_its_last_day_in_jakarta():
    user = make_user()
    give_role(user, "officer", make_organisation(), since=date(2020, 12, 14), until=date(2020, 12, 20))
    held = {}
    for at in ("2020-12-13T16:59:59", "2020-12-13T17:00:00", "2020-12-20T16:59:59", "2020-12-20T17:00:00"):
        with clock.set_to(moment(at)):
            held[at] = actor_of(user).may(Permission.DRAFT)
    assert list(held.values()) == [False, True, True, False]


def test_an_actor_covers_the_region_of_the_organisation_only():
    west_java, maluku = Region.objects.get(code="32"), Region.objects.get(code="81")
    actor = actor_of(make_person("province_secretariat", region=west_java))
    assert actor.covers(Permission.VERIFY, west_java.code)
    assert not actor.covers(Permission.VERIFY, maluku.code)
    assert not actor.covers(Permission.VERIFY, NATIONAL)
    assert not actor.covers(Permission.DECIDE, west_java.code)


def test_several_roles_add_up():
    user = make_person("officer")
    give_role(user, "assessor", make_organisation("committee"))
    actor = actor_of(user)
    assert actor.may(Permission.DRAFT)
    assert actor.may(Permission.SCORE)
    assert not actor.may(Permission.LEAD)


def test_the_messages_of_every_request_are_counted_in_their_index_alone(django_assert_num_queries):
    user = make_user()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # few rows are read quicker than an index
        with django_assert_num_queries(1) as asked:
            person(user.pk)
        cursor.execute(f"EXPLAIN {asked.captured_queries[0]['sql']}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Index Only Scan using message_unread" in plan
