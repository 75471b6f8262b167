"""What the launcher says, and how it ends."""

import os
import sys
from collections import deque
from pathlib import Path


class Refused(Exception):
    """The launcher can't go on; the text is the one sentence that says why and what to do."""


def say(text: str) -> None:
    """Prints a line at once; a reader that has gone away is no reason to stop."""
    try:
        print(text, flush=True)
    except (OSError, ValueError):  # closed pipe or closed stream
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - stays open for the rest of the process


def last_lines(file: Path, count: int = 15) -> str:
    """The end of a log, indented, to stand below a sentence; empty when there is none."""
    try:
        with file.open(encoding="utf-8", errors="replace") as stream:
            return "".join(f"\n    {line.rstrip()}" for line in deque(stream, maxlen=count))
    except OSError:
        return ""
