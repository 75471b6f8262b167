"""Saves of one person in one field within five minutes are one event, which nothing else can alter."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import InternalError, connection, transaction

from paritrana.accounts.queries import actor_of
from paritrana.audit.actions import FOLDING, record, seal, settle
from paritrana.audit.invariants import broken_links
from paritrana.audit.queries import trail_of
from paritrana.lib import clock
from tests.factories.people import make_organisation, make_person

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture
def writer():
    return actor_of(make_person("admin"))


@pytest.fixture
def noun():
    return make_organisation()


def save(noun, writer, after: timedelta, *, field: str = "name", change: tuple[str, str] = ("a", "b")):
    """One save of that field, so long after the first."""
    with clock.set_to(START + after):
        record("organisation.save", noun, by=writer, changes={field: list(change)}, fold=field)


def test_saves_of_one_field_fold_from_the_first_value_to_the_last(noun, writer):
    save(noun, writer, timedelta(0), change=("", "Ko"))
    save(noun, writer, timedelta(minutes=2), change=("Ko", "Kota"))
    (event,) = trail_of(noun)
    assert (event.changes, event.times) == ({"name": ["", "Kota"]}, 2)
    assert (event.at, event.last_at) == (START, START + timedelta(minutes=2))


@pytest.mark.parametrize(("after", "events"), [(-timedelta(microseconds=1), 1), (timedelta(0), 2)])
def test_five_minutes_after_the_first_save_another_event_begins(noun, writer, after, events):
    save(noun, writer, timedelta(0))
    save(noun, writer, FOLDING + after)
    assert trail_of(noun).count() == events


def test_other_fields_and_other_people_have_events_of_their_own(noun, writer):
    other = actor_of(make_person("admin"))
    save(noun, writer, timedelta(0), change=("a", "b"))
    save(noun, writer, timedelta(1 / 86400), field="kind")
    save(noun, other, timedelta(2 / 86400), change=("b", "c"))
    save(noun, writer, timedelta(3 / 86400), change=("c", "d"))
    names = [event.changes["name"] for event in trail_of(noun) if "name" in event.changes]
    assert names == [["a", "b"], ["b", "c"], ["c", "d"]]


def test_an_event_is_sealed_once_it_is_finished(noun, writer):
    save(noun, writer, timedelta(0))
    with clock.set_to(START + FOLDING - timedelta(microseconds=1)):
        assert seal() == 0
    with clock.set_to(START + FOLDING):
        assert seal() == 1
    save(noun, writer, timedelta(minutes=1), change=("b", "c"))
    assert trail_of(noun).count() == 2
    assert list(broken_links()) == []


def test_a_signature_has_the_saves_before_it_in_the_chain(noun, writer):
    save(noun, writer, timedelta(0))
    with clock.set_to(START + timedelta(minutes=1)):
        settle(noun)
        record("organisation.sign", noun, by=writer)
        assert seal() == 2
    assert [event.verb for event in trail_of(noun).order_by("position")] == [
        "organisation.save",
        "organisation.sign",
    ]


@pytest.mark.parametrize(
    "change",
    [
        "changes = '{}'",
        "times = times + 2",
        "times = times + 1, verb = 'organisation.delete'",
        "folds_until = folds_until + interval '1 minute'",
        "actor_id = 0, times = times + 1",
    ],
)
def test_the_database_lets_an_unfinished_event_grow_and_nothing_else(noun, writer, change):
    save(noun, writer, timedelta(0))
    with (
        pytest.raises(InternalError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE audit_event SET {change}")


def test_a_sealed_event_that_folded_is_found_when_altered(noun, writer):
    save(noun, writer, timedelta(0))
    with clock.set_to(START + FOLDING):
        seal()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER append_only")
        cursor.execute("UPDATE audit_event SET times = 7")
        cursor.execute("ALTER TABLE audit_event ENABLE TRIGGER append_only")
    assert "does not match its digest" in " ".join(broken_links())
