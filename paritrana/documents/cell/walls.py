"""The walls: limits that a process sets for itself before it opens the file. They can't be widened again."""

import ctypes
import json
import resource
import sys
from collections.abc import Callable
from typing import Any

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
PR_SET_NO_NEW_PRIVS = 38


class Refusal(Exception):
    """The file is refused: a code of refusals.SENTENCES and its figures."""

    def __init__(self, code: str, **params: Any):
        super().__init__(code)
        self.code, self.params = code, params


def work(job: Callable[..., dict[str, Any]]) -> None:
    """Main of every cell program: draws the walls from the first three arguments, runs the job, prints its answer."""
    seconds, memory, writes, *arguments = sys.argv[1:]
    draw(int(seconds), int(memory), int(writes))
    try:
        answer = job(*arguments)
    except Refusal as refusal:
        answer = {"refusal": {"code": refusal.code} | ({"params": refusal.params} if refusal.params else {})}
    except (MemoryError, RecursionError):
        answer = {"refusal": {"code": "too_heavy"}}
    sys.stdout.write(json.dumps(answer))


def draw(seconds: int, memory: int, writes: int) -> None:
    """Limits processor, memory, written bytes, open files, core dumps; takes the network away where that is allowed."""
    for what, limit in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, writes),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        limit = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(what, (limit, limit))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    # A process of root may leave the network by itself; others need a user namespace, which some systems forbid.
    # Where both fail the other walls still stand.
    if libc.unshare(CLONE_NEWNET) != 0:
        libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
