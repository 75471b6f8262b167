"""Taking serial numbers: in the database, in the transaction that uses them, never by a worker."""

from dataclasses import replace

from django.db import connection

from ceremony.models import SerialCounter
from ceremony.serials import Serial


def take(space: Serial, count: int) -> list[Serial]:
    """The next `count` serials of the space. Must run in the transaction that uses them (RuntimeError otherwise).

    The counter's row stays locked until that transaction ends: another one of the same space waits, and one that is
    rolled back leaves no gap.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("serials are taken in the transaction that uses them")
    SerialCounter.objects.bulk_create([SerialCounter(space=space.space)], ignore_conflicts=True)
    counter = SerialCounter.objects.select_for_update().get(space=space.space)
    first = counter.last + 1
    counter.last += count
    counter.save(update_fields=["last"])
    return [replace(space, number=number) for number in range(first, first + count)]
