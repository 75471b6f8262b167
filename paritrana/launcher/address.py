"""Where the web server listens, and what people type to reach it."""

import errno
import os
import socket

from paritrana.launcher.words import Refused, say

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 only recognised; the default is this machine
TRIES = 50


class Address:
    """A bound port, held by the launcher and lent to the web server, so that nobody can take it in between."""

    def __init__(self, host: str, port: int):
        self.host = host
        self.door = bound(host, port)
        self.port = self.door.getsockname()[1]
        if port and self.port != port:
            say(f"port {port} is taken; using {self.port}")

    @property
    def url(self) -> str:
        """What to open in a browser on this machine."""
        host = "localhost" if self.host in LOOPBACK | EVERYWHERE else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    @property
    def names(self) -> list[str]:
        """The names under which others may reach it; none when it listens to this machine only."""
        if self.host in LOOPBACK:
            return []
        here = {"localhost", "127.0.0.1", "[::1]", socket.gethostname(), socket.getfqdn()}
        try:
            found = [entry[4][0] for entry in socket.getaddrinfo(socket.gethostname(), None)]
        except OSError:
            found = []
        if self.host not in EVERYWHERE:
            found.append(self.host)
        return sorted(here | {f"[{name}]" if ":" in name else str(name) for name in found})


def from_environment() -> Address:
    """The address that BIND and PORT ask for; by default this machine only, at port 8000."""
    port = os.environ.get("PORT") or "8000"
    if not port.isdecimal() or int(port) > 65535:
        raise Refused(f"PORT must be a number up to 65535, not {port!r}.")
    return Address(os.environ.get("BIND") or "127.0.0.1", int(port))


def bound(host: str, port: int) -> socket.socket:
    """A socket bound to the port, or to the next free one; port 0 takes any.

    Raises Refused when the address is none of this machine's, or the port is not for us.
    """
    for number in range(port, min(port + TRIES, 65536)):
        try:
            family, kind, protocol, _, place = socket.getaddrinfo(host, number, type=socket.SOCK_STREAM)[0]
            door = socket.socket(family, kind, protocol)
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind(place)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise Refused(f"Can't listen on {host}, port {number}: {error.strerror}.") from error
            door.close()
            continue
        return door
    raise Refused(f"All ports from {port} to {number} are taken: set PORT to a free one.")
