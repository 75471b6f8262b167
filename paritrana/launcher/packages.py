"""Python packages into .venv: by uv, which is six times faster, else by pip. Nothing is done when nothing changed."""

import fcntl
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

from paritrana.launcher.places import ROOT, keep
from paritrana.launcher.words import Refused, say

CONSTRAINTS = "constraints.txt"
STAMP = Path(sys.prefix) / "installed.json"


def install(*files: str) -> None:
    """Installs the packages of these requirements files at the versions of constraints.txt.

    Raises Refused, with what the installer said, when neither uv nor pip can.
    """
    wanted = {file: _digest(file) for file in files}
    if wanted.items() <= _installed().items():
        return
    with open(ROOT / "bin" / "setup", "rb") as turn:  # two set-ups of one checkout take turns
        fcntl.flock(turn, fcntl.LOCK_EX)
        missing = [file for file in files if _installed().get(file) != wanted[file]]
        if not missing:
            return
        say(f"installing packages of {', '.join(missing)}")
        words = ["-c", CONSTRAINTS, *(word for file in missing for word in ("-r", file))]
        _by_uv(words) or _by_pip(words)
        keep(STAMP, json.dumps({**_installed(), **{file: wanted[file] for file in missing}}))


def _by_uv(words: list[str]) -> bool:
    if _run("-m", "uv", "--version").returncode:
        _run("-m", "pip", "install", "--disable-pip-version-check", "-q", "-c", CONSTRAINTS, "uv")
    # Where Python may not write bytecode later, every start would compile all packages anew.
    compiled = ["--compile-bytecode"] if sys.dont_write_bytecode else []
    answer = _run("-m", "uv", "pip", "install", "-q", *compiled, "--python", sys.executable, *words)
    return answer.returncode == 0


def _by_pip(words: list[str]) -> None:
    answer = _run("-m", "pip", "install", "--disable-pip-version-check", "-q", *words)
    if answer.returncode:
        raise Refused(f"The Python packages can't be installed:\n{answer.stdout}{answer.stderr}".rstrip())


def _run(*words: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env={**os.environ, "UV_NO_PROGRESS": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def _digest(file: str) -> str:
    """What the result of an installation depends on: the file, the resolved versions, the interpreter."""
    content = (ROOT / file).read_bytes() + (ROOT / CONSTRAINTS).read_bytes() + sys.version.encode()
    return hashlib.sha256(content).hexdigest()


def _installed() -> dict[str, str]:
    try:
        return json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
