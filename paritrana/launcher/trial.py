"""bin/test: pytest with a PostgreSQL and a Redis of its own, so that it can run beside the portal."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from paritrana.launcher import ground, packages
from paritrana.launcher.chores import Chores
from paritrana.launcher.environment import portal_environment
from paritrana.launcher.hold import Hold
from paritrana.launcher.places import ROOT, private, var
from paritrana.launcher.processes import Family
from paritrana.launcher.register import Register
from paritrana.launcher.signals import Stopped

PLACES = 8  # so many test runs may go on at once in one checkout


def test(arguments: list[str]) -> int:
    """Runs pytest with the arguments (by default on two processes) and returns its exit status."""
    packages.install("requirements.txt", "requirements-dev.txt")
    home, hold = free_place(var() / "test")
    family = Family(Register(home / "run" / "children"))
    try:
        family.register.reap()
        return run_pytest(arguments or ["-n", "2", "--dist", "worksteal"], prepared_environment(home, family))
    finally:
        family.stop()
        hold.leave()


def free_place(folder: Path) -> tuple[Path, Hold]:
    """A folder that no other test run uses just now."""
    for number in range(1, PLACES + 1):
        home = folder / str(number)
        home.mkdir(mode=0o755, parents=True, exist_ok=True)
        hold = Hold(home / "run" / "hold")
        if hold.take():
            return home, hold
    raise hold.refuse(f"{PLACES} test runs at once is all there is room for; the last one")


def prepared_environment(home: Path, family: Family) -> dict[str, str]:
    """Starts database and broker and returns the environment of the tests.

    A REDIS_URL from outside is not used: tests empty their broker and stop it.
    """
    logs, files = private(home / "log"), private(home / "files")
    shutil.rmtree(files / "media", ignore_errors=True)
    base = ground.database(home / "postgres", logs, family, durable=False)
    redis_url = ground.queue(files / "broker", logs, family, given=None)
    env = portal_environment(files, base.url, redis_url, "test")
    chores = Chores(family, env, files)
    chores.catalogue()
    chores.static_files()
    return env


def run_pytest(arguments: list[str], env: dict[str, str]) -> int:
    """Runs pytest in our own terminal; a signal to us is handed on to it, and we wait for its last words."""
    pytest = subprocess.Popen([sys.executable, "-m", "pytest", *arguments], cwd=ROOT, env=env)
    while True:
        try:
            status = pytest.wait()
            return status if status >= 0 else 128 - status
        except Stopped as stopped:
            # Ctrl-C reaches pytest from the terminal too; it takes a second one as "at once"
            if not (stopped.signum == signal.SIGINT and os.isatty(0)):
                pytest.send_signal(signal.SIGINT)
