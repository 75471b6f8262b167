"""The one clock: the database's. Deadlines ask it inside the transaction that depends on the answer.

A web server whose own clock is wrong therefore decides nothing. Tests and the demo set it for a block of code.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import DateField, DateTimeField, Expression, Value
from django.db.models.expressions import RawSQL

JAKARTA = ZoneInfo("Asia/Jakarta")

_set_moment: ContextVar[datetime | None] = ContextVar("set_moment", default=None)


def now() -> datetime:
    """The present moment in UTC. Costs one query; within a request keep the answer where one moment is meant."""
    if moment := _set_moment.get():
        return moment
    with connection.cursor() as cursor:
        # clock_timestamp, not now(): a transaction that waited for a lock must see the moment after the wait.
        cursor.execute("SELECT clock_timestamp()")
        present: datetime = cursor.fetchone()[0]
    return present.astimezone(UTC)


def chosen() -> datetime | None:
    """The moment at which the clock was set to stand; None while it runs."""
    return _set_moment.get()


def today_in_jakarta() -> date:
    """The present day in Jakarta: roles begin and end with its midnight, for all of the country."""
    return now().astimezone(JAKARTA).date()


def now_expression() -> Expression:
    """The present moment as the database writes it, to come along with rows that are read anyway."""
    if moment := _set_moment.get():
        return Value(moment, output_field=DateTimeField())
    return RawSQL("clock_timestamp()", [], DateTimeField())


def today_expression() -> Expression:
    """The present day in Jakarta as the database writes it, for a condition that needs no query of its own."""
    if moment := _set_moment.get():
        return Value(moment.astimezone(JAKARTA).date(), output_field=DateField())
    return RawSQL("(clock_timestamp() AT TIME ZONE 'Asia/Jakarta')::date", [], DateField())


def end_of(day: date) -> datetime:
    """The moment in which that day ends in Jakarta."""
    return datetime.combine(day + timedelta(days=1), time(), JAKARTA)


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    """Within the block the clock stands at that moment (must carry a time zone)."""
    if moment.tzinfo is None:
        raise ValueError("the clock needs a moment with a time zone")
    token = _set_moment.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _set_moment.reset(token)
