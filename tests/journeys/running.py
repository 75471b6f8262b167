"""One running portal with the demo in a database of its own, shared by all journeys of a test run."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2

ROOT = Path(__file__).resolve().parents[2]
PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
"""The process of the test run; each has a portal of its own."""
REDIS_PLACE = 8 + int(PROCESS.removeprefix("gw")) % 8
"""A numbered store of its own, so that no message of another test reaches this worker."""


@dataclass
class Running:
    """A portal that runs: where it is, how to start and stop its parts, and its environment."""

    url: str
    env: dict[str, str]
    folder: Path
    parts: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    used: dict[str, set[str]] = field(default_factory=dict)  # the one-time codes that each person has used

    def start(self, name: str) -> None:
        """Starts a part: web, worker or beat."""
        with (self.folder / f"{name}.log").open("ab") as log:
            self.parts[name] = subprocess.Popen(
                commands(self.url)[name],
                cwd=ROOT,
                env=self.env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def stop(self, name: str, how: int = signal.SIGTERM) -> None:
        """Ends a part and the processes it started."""
        part = self.parts.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(part.pid, how)
        try:
            part.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(part.pid, signal.SIGKILL)
            part.wait()

    def manage(self, *words: str) -> str:
        """Runs a management command against the journeys' database and returns what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-6000:]
        return done.stdout


def commands(url: str) -> dict[str, list[str]]:
    """The command line of each part."""
    celery = [sys.executable, "-m", "celery", "-A", "paritrana.celery"]
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    web = [sys.executable, "-m", "gunicorn", "paritrana.wsgi", "--worker-class", "gthread", "--threads", "8"]
    return {
        "web": [*web, "--bind", urlsplit(url).netloc, "--no-control-socket"],
        "worker": [*celery, "worker", "--concurrency", "1", *quiet],
        "beat": [*celery, "beat", "--pidfile="],
    }


def free_port() -> int:
    """A port of the loopback that nobody uses just now."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def database_beside(url: str, name: str) -> str:
    """Makes an empty database on the server of that URL and returns its URL."""
    parts = urlsplit(url)
    with closing(psycopg2.connect(urlunsplit(parts._replace(path="/postgres")))) as connection:
        connection.autocommit = True  # a database is never made within a transaction
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}"')
    return urlunsplit(parts._replace(path=f"/{name}"))


@contextmanager
def portal(folder: Path) -> Iterator[Running]:
    """Sets up database, demo and files, starts all parts, and ends them afterwards."""
    url = f"http://127.0.0.1:{free_port()}"
    env = os.environ | {
        "DATABASE_URL": database_beside(os.environ["DATABASE_URL"], f"journeys_{PROCESS}"),
        "REDIS_URL": re.sub(r"/\d+$", "", os.environ["REDIS_URL"]) + f"/{REDIS_PLACE}",
        "PARITRANA_ENV": "test",  # the second factor is forced, as in production
        "PARITRANA_VAR": str(folder),
        "PUBLIC_ADDRESS": url,
    }
    running = Running(url, env, folder)
    collected = Path(os.environ["PARITRANA_VAR"])
    for name in ("static", "static-built"):
        if (collected / name).exists():
            shutil.copytree(collected / name, folder / name, dirs_exist_ok=True)
    running.manage("migrate", "--noinput", "-v", "0")
    running.manage("demo")
    try:
        for name in ("web", "worker", "beat"):
            running.start(name)
        wait_until_ready(running)
        wait_until_printed(running)
        yield running
    finally:
        for name in list(running.parts):
            running.stop(name)


def wait_until_ready(running: Running, patience: float = 60) -> None:
    """Returns once the portal answers; fails with the end of the web server's log."""
    limit = time.monotonic() + patience
    while time.monotonic() < limit:
        with suppress(OSError), urllib.request.urlopen(f"{running.url}/readyz", timeout=5):
            return
        time.sleep(0.1)
    raise AssertionError((running.folder / "web.log").read_text(errors="replace")[-6000:])


def wait_until_printed(running: Running, patience: float = 600) -> None:
    """Returns once the worker has ended what the demo ordered: nobody who sets a portal up is in a journey yet."""
    limit = time.monotonic() + patience
    with closing(psycopg2.connect(running.env["DATABASE_URL"])) as connection:
        connection.autocommit = True
        while time.monotonic() < limit:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT count(*) FROM documents_reportrun WHERE state IN ('queued', 'running')"
                )
                if cursor.fetchone() == (0,):
                    return
            time.sleep(0.5)
    raise AssertionError((running.folder / "worker.log").read_text(errors="replace")[-6000:])
