"""bin/run from the outside: the whole portal starts, says so, refuses a second one, comes back, and ends whole."""

import json
import os
import re
import shutil
import signal
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from paritrana.launcher import identity
from paritrana.launcher.places import ROOT, elsewhere

RUN = ROOT / "bin" / "run"


@pytest.fixture(scope="module")
def env(tmp_path_factory) -> Iterator[dict[str, str]]:
    """A place of its own for run-time data, any free port, a private database, no demo."""
    outside = {
        key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "REDIS_URL", "BIND"}
    }
    home = tmp_path_factory.mktemp("run")
    yield {**outside, "PARITRANA_VAR": str(home), "PORT": "0", "PARITRANA_ENV": "test"}
    if (home / "postgres" / "mark").exists():  # pytest's folders are closed to PostgreSQL when we are root
        shutil.rmtree(elsewhere(home / "postgres"))


@pytest.fixture
def start(env, tmp_path, eventually) -> Iterator:
    """Starts bin/run with all streams closed or in a file; returns the process and what it says so far."""
    begun = []

    def begin(**more: str) -> tuple[subprocess.Popen, Path]:
        output = tmp_path / f"output-{len(begun)}"
        output.touch()
        words = f'exec "{RUN}" <&- >"{output}" 2>&1'
        begun.append(
            subprocess.Popen(["bash", "-c", words], env={**env, **more}, cwd="/", start_new_session=True)
        )
        process = begun[-1]
        eventually(lambda: process.poll() is not None or "\nready http" in "\n" + output.read_text(), 240)
        assert process.poll() is None, output.read_text()
        return process, output

    yield begin
    for process in begun:
        if process.poll() is None:
            process.terminate()
            process.wait(60)


def ours(env: dict[str, str]) -> set[int]:
    """All processes that work with this test's folder."""
    wanted = f"PARITRANA_VAR={env['PARITRANA_VAR']}".encode()
    found = set()
    for pid, _ in identity.everyone():
        try:
            if wanted in (identity.PROC / str(pid) / "environ").read_bytes().split(b"\0"):
                found.add(pid)
        except OSError:
            continue
    return found


def children(env: dict[str, str]) -> list[dict]:
    """What the launcher notes of its children; nothing before it has any."""
    register = Path(env["PARITRANA_VAR"]) / "run" / "children"
    return json.loads(register.read_text()) if register.exists() else []


def status(url: str) -> int:
    """The status that the web server answers with; 0 when there is no answer."""
    try:
        return urllib.request.urlopen(url, timeout=10).status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def test_from_nothing_to_ready_and_through_a_killed_launcher_to_a_clean_end(start, env, eventually):
    first, output = start()
    url = re.search(r"^ready (http://localhost:\d+)$", output.read_text(), re.MULTILINE)[1]
    assert status(f"{url}/tidak-ada/") == 404

    web = next(row for row in children(env) if row["name"] == "the web server")
    os.kill(web["pid"], signal.SIGKILL)
    eventually(lambda: "the web server has ended (killed by SIGKILL)" in output.read_text())
    eventually(lambda: status(f"{url}/tidak-ada/") == 404, 30)

    second = subprocess.run([RUN], env=env, capture_output=True, text=True, timeout=120, check=False)
    assert second.returncode == 1
    assert f"at {url}: process {first.pid}, since " in second.stderr

    left = ours(env) - {first.pid}
    first.kill()
    first.wait()
    scrap = Path(env["PARITRANA_VAR"]) / "tmp" / "of-a-killed-worker"
    scrap.touch()
    again, output = start()
    assert not scrap.exists()
    assert "left behind by a launcher that was killed" in output.read_text()
    assert [pid for pid in left if identity.look(pid)] == []
    assert "bringing the database up to date" not in output.read_text(), "nothing had changed"

    again.terminate()
    assert again.wait(60) == 0
    eventually(lambda: not ours(env), 5)


def test_ctrl_c_while_starting_ends_it_too(env, eventually):
    process = subprocess.Popen([RUN], env=env, start_new_session=True, stdout=subprocess.DEVNULL)
    eventually(lambda: children(env), 60)
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0
    eventually(lambda: not ours(env), 5)


def test_help_starts_nothing(env, tmp_path):
    answer = subprocess.run(
        [RUN, "--help"],
        env={**env, "PARITRANA_VAR": str(tmp_path / "none")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "bin/run codes" in answer.stdout
    assert not (tmp_path / "none").exists()


def test_an_unknown_word_is_refused(env):
    answer = subprocess.run([RUN, "walk"], env=env, capture_output=True, text=True, check=False)
    assert answer.returncode == 1
    assert "Unknown: run walk" in answer.stderr


def test_a_database_that_is_not_there_is_said_in_its_words(env, tmp_path):
    answer = subprocess.run(
        [RUN],
        env={**env, "PARITRANA_VAR": str(tmp_path), "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert answer.returncode == 1
    assert "manage.py migrate failed" in answer.stderr
    assert "Connection refused" in answer.stderr
