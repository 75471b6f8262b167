"""A batch of certificates: held, released, repeated, killed in the middle, without a disk, without a key."""

import hashlib
import os
import random
import re
import signal
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ceremony import actions
from ceremony.actions.printing import runs_of
from ceremony.invariants import broken_serials, foreign_facts
from ceremony.models import Batch, Certificate
from ceremony.queries import batch as batch_queries
from paritrana.audit.models import Event
from paritrana.documents import rendering, store
from paritrana.documents.models import Document, ReportRun, RunState
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.notifications.models import Delivery, Message
from tests.ceremony import workers
from tests.factories.ceremony import decider_of, make_approved, publisher_of
from tests.factories.forgeries import another_key
from tests.factories.people import make_person

TITLES = 16


def states(decision) -> dict[str, int]:
    found = runs_of(decision).values_list("state", flat=True)
    return {state: list(found).count(state) for state in set(found)}


# ---- held and released -------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_held_batch_stands_still_and_goes_on_where_it_was():
    decision = make_approved(winners=3)
    by, runs = publisher_of(decision), list(runs_of(decision).order_by("pk"))
    rendering.render(runs[0].pk)
    actions.hold(decision, by=by)
    for run in runs:
        rendering.render(run.pk)
    assert states(decision) == {"done": 1, "held": 2}
    with pytest.raises(Refused):
        actions.hold(decision, by=by)
    with pytest.raises(Refused):
        actions.release(decision, by=decider_of(decision))
    actions.release(decision, by=by)
    for run in runs:
        rendering.render(run.pk)
    assert states(decision) == {"done": 3}
    assert list(Event.objects.filter(noun="batch").order_by("id").values_list("verb", flat=True)) == [
        "batch.hold",
        "batch.release",
    ]


@pytest.mark.django_db
def test_the_secretariat_is_told_once_when_the_press_has_ended():
    decision = make_approved(winners=2)
    secretary = make_person("province_secretariat", region=decision.panel.round.region)
    first, second = runs_of(decision).order_by("pk")
    rendering.render(first.pk)
    assert not Message.objects.filter(kind="batch.ended").exists()
    rendering.render(second.pk)
    rendering.render(second.pk)
    told = Message.objects.filter(kind="batch.ended", recipient=secretary)
    assert told.count() == Delivery.objects.filter(message__in=told).count() == 1


@pytest.mark.django_db
def test_progress_tells_count_rate_and_time_left_in_as_many_queries_for_one_as_for_five():
    small, large = make_approved(winners=1), make_approved(winners=5)
    now, by = clock.now(), publisher_of(large)
    for number, run in enumerate(runs_of(large).order_by("pk")[:3]):
        rendering.render(run.pk)
        ReportRun.objects.filter(pk=run.pk).update(finished_at=now + timedelta(seconds=20 * number))
    found = batch_queries.progress_of(by, large)
    assert (found.done, found.total, found.waiting, found.seconds_each) == (3, 5, 2, 20.0)
    assert re.search(r"3 .*menit|3 a minute", found.words_left)
    asked = []
    for decision in (small, large):
        with CaptureQueriesContext(connection) as queries:
            batch_queries.progress_of(by, decision)
        asked.append(len(queries))
    assert asked[0] == asked[1]


# ---- what can go wrong -------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_without_a_key_the_press_says_so_and_prints_all_failed_ones_once_it_is_mended(settings, tmp_path):
    decision = make_approved(winners=2)
    settings.SIGNING_KEY = settings.SIGNING_CERTIFICATE = str(tmp_path / "nothing.pem")
    for run in runs_of(decision):
        rendering.render(run.pk)
    assert states(decision) == {"failed": 2}
    assert all("SIGNING_KEY" in error for error in runs_of(decision).values_list("error", flat=True))
    another_key(tmp_path / "key", datetime.now(UTC) - timedelta(days=9), holds=timedelta(days=1))
    settings.SIGNING_KEY, settings.SIGNING_CERTIFICATE = (
        str(tmp_path / "key" / name) for name in ("key.pem", "chain.pem")
    )
    assert actions.reprint_failed(decision, by=publisher_of(decision)) == 2
    for run in runs_of(decision):
        rendering.render(run.pk)
    assert all("SIGNING_CERTIFICATE" in error for error in runs_of(decision).values_list("error", flat=True))
    settings.SIGNING_KEY = settings.SIGNING_CERTIFICATE = ""
    actions.reprint_failed(decision, by=publisher_of(decision))
    for run in runs_of(decision):
        rendering.render(run.pk)
    assert states(decision) == {"done": 2}
    assert not list(broken_serials())


@pytest.mark.django_db(transaction=True)
def test_on_a_full_disk_no_half_file_is_left_and_a_retry_works(settings):
    decision = make_approved(winners=2)
    ended(workers.start(settings.MEDIA_ROOT, connection.settings_dict["NAME"], largest_file=20_000))
    assert states(decision) == {"failed": 2}
    assert "penuh" in runs_of(decision)[0].error or "full" in runs_of(decision)[0].error
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    actions.reprint_failed(decision, by=publisher_of(decision))
    ended(workers.start(settings.MEDIA_ROOT, connection.settings_dict["NAME"]))
    assert states(decision) == {"done": 2}


@pytest.mark.django_db(transaction=True)
def test_workers_killed_again_and_again_leave_every_serial_and_every_file_whole(settings):
    decision = make_approved(names=[f"PT Peserta {number}" for number in range(TITLES)], is_example=False)
    by = publisher_of(decision)
    killed, chance = 0, random.Random(7)
    while runs_of(decision).exclude(state=RunState.DONE).exists():
        both = [workers.start(settings.MEDIA_ROOT, connection.settings_dict["NAME"]) for _worker in range(2)]
        before = runs_of(decision).filter(state=RunState.DONE).count()
        if killed < 4:
            wait_for(decision, before + 1)
            time.sleep(chance.random() * 0.2)  # any moment of the work
            for worker in both:
                os.killpg(worker.pid, signal.SIGKILL)
                worker.wait()
            killed += 2
        else:
            for worker in both:
                ended(worker)
        # the minute of their leases passes
        passed = clock.now() - timedelta(seconds=1)
        ReportRun.objects.filter(state=RunState.RUNNING).update(lease_until=passed)
        actions.reprint_failed(decision, by=by)  # one that was killed three times was given up
    assert killed >= 4
    serials = sorted(Certificate.objects.values_list("serial", flat=True))
    assert serials == [f"PRT-2025-P32-KK-{number:04}" for number in range(1, TITLES + 1)]
    assert not [*broken_serials(), *foreign_facts()]
    for document in Document.objects.all():
        content = store.path_of(document.sha256).read_bytes()
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (document.sha256, document.size)
        assert content.startswith(b"%PDF-")
        assert content.rstrip().endswith(b"%%EOF")
    files = {path.name for path in (settings.MEDIA_ROOT / "documents").rglob("*") if path.is_file()}
    assert files == set(Document.objects.values_list("sha256", flat=True))
    assert Document.objects.count() == TITLES
    told = Message.objects.filter(kind="batch.ended")
    assert told.count() == len(set(told.values_list("recipient", flat=True))) > 0
    assert Batch.objects.get(decision=decision).told_at


def wait_for(decision, done: int) -> None:
    """Returns once that many files are ready."""
    limit = time.monotonic() + 60
    while runs_of(decision).filter(state=RunState.DONE).count() < done:
        assert time.monotonic() < limit, states(decision)
        time.sleep(0.02)


def ended(worker) -> None:
    assert worker.wait(120) == 0
