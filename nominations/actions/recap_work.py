"""A worker's way with a recap: take it under a lease, check or load it, say what came of it. The row is the truth.

A worker that dies lets the lease run out, and the sweeper hands the row to another. Work that breaks off three times
has failed. Whatever a step writes it writes in one transaction with the end of its state: twice does no harm.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice

from django.db import transaction
from django.db.models import Q, QuerySet

from nominations.actions.recap import ask_about
from nominations.models.recap import Recap, RecapCount, RecapState
from nominations.recap.counts import Count, Frame, read
from nominations.recap.faults import NOTES, Fault, fault
from nominations.recap.matching import Matcher, regions_by_name
from nominations.recap.names import name_key
from paritrana.accounts.models import User
from paritrana.accounts.queries import actor_of
from paritrana.audit.actions import record
from paritrana.documents import store
from paritrana.documents.models import DocumentState
from paritrana.documents.registry import SYSTEM
from paritrana.lib import clock
from paritrana.programme import reading
from paritrana.programme.models import Round
from paritrana.regions.models import Region

FAULTS_KEPT = 500
BATCH = 1000
LEASE = timedelta(minutes=15)
PAUSE = timedelta(seconds=30)
ATTEMPTS = 3

log = logging.getLogger(__name__)


def work_on(recap_id: int) -> None:
    """Checks or loads a recap, whichever it waits for. Does nothing when it waits for nothing or another has it."""
    recap = _take(recap_id)
    if recap is None:
        return
    if recap.attempts > ATTEMPTS:
        _fail(recap)
        return
    try:
        _check(recap) if recap.state == RecapState.CHECKING else _load(recap)
    except Exception:
        log.exception("recap %s (%s) broke off", recap.public_id, recap.state)
        if recap.attempts < ATTEMPTS:
            _mine(recap).update(busy_until=clock.now() + PAUSE * recap.attempts)
        else:
            _fail(recap)


def waiting() -> QuerySet[Recap]:
    """The recaps a worker may take now: nobody has them, and the portal has looked into their file."""
    free = Q(busy_until=None) | Q(busy_until__lt=clock.now())
    under_way = Recap.objects.filter(free, state__in=[RecapState.CHECKING, RecapState.LOADING])
    return under_way.exclude(document__state=DocumentState.RECEIVED)


@transaction.atomic
def _take(recap_id: int) -> Recap | None:
    recap = (
        waiting()
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("round__edition", "round__region", "document")
        .filter(pk=recap_id)
        .first()
    )
    if recap is not None:
        recap.attempts += 1
        recap.busy_until = clock.now() + LEASE
        recap.save(update_fields=["attempts", "busy_until"])
    return recap


def _mine(recap: Recap) -> QuerySet[Recap]:
    """The row, as long as no other worker has taken it since: each taking counts the attempts on."""
    return Recap.objects.filter(pk=recap.pk, state=recap.state, attempts=recap.attempts)


@transaction.atomic
def _fail(recap: Recap) -> None:
    if _mine(recap).update(state=RecapState.FAILED, busy_until=None):
        _noted("recap.fail", recap, {"state": [recap.state, RecapState.FAILED]})


def _check(recap: Recap) -> None:
    faults, number, rows = [], 0, 0
    for found in _looked_into(recap):
        if isinstance(found, Count):
            rows += 1
        else:
            number += found["code"] not in NOTES
            if len(faults) < FAULTS_KEPT:
                faults.append(found)
    state = RecapState.FAULTY if number else RecapState.READY
    kept = {"state": state, "faults": faults, "fault_count": number, "rows": rows, "busy_until": None}
    with transaction.atomic():
        if _mine(recap).update(**kept):
            changes = {"state": [recap.state, state], "rows": [None, rows], "faults": [None, number]}
            _noted("recap.check", recap, changes)


def _looked_into(recap: Recap) -> Iterator[Count | Fault]:
    """What the file holds, telling how far it is; or why the portal refused the file after it came."""
    if recap.document.state == DocumentState.REFUSED:
        yield fault("refused", value=recap.document.refusal_sentence)
        return
    yield from _read(recap, lambda rows: _mine(recap).update(rows=rows, busy_until=clock.now() + LEASE))


def _load(recap: Recap) -> None:
    """All rows and the state in one transaction: whoever looks sees the whole recap or none of it.

    The lock on the row keeps everybody else away until then, also beyond the lease.
    """
    matcher = Matcher(recap.round)
    by = actor_of(User.objects.get(pk=recap.loaded_by_id))
    with transaction.atomic():
        if _mine(recap).select_for_update().first() is None:
            return
        counts = (_kept(recap, found) for found in _read(recap) if isinstance(found, Count))
        while batch := list(islice(counts, BATCH)):
            matcher.match(batch)
            RecapCount.objects.bulk_create(batch)
        _mine(recap).update(state=RecapState.LOADED, loaded_at=clock.now(), busy_until=None)
        changes = {"state": [recap.state, RecapState.LOADED]}
        record("recap.loaded", recap, by=by, region=recap.round.region_code, changes=changes)
        ask_about(recap, by=by)


def _read(recap: Recap, told: Callable[[int], None] = lambda rows: None) -> Iterator[Count | Fault]:
    return read(store.path_of(recap.document.sha256), recap.file_name, frame_of(recap.round), told)


def frame_of(round_: Round) -> Frame:
    """What the rows of that round's recap are judged against."""
    segments: set[str] = set()
    for category in round_.edition.categories.filter(level=round_.level):
        segments |= {segment for segment, _metric in reading.rules_of(category).verification.recap}
    inside = {round_.region_id, *round_.joined.values_list("region", flat=True)} - {None}
    codes = {
        code: not inside or pk in inside or province in inside
        for pk, code, province in Region.objects.values_list("pk", "code", "province_id")
    }
    edition = round_.edition
    names = {key: region.code for key, region in regions_by_name(round_).items()}
    period = (edition.period_start, edition.period_end)
    return Frame(codes, tuple(sorted(segments)), period, lambda name: names.get(name_key(name), ""))


def _kept(recap: Recap, count: Count) -> RecapCount:
    fields = ("sheet", "row", "code", "npp", "npwp", "name", "segment", "month", "covered", "total")
    return RecapCount(recap=recap, **{name: getattr(count, name) for name in fields})


def _noted(what: str, recap: Recap, changes: dict[str, list[object]]) -> None:
    record(what, recap, by=SYSTEM, region=recap.round.region_code, changes=changes)
