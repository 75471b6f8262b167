"""A process is known by id and starting tick; what a killed launcher left is ended, and nothing else."""

import signal
import subprocess
import sys
import time

from paritrana.launcher import identity
from paritrana.launcher.places import ROOT
from paritrana.launcher.register import Register

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
# starts a child of its own, says its id, and sleeps
PARENT = [
    sys.executable,
    "-c",
    "import subprocess, sys, time;"
    "print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).pid, flush=True); time.sleep(60)",
]


def sleeper(words=SLEEP, **more) -> subprocess.Popen:
    return subprocess.Popen(words, cwd=ROOT, start_new_session=True, **more)


def kill(*pids: int) -> None:
    identity.end(pids, signal.SIGKILL, grace=1.0)


def test_a_mark_is_lasting_and_ends_with_its_process():
    process = sleeper()
    first = identity.mark(process.pid)
    assert first
    assert identity.mark(process.pid) == first
    process.kill()
    time.sleep(0.05)
    assert identity.mark(process.pid) is None, "an unburied process is gone too"
    process.wait()


def test_what_a_killed_launcher_left_is_ended(tmp_path):
    process = sleeper()
    Register(tmp_path / "children").add("worker", process.pid, identity.mark(process.pid), signal.SIGTERM)
    assert Register(tmp_path / "children").reap() == ["worker"]
    assert process.wait(5) == -signal.SIGTERM
    assert Register(tmp_path / "children").reap() == []


def test_orphans_of_a_dead_child_are_ended(tmp_path):
    parent = sleeper(PARENT, stdout=subprocess.PIPE, text=True)
    orphan = int(parent.stdout.readline())
    Register(tmp_path / "children").add("worker", parent.pid, identity.mark(parent.pid), signal.SIGTERM)
    parent.kill()
    parent.wait()
    assert identity.look(orphan)
    assert Register(tmp_path / "children").reap() == ["worker"]
    assert identity.look(orphan) is None


def test_a_stranger_with_a_reused_id_lives(tmp_path):
    stranger = sleeper()
    boot, ticks = identity.mark(stranger.pid).rsplit("/", 1)
    try:
        for noted in (f"{boot}/{int(ticks) - 1}", f"another-boot/{ticks}", ""):
            Register(tmp_path / "children").add("worker", stranger.pid, noted, signal.SIGKILL)
            assert Register(tmp_path / "children").reap() == []
            assert stranger.poll() is None
    finally:
        kill(stranger.pid)
        stranger.wait()


def test_a_broken_list_is_an_empty_one(tmp_path):
    (tmp_path / "children").write_text("{half")
    assert Register(tmp_path / "children").reap() == []


def test_who_ignores_the_polite_signal_is_killed():
    deaf = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True); time.sleep(60)",
        ],
        stdout=subprocess.PIPE,
    )
    deaf.stdout.readline()
    identity.end([deaf.pid], signal.SIGTERM, grace=0.2)
    assert deaf.wait(5) == -signal.SIGKILL
