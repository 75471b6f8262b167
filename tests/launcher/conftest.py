"""Folders and families for the launcher's tests: real processes, real PostgreSQL, nothing left behind."""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from paritrana.launcher.places import elsewhere
from paritrana.launcher.processes import Child, Family
from paritrana.launcher.register import Register


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every account can enter, as a checkout under /srv is."""
    folder = Path(tempfile.mkdtemp(prefix="launcher-test-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def closed_folder(open_folder: Path) -> Iterator[Path]:
    """A folder below one that only its owner can enter, as a checkout under /root is."""
    home = open_folder / "closed" / "checkout"
    home.mkdir(parents=True)
    home.parent.chmod(0o700)
    yield home
    if (home / "mark").exists():
        shutil.rmtree(elsewhere(home), ignore_errors=True)


@pytest.fixture
def said() -> list[str]:
    """What the family told."""
    return []


@pytest.fixture
def family(tmp_path: Path, said: list[str]) -> Iterator[Family]:
    """A family whose children are ended after the test."""
    family = Family(Register(tmp_path / "children"), said.append)
    yield family
    family.stop()


@pytest.fixture
def child(tmp_path: Path) -> Callable[..., Child]:
    """Makes a child that runs a line of Python."""

    def make(line: str, name: str = "child", **more) -> Child:
        return Child(
            name, [sys.executable, "-c", line], {"PATH": "/usr/bin:/bin"}, tmp_path / f"{name}.log", **more
        )

    return make


@pytest.fixture
def eventually() -> Callable[..., None]:
    """Waits until something is true; fails after the seconds given."""

    def wait(true: Callable[[], object], seconds: float = 10.0) -> None:
        limit = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < limit, f"not within {seconds} s"
            time.sleep(0.02)

    return wait
