"""Knows a process again: by its id, the boot and the tick it was started in. An id alone may have been given anew."""

import os
import signal
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from paritrana.launcher.places import ROOT

PROC = Path("/proc")


class Seen(NamedTuple):
    """What /proc says of a living process."""

    session: int
    ticks: int  # clock ticks between boot and start


def look(pid: int) -> Seen | None:
    """The process with this id; None when there is none or it only waits to be buried (a zombie)."""
    try:
        line = (PROC / str(pid) / "stat").read_text()
    except (OSError, UnicodeDecodeError):
        return None
    fields = line[line.rindex(")") + 2 :].split()
    return None if fields[0] in "ZX" else Seen(session=int(fields[3]), ticks=int(fields[19]))


def mark(pid: int) -> str | None:
    """A text that no other process will ever have: boot and starting tick. None when there is no such process."""
    seen = look(pid)
    return f"{boot()}/{seen.ticks}" if seen else None


def boot() -> str:
    """The id of this boot of the machine."""
    return (PROC / "sys/kernel/random/boot_id").read_text().strip()


def family(leader: int, noted: str) -> list[int]:
    """The processes that a child of ours left behind in its session, itself included.

    Takes the id of the session's leader and its mark as noted when it was started. When the leader has gone, its
    id may have been given anew, so members must also be as young as it and work in this checkout.
    """
    noted_boot, _, ticks = noted.rpartition("/")
    if noted_boot != boot():
        return []
    if mark(leader) == noted:
        return [pid for pid, seen in everyone() if seen.session == leader]
    if look(leader):
        return []
    return [
        pid
        for pid, seen in everyone()
        if seen.session == leader and seen.ticks >= int(ticks) and working_folder(pid) == ROOT
    ]


def everyone() -> list[tuple[int, Seen]]:
    """All living processes."""
    found = ((int(entry.name), look(int(entry.name))) for entry in PROC.iterdir() if entry.name.isdigit())
    return [(pid, seen) for pid, seen in found if seen]


def working_folder(pid: int) -> Path | None:
    """Where the process works; None when it has gone or is not ours to look at."""
    try:
        return Path(os.readlink(PROC / str(pid) / "cwd"))
    except OSError:
        return None


def end(pids: Iterable[int], first: signal.Signals, grace: float) -> None:
    """Asks the processes to end, waits up to `grace` seconds, then kills those that stayed."""
    marks = {pid: mark(pid) for pid in pids}
    for signum, patience in ((first, grace), (signal.SIGKILL, 5.0)):
        for pid in _alive(marks):
            try:
                os.kill(pid, signum)
            except ProcessLookupError:
                continue
        limit = time.monotonic() + patience
        while _alive(marks) and time.monotonic() < limit:
            time.sleep(0.02)


def _alive(marks: dict[int, str | None]) -> list[int]:
    return [pid for pid, noted in marks.items() if noted and mark(pid) == noted]
