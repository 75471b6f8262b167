"""Children are started again when they die, given up when that is no use, and none outlives the launcher."""

import json
import time

import pytest

from paritrana.launcher import identity, processes
from paritrana.launcher.words import Refused

FOREVER = "import time; time.sleep(60)"


def tend(family, seconds: float) -> None:
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        family.tend()
        time.sleep(0.02)


def test_a_dead_worker_is_started_again_and_it_is_said(family, child, said, eventually):
    worker = family.start(child(FOREVER, "the worker"))
    first = worker.process.pid
    worker.process.kill()
    worker.process.wait()
    tend(family, 1.3)
    assert worker.process.pid != first
    assert worker.process.poll() is None
    assert len(said) == 1
    assert "the worker has ended (killed by SIGKILL); starting it again in 1 s" in said[0]


def test_the_pause_grows_up_to_a_minute(family, child, said, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(processes.time, "monotonic", lambda: now[0])
    worker = family.start(child("raise SystemExit(3)", "the worker"))
    for _ in range(9):
        worker.process.wait()
        family.tend()
        now[0] = worker.due
        family.tend()
    pauses = [int(line.split(" again in ")[1].split(" s")[0]) for line in said]
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert "exit status 3" in said[0]


def test_an_essential_child_that_keeps_dying_ends_all_with_its_last_words(family, child, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(processes.time, "monotonic", lambda: now[0])
    web = family.start(
        child("print('no such module'); raise SystemExit(1)", "the web server", essential=True)
    )
    with pytest.raises(Refused, match="the web server keeps ending .*(?s:.)*no such module"):
        for _ in range(processes.ATTEMPTS):
            web.process.wait()
            family.tend()
            now[0] = web.due
            family.tend()


def test_stop_leaves_nothing_even_of_the_deaf_and_their_children(family, child, said, tmp_path):
    deaf = "import os, signal, time; signal.signal(15, signal.SIG_IGN); os.fork(); print(1, flush=True); time.sleep(60)"
    worker = family.start(child(deaf, "deaf", grace=0.3))
    while worker.log.read_text().count("1") < 2:
        time.sleep(0.02)
    members = identity.family(worker.process.pid, worker.mark)
    assert len(members) == 2
    family.stop()
    assert [pid for pid in members if identity.look(pid)] == []
    assert said == ["deaf did not end within 0 s and is killed"]
    assert json.loads((tmp_path / "children").read_text()) == []


def test_who_is_stood_upon_ends_last(family, child, tmp_path):
    line = (
        "import signal, sys, time\n"
        "def end(*_): time.sleep({pause}); print(time.monotonic()); sys.exit()\n"
        "signal.signal(15, end); print('up', flush=True); time.sleep(60)"
    )
    ground = family.start(child(line.format(pause=0), "ground", ground=True))
    web = family.start(child(line.format(pause=0.3), "web"))
    while not all(one.log.read_text() for one in (ground, web)):
        time.sleep(0.02)
    family.stop()
    moments = [float(one.log.read_text().split()[1]) for one in (web, ground)]
    assert moments == sorted(moments)


def test_a_failing_program_is_refused_with_the_end_of_its_log(family, tmp_path):
    with pytest.raises(Refused, match="(?s)migrate failed .exit status 2.*\n    boom"):
        family.call("migrate", ["sh", "-c", "echo boom; exit 2"], {"PATH": "/usr/bin:/bin"}, tmp_path / "log")
    assert family.children == []


def test_a_long_log_is_put_aside(family, child, monkeypatch):
    monkeypatch.setattr(processes, "LOG_LIMIT", 10)
    worker = child("print('new')")
    worker.log.write_text("old and longer than the limit")
    family.start(worker).process.wait()
    assert worker.log.read_text() == "new\n"
    assert worker.log.with_suffix(".old").read_text().startswith("old")
