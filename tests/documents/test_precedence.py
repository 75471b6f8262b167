"""What a person waits for is printed before what comes in bulk, on either broker and also when it is sent again."""

import subprocess
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from kombu import Connection, Queue

from paritrana import celery
from paritrana.documents import actions, sweeping
from paritrana.documents.models import ReportRun
from paritrana.documents.registry import SYSTEM, Product, Report, register
from paritrana.lib import clock
from tests.lib.test_folder_broker import options

register(
    Report(
        "tests.precedence", "One", lambda actor, parameters, progress: Product(b"x", "x.txt", "text/plain")
    )
)


@pytest.fixture
def sent(monkeypatch) -> list[tuple[int, int]]:
    """(run, priority) of what is handed to the broker."""
    found: list[tuple[int, int]] = []
    monkeypatch.setattr(
        celery.app,
        "send_task",
        lambda name, kwargs, priority, **rest: found.append((kwargs["run_id"], priority)),
    )
    return found


@pytest.fixture
def redis(tmp_path) -> Iterator[str]:
    """A Redis of this test's own, on a socket."""
    words = ["--port", "0", "--unixsocket", "redis.sock", "--save", "", "--dir", str(tmp_path)]
    server = subprocess.Popen(["redis-server", *words], cwd=tmp_path, stdout=subprocess.DEVNULL)
    while not (tmp_path / "redis.sock").exists():
        assert server.poll() is None
        time.sleep(0.02)
    yield f"redis+socket://{tmp_path}/redis.sock"
    server.terminate()
    server.wait()


@pytest.mark.django_db
def test_an_order_of_many_steps_back_also_when_it_is_sent_again(sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        with actions.orders_in_bulk():
            one_of_many = actions.order("tests.precedence", {}, by=SYSTEM)
        waited_for = actions.order("tests.precedence", {}, by=SYSTEM)
    expected = [(one_of_many.pk, celery.IN_BULK), (waited_for.pk, celery.AT_ONCE)]
    assert sent == expected
    sent.clear()
    with clock.set_to(clock.now() + timedelta(seconds=6)), django_capture_on_commit_callbacks(execute=True):
        assert sweeping.sweep() == [waited_for.pk, one_of_many.pk]
    assert sent == expected[::-1]
    assert ReportRun.objects.filter(in_bulk=True).get() == one_of_many


@pytest.mark.parametrize("broker", ["folder", pytest.param("redis", marks=pytest.mark.needs("redis-server"))])
def test_the_broker_gives_out_first_what_somebody_waits_for(broker, tmp_path, request):
    (tmp_path / "messages").mkdir()
    if broker == "redis":
        wire = Connection(request.getfixturevalue("redis"))
    else:
        wire = Connection("filesystem://", transport_options=options(Path(tmp_path)))
    with wire, wire.channel() as channel:
        queue = Queue("precedence", channel=channel)
        queue.declare()
        queue.purge()
        for body, priority in (("a", celery.IN_BULK), ("b", celery.IN_BULK), ("c", celery.AT_ONCE)):
            channel.basic_publish(
                channel.prepare_message(body, priority=priority), exchange="", routing_key="precedence"
            )
        taken = [queue.get(no_ack=True).body for _message in range(3)]
        assert [bytes(body, "utf-8") if isinstance(body, str) else body for body in taken] == [
            b"c",
            b"a",
            b"b",
        ]
        queue.delete()
