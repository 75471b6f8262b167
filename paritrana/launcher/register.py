"""The list of the launcher's children on disk, so that the next start can end what a killed launcher left behind."""

import json
import signal
from pathlib import Path

from paritrana.launcher import identity
from paritrana.launcher.places import keep


class Register:
    """Living children in one JSON file: name, process id, mark, and the signal that ends each politely."""

    def __init__(self, file: Path):
        self.file = file
        self.rows: list[dict] = []

    def add(self, name: str, pid: int, mark: str, stop_signal: signal.Signals) -> None:
        """Notes a child that was just started."""
        row = {"name": name, "pid": pid, "mark": mark, "signal": int(stop_signal)}
        self._write([*self.rows, row])

    def remove(self, pid: int) -> None:
        """Forgets a child that has ended."""
        self._write([row for row in self.rows if row["pid"] != pid])

    def clear(self) -> None:
        """Forgets them all."""
        self._write([])

    def reap(self) -> list[str]:
        """Ends the children of an earlier launcher that was killed, newest first; returns the names of those found.

        To be called only by who holds the checkout's lock: whoever wrote the file is dead then.
        """
        found = []
        for row in reversed(self._read()):
            left = identity.family(row["pid"], row["mark"]) if row["mark"] else []
            if left:
                found.append(row["name"])
                identity.end(left, signal.Signals(row["signal"]), grace=5.0)
        self._write([])
        return found

    def _read(self) -> list[dict]:
        try:
            return json.loads(self.file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return []

    def _write(self, rows: list[dict]) -> None:
        self.rows = rows
        keep(self.file, json.dumps(rows, indent=1))
