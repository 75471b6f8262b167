"""Twin worlds: the same panel built twice, equal but for one secret. What somebody reads in both must not differ."""

import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from paritrana.accounts.models import User
from paritrana.lib import clock, identifiers
from tests.factories import people, programme
from tests.factories.people import sign_in

MASKED = re.compile(r'(name="(?:csrfmiddlewaretoken|category)" value=")[A-Za-z0-9]+')
"""Tokens that are random at every answer, and the one number of a row that a form carries."""

Answers = dict[str, tuple[int, str, int]]
"""{address: (status, body with its tokens masked, number of queries)}."""


@contextmanager
def world(monkeypatch: Any) -> Iterator[None]:
    """A world that is built, read and taken back; its identifiers, names and moments are those of its twin."""
    lots = random.Random(1)
    monkeypatch.setattr(identifiers.secrets, "choice", lots.choice)
    monkeypatch.setattr(people, "_number", count(1))
    monkeypatch.setattr(programme, "_number", count(500))
    with transaction.atomic(), clock.set_to(programme.moment("2026-02-02T03:00:00")):
        yield
        transaction.set_rollback(True)


@contextmanager
def minutes_later(number: int) -> Iterator[None]:
    """The clock of the world, so many minutes on."""
    with clock.set_to(clock.now() + timedelta(minutes=number)):
        yield


def read(person: User, addresses: list[str], posts: list[tuple[str, dict[str, Any]]] = ()) -> Answers:  # type: ignore[assignment]
    """What the person is answered, having signed in just now."""
    client = Client()
    sign_in(client, person, fresh=True)
    found = {address: _answer(lambda at=address: client.get(at)) for address in addresses}
    return found | {
        f"POST {at} {data}": _answer(lambda a=at, d=data: client.post(a, d)) for at, data in posts
    }


def _answer(ask: Callable[[], Any]) -> tuple[int, str, int]:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = ask()
        body = (
            b"".join(answer.streaming_content) if getattr(answer, "streaming", False) else answer.content
        ).decode()
    return answer.status_code, MASKED.sub(r"\1", body) + answer.get("Location", ""), len(queries)


def differing(one: Answers, other: Answers) -> dict[str, tuple[Any, Any]]:
    """{address: the first stretch in which the two differ}, for the message of a failing test."""
    return {at: _first(one[at], other[at]) for at in one if one[at] != other[at]}


def _first(one: tuple[int, str, int], other: tuple[int, str, int]) -> tuple[Any, Any]:
    if one[1] == other[1]:
        return (one[0], one[2]), (other[0], other[2])
    at = next((n for n, pair in enumerate(zip(one[1], other[1], strict=False)) if pair[0] != pair[1]), 0)
    return one[1][max(0, at - 60) : at + 60], other[1][max(0, at - 60) : at + 60]
