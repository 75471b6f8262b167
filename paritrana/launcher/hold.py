"""One launcher at a time in one place: a lock that the system itself lifts when its holder dies."""

import fcntl
import json
import os
from datetime import datetime
from pathlib import Path

from paritrana.launcher.places import private
from paritrana.launcher.words import Refused


class Hold:
    """A locked file that says who holds it: process, since when, and what it adds (the address, say)."""

    def __init__(self, file: Path):
        self.file = file
        self.facts: dict = {}
        private(file.parent)
        self._stream = open(os.open(file, os.O_RDWR | os.O_CREAT, 0o600), "r+", encoding="utf-8")  # noqa: SIM115

    def take(self) -> bool:
        """Takes the lock; False when another living process has it, whose words are then in `facts`."""
        try:
            fcntl.flock(self._stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._stream.seek(0)
            try:
                self.facts = json.loads(self._stream.read())
            except ValueError:  # its holder is just writing
                self.facts = {}
            return False
        self.note(pid=os.getpid(), since=datetime.now().astimezone().strftime("%Y-%m-%d %H:%M:%S %Z"))
        return True

    def note(self, **facts: object) -> None:
        """Adds facts for others to read."""
        self.facts |= facts
        self._stream.seek(0)
        self._stream.truncate()
        json.dump(self.facts, self._stream, indent=1)
        self._stream.flush()

    def refuse(self, what: str) -> Refused:
        """The sentence for who came second."""
        pid, since = self.facts.get("pid", "unknown"), self.facts.get("since", "a moment ago")
        at = f" at {self.facts['url']}" if "url" in self.facts else ""
        return Refused(f"{what} runs already in this checkout{at}: process {pid}, since {since}.")

    def leave(self) -> None:
        """Lifts the lock and takes the words away."""
        self._stream.seek(0)
        self._stream.truncate()
        self._stream.close()
