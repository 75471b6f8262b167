"""The doctor's questions about certificates."""

import pytest
from django.db import connection

from ceremony import invariants
from tests.factories.ceremony import make_published

pytestmark = pytest.mark.django_db


def tamper(statement: str) -> None:
    """Changes rows behind the database's own guards, as the owner of the tables could."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("ceremony_certificate", "ceremony_serialcounter"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement)


def found() -> list[str]:
    return [*invariants.broken_serials(), *invariants.foreign_facts()]


def test_what_the_portal_issues_holds():
    make_published(winners=3)
    make_published(winners=2, is_example=False)
    assert found() == []


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (
            "DELETE FROM ceremony_certificate WHERE serial LIKE '%-0002'",
            "3 serials were given, 2 certificates",
        ),
        ("UPDATE ceremony_serialcounter SET last = 4", "4 serials were given, 3 certificates"),
        ("UPDATE ceremony_certificate SET serial = 'PRT-2' WHERE serial LIKE '%-0003'", "can't be read"),
        (
            "UPDATE ceremony_certificate SET code = 'zzzzzzzzzz' WHERE serial LIKE '%-0001'",
            "belong to another",
        ),
    ],
)
def test_every_tampering_is_found(statement, sentence):
    make_published(winners=3)
    tamper(statement)
    assert any(sentence in line for line in found()), found()
