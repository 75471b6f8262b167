import random

import pytest
from django.db import InternalError, connection, transaction

from paritrana.accounts.queries import actor_of
from paritrana.audit.actions import record, seal
from paritrana.audit.invariants import broken_links
from paritrana.audit.models import Event
from paritrana.audit.queries import head, trail_of
from tests.factories.people import make_organisation, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail():
    """Twenty sealed events about one organisation."""
    actor, noun = actor_of(make_person("admin")), make_organisation()
    for number in range(20):
        record(
            "organisation.rename",
            noun,
            by=actor,
            reason=f"letter {number}",
            changes={"name": [str(number), str(number + 1)]},
        )
    seal()
    return noun


def test_events_are_chained_in_order(trail):
    events = list(trail_of(trail))
    assert [event.position for event in events] == list(range(1, 21))
    assert events[0].previous == ""
    assert all(later.previous == earlier.digest for earlier, later in zip(events, events[1:], strict=False))
    assert head() == events[-1].digest
    assert list(broken_links()) == []


def test_sealing_twice_changes_nothing(trail):
    before = head()
    assert seal() == 0
    assert head() == before


def test_an_event_belongs_to_the_transaction_of_its_change(trail):
    actor = actor_of(make_person("admin"))
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record("organisation.rename", trail, by=actor)
        1 / 0  # noqa: B018
    assert trail_of(trail).count() == 20


@pytest.mark.django_db(transaction=True)
def test_without_a_transaction_nothing_is_recorded():
    actor = actor_of(make_person("admin"))
    with pytest.raises(RuntimeError, match="transaction"):
        record("organisation.rename", make_organisation(), by=actor)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit_event WHERE position = 7",
        "UPDATE audit_event SET reason = 'other' WHERE position = 7",
        "UPDATE audit_event SET digest = 'f' WHERE position = 7",
        "UPDATE audit_event SET reason = 'x', position = 21 WHERE position = 20",
    ],
)
def test_the_database_refuses_to_alter_the_trail(trail, statement):
    with (
        pytest.raises(InternalError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_every_tampering_is_found(trail):
    """Random alterations made behind the trigger's back, as somebody with the keys of the database could."""
    randomness = random.Random(2020)
    alterations = {
        "reason": "reason || '.'",
        "actor_name": "actor_name || ' '",
        "verb": "'organisation.delete'",
        "noun_id": "reverse(noun_id) || 'x'",
        "at": "at + interval '1 second'",
        "changes": "'{}'::jsonb",
        "digest": "md5(digest)",
        "previous": "md5(previous)",
        "position": "position + 100",
    }
    for _round in range(60):
        column, value = randomness.choice(list(alterations.items()))
        place = randomness.randint(1, 20)
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER append_only")
                cursor.execute(f"UPDATE audit_event SET {column} = {value} WHERE position = %s", [place])
                cursor.execute("ALTER TABLE audit_event ENABLE TRIGGER append_only")
            assert list(broken_links()), (column, place)
            transaction.set_rollback(True)
    assert Event.objects.count() == 20
    assert list(broken_links()) == []


def test_a_deleted_event_is_found(trail):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER append_only")
        cursor.execute("DELETE FROM audit_event WHERE position = 9")
        cursor.execute("ALTER TABLE audit_event ENABLE TRIGGER append_only")
    assert "place 10 where 9 is due" in " ".join(broken_links())
