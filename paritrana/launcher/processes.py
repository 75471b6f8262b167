"""Children of the launcher: started in a session of their own, watched, started again, and ended by id."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from paritrana.launcher import identity
from paritrana.launcher.account import Account
from paritrana.launcher.places import ROOT, private
from paritrana.launcher.register import Register
from paritrana.launcher.signals import shield
from paritrana.launcher.words import Refused, last_lines, say

LOG_LIMIT = 10_000_000  # bytes; a longer log is put aside as .old when its child starts
LONGEST_PAUSE = 60.0  # seconds between two attempts to start a child again
STEADY = 60.0  # a child that lived this many seconds begins again with the shortest pause
ATTEMPTS = 5  # quick deaths in a row after which an essential child is given up


@dataclass
class Child:
    """One program that runs as long as the launcher does.

    `essential` says that the portal is nothing without it: it is given up after a few quick deaths, and all ends.
    """

    name: str
    argv: Sequence[str | os.PathLike[str]]
    env: Mapping[str, str]
    log: Path
    output: Path | None = None  # where standard output goes when it is not for the log
    essential: bool = False
    ground: bool = False  # others stand on it: it is ended after them
    stop_signal: signal.Signals = signal.SIGTERM
    grace: float = 10.0  # seconds between the polite signal and SIGKILL
    account: Account | None = None
    folder: Path = ROOT
    pass_fds: Sequence[int] = ()
    process: subprocess.Popen | None = None
    mark: str = ""  # see identity.mark
    born: float = 0.0
    quick_deaths: int = 0
    due: float = field(default=0.0)  # moment of the next attempt while it is dead


class Family:
    """All children of one launcher."""

    def __init__(self, register: Register, tell: Callable[[str], None] = say):
        self.register = register
        self.tell = tell
        self.children: list[Child] = []

    def start(self, child: Child) -> Child:
        """Starts the child and keeps it in the family."""
        private(child.log.parent)
        if child.log.exists() and child.log.stat().st_size > LOG_LIMIT:
            child.log.replace(child.log.with_suffix(".old"))
        with shield(), child.log.open("ab") as log, (child.output or child.log).open("ab") as output:
            child.process = spawn(child, output, log)
            child.born = time.monotonic()
            child.mark = identity.mark(child.process.pid) or ""
            self.register.add(child.name, child.process.pid, child.mark, child.stop_signal)
            if child not in self.children:
                self.children.append(child)
        return child

    def call(self, name: str, argv: Sequence[str], env: Mapping[str, str], log: Path) -> None:
        """Runs a program to its end; raises Refused with the end of its log when it fails."""
        self.finish(self.start(Child(name, argv, env, log, grace=5.0)))

    def finish(self, child: Child) -> None:
        """Waits for the end of a child that is meant to end, and forgets it; raises Refused when it failed."""
        status = child.process.wait()
        self.children.remove(child)
        self.register.remove(child.process.pid)
        if status:
            raise Refused(
                f"{child.name} failed ({ending(status)}); the end of {child.log}:{last_lines(child.log)}"
            )

    def tend(self) -> None:
        """One round of looking after: dead children are started again after a pause that grows from 1 s to 60 s.

        Raises Refused when an essential child keeps dying.
        """
        for child in list(self.children):
            if child.process.poll() is None:
                continue
            now = time.monotonic()
            if not child.due:
                self._mourn(child, now)
            elif now >= child.due:
                child.due = 0.0
                self.start(child)

    def watch(self) -> None:
        """Looks after the children until a signal or a failure ends it."""
        while True:
            self.tend()
            time.sleep(0.2)

    def stop(self) -> None:
        """Ends all children, those that others stand on last; none is left."""
        with shield():
            for ground in (False, True):
                self._end([child for child in self.children if child.ground is ground])
            self.children.clear()
            self.register.clear()

    def _end(self, children: list[Child]) -> None:
        """Asks all of them at once, waits as long as the most patient allows, kills what is left of their sessions."""
        for child in children:
            if child.process.poll() is None:
                child.process.send_signal(child.stop_signal)
        for child in children:
            try:
                child.process.wait(child.grace)
            except subprocess.TimeoutExpired:
                self.tell(f"{child.name} did not end within {child.grace:.0f} s and is killed")
        for child in children:
            identity.end(identity.family(child.process.pid, child.mark), signal.SIGKILL, grace=2.0)
            child.process.wait()

    def _mourn(self, child: Child, now: float) -> None:
        self.register.remove(child.process.pid)
        child.quick_deaths = 0 if now - child.born > STEADY else child.quick_deaths + 1
        how = ending(child.process.returncode)
        if child.essential and child.quick_deaths >= ATTEMPTS:
            raise Refused(
                f"{child.name} keeps ending ({how}); the end of {child.log}:{last_lines(child.log)}"
            )
        pause = min(LONGEST_PAUSE, 2.0 ** max(0, child.quick_deaths - 1))
        child.due = now + pause
        self.tell(f"{child.name} has ended ({how}); starting it again in {pause:.0f} s, see {child.log}")


def spawn(child: Child, output: IO[bytes], log: IO[bytes]) -> subprocess.Popen:
    """Starts the program of a child in a session of its own, with no input."""
    return subprocess.Popen(
        [os.fspath(word) for word in child.argv],
        env=dict(child.env),
        cwd=child.folder,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=log,
        start_new_session=True,
        umask=0o077,
        pass_fds=child.pass_fds,
        **(child.account.as_popen() if child.account else {}),
    )


def ending(status: int) -> str:
    """How a program ended, in words."""
    return f"killed by {signal.Signals(-status).name}" if status < 0 else f"exit status {status}"
