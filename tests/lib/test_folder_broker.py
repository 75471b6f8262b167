"""The broker in a folder: a message is taken whole, once, and in order, however many put and take at a time."""

import subprocess
import sys
import threading
from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection

from paritrana import celery, folder_broker

ROOT = Path(__file__).resolve().parents[2]
MANY = 400


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "messages").mkdir()
    return tmp_path


def options(folder: Path) -> dict[str, object]:
    messages = str(folder / "messages")
    return {
        "data_folder_in": messages,
        "data_folder_out": messages,
        "control_folder": str(folder / "control"),
    }


def channel(folder: Path) -> folder_broker.Channel:
    return Connection("filesystem://", transport_options=options(folder)).channel()


PUT = """
import sys
from tests.lib.test_folder_broker import channel, MANY
from pathlib import Path
wire = channel(Path(sys.argv[1]))
for number in range(MANY):
    wire._put("celery", {"from": sys.argv[2], "number": number, "ballast": "x" * 20000})
"""


def test_the_portal_uses_it(settings):
    assert isinstance(celery.app.connection().transport, folder_broker.Transport) or settings.REDIS_URL


def test_messages_are_taken_whole_and_once_while_others_put_and_take(folder):
    putters = [subprocess.Popen([sys.executable, "-c", PUT, str(folder), name], cwd=ROOT) for name in "ab"]
    taken, faults, over = [], [], threading.Event()

    def take() -> None:
        wire = channel(folder)
        while True:
            last_round = over.is_set()
            try:
                message = wire._get("celery")
                taken.append((message["from"], message["number"]))
            except Empty:
                if last_round:
                    return
            except Exception as fault:
                faults.append(fault)
                return

    takers = [threading.Thread(target=take) for _ in range(3)]
    for taker in takers:
        taker.start()
    assert [putter.wait(60) for putter in putters] == [0, 0]
    over.set()
    for taker in takers:
        taker.join()
    assert faults == []
    assert sorted(taken) == [(name, number) for name in "ab" for number in range(MANY)]
    assert list((folder / "messages").iterdir()) == []


def test_the_oldest_is_taken_first(folder):
    wire = channel(folder)
    for number in range(20):
        wire._put("celery", {"number": number})
    assert wire._size("celery") == 20
    assert [wire._get("celery")["number"] for _ in range(20)] == list(range(20))


def test_queues_are_kept_apart_and_a_broken_message_stops_nobody(folder):
    wire = channel(folder)
    (folder / "messages" / "0_broken.celery.msg").touch()
    wire._put("other", {"number": 1})
    wire._put("celery", {"number": 2})
    assert wire._get("celery") == {"number": 2}
    with pytest.raises(Empty):
        wire._get("celery")
    assert wire._get("other") == {"number": 1}
