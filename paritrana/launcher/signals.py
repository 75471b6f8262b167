"""Ctrl-C, SIGTERM and a closed terminal end the launcher by one exception, wherever it stands."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Stopped(BaseException):
    """Someone asked the launcher to stop."""

    def __init__(self, signum: int):
        super().__init__(signal.Signals(signum).name)
        self.signum = signum


_shields = 0
_waiting: int | None = None


def listen() -> None:
    """From now on SIGINT, SIGTERM and SIGHUP raise Stopped. A SIGHUP ignored by nohup stays ignored."""
    signal.signal(signal.SIGINT, _stop)
    signal.signal(signal.SIGTERM, _stop)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, _stop)


@contextmanager
def shield() -> Iterator[None]:
    """Holds a signal back until the block ends: for starting a child and noting it, and for stopping them all."""
    global _shields
    _shields += 1
    try:
        yield
    finally:
        _shields -= 1
    if not _shields and _waiting is not None:
        raise Stopped(_waiting)


def _stop(signum: int, frame: FrameType | None) -> None:
    global _waiting
    if _shields:
        _waiting = signum
        return
    raise Stopped(signum)
