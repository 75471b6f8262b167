"""Starts a process that works on a hostile file: without secrets in its environment, with limits, with a deadline.

The process itself draws the walls closer before it touches the file (cell/walls.py). It is started with
subprocess because a worker of Celery can't have multiprocessing children.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Limits:
    """Seconds of wall time and of processor, bytes of memory, bytes that one written file may have."""

    seconds: int
    memory: int
    writes: int = 0


class OutOfTime(Exception):
    """The process did not answer within its seconds."""


class Broke(Exception):
    """The process died or answered nonsense: out of memory, a fault in a library, a forbidden call."""


def environment() -> dict[str, str]:
    """What the process knows of the portal: nothing, neither the database's address nor the secret key."""
    return {"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}


def ask(job: str, *arguments: str, limits: Limits) -> dict[str, Any]:
    """Runs `cell/<job>.py` with the arguments and gives its answer. Raises OutOfTime or Broke."""
    command = [sys.executable, "-m", f"paritrana.documents.cell.{job}"]
    command += [str(limits.seconds), str(limits.memory), str(limits.writes), *arguments]
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=limits.seconds,
        )
    except subprocess.TimeoutExpired:
        raise OutOfTime from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise Broke(done.stderr[-2000:].decode(errors="replace")) from None
    if done.returncode or not isinstance(answer, dict):
        raise Broke(done.stderr[-2000:].decode(errors="replace"))
    return answer
