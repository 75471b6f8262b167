"""The queue between web server and workers: a private Redis where redis-server is installed, else plain files."""

import secrets
import shutil
import socket
import time
from pathlib import Path

from paritrana.launcher.places import keep, private
from paritrana.launcher.processes import Child, Family
from paritrana.launcher.words import Refused, last_lines

PATIENCE = 15.0  # seconds


def start_redis(home: Path, family: Family, log: Path) -> str | None:
    """Starts a Redis that only who can read `home` can talk to; returns its address, None when there is none.

    It keeps nothing on disk: a job's truth is its row in the database, and the sweeper queues it again.
    """
    program = shutil.which("redis-server")
    if program is None:
        return None
    private(home)
    port, password = free_port(), secrets.token_hex(24)
    settings = home / "redis.conf"
    keep(
        settings,
        f"bind 127.0.0.1\nport {port}\nrequirepass {password}\n"
        f'dir "{home}"\nsave ""\nappendonly no\ndaemonize no\nmaxmemory-policy noeviction\n',
    )
    child = Child(
        "Redis", [program, settings], {"LC_ALL": "C.UTF-8"}, log, essential=True, ground=True, grace=5.0
    )
    family.start(child)
    limit = time.monotonic() + PATIENCE
    while not answers(port, password):
        family.tend()
        if time.monotonic() > limit:
            raise Refused(f"Redis does not answer; the end of {log}:{last_lines(log)}")
        time.sleep(0.02)
    return f"redis://:{password}@127.0.0.1:{port}/0"


def answers(port: int, password: str) -> bool:
    """Whether our Redis is on this port: it knows the password."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1.0) as line:
            line.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            return line.recv(64).startswith(b"+OK")
    except OSError:
        return False


def free_port() -> int:
    """A port of this machine that nobody listens on just now."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]
