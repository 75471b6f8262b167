"""A line between browser and portal that can be cut in the middle of what is being sent."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

PART = 16 * 1024


class Line:
    """Hands bytes on in both directions; `cut_after(n)` breaks the connection once n more bytes went up in one of
    them and keeps the line dead until `mend()`."""

    def __init__(self, port: int):
        self.portal = ("127.0.0.1", port)
        self.door = socket.create_server(("127.0.0.1", 0))
        self.left: int | None = None  # bytes until the cut
        self.dead = threading.Event()
        self.cut = threading.Event()
        self.open: list[socket.socket] = []
        threading.Thread(target=self._welcome, daemon=True).start()

    @property
    def url(self) -> str:
        """Where a browser finds the portal at the other end."""
        return f"http://127.0.0.1:{self.door.getsockname()[1]}"

    def cut_after(self, bytes_: int) -> None:
        """Cuts once a single request has sent that many bytes."""
        self.left = bytes_

    def mend(self) -> None:
        """The line is back."""
        self.dead.clear()

    def _welcome(self) -> None:
        while True:
            try:
                browser, _address = self.door.accept()
            except OSError:
                return
            if self.dead.is_set():
                browser.close()
                continue
            portal = socket.create_connection(self.portal)
            self.open += [browser, portal]
            threading.Thread(target=self._up, args=(browser, portal), daemon=True).start()
            threading.Thread(target=self._down, args=(portal, browser), daemon=True).start()

    def _up(self, browser: socket.socket, portal: socket.socket) -> None:
        sent = 0
        with contextlib.suppress(OSError):
            while part := browser.recv(PART):
                sent += len(part)
                if self.left is not None and sent > self.left:
                    self.left = None
                    self.dead.set()
                    self.cut.set()
                    _end(*self.open)  # a browser holds several connections; a cut line takes them all
                    return
                portal.sendall(part)
        _end(browser, portal)

    def _down(self, portal: socket.socket, browser: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while part := portal.recv(PART):
                browser.sendall(part)
        _end(browser, portal)


def _end(*sockets: socket.socket) -> None:
    for one in sockets:
        with contextlib.suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)


@contextmanager
def line_to(url: str) -> Iterator[Line]:
    """A line to the portal at that address."""
    line = Line(int(url.rsplit(":", 1)[1]))
    try:
        yield line
    finally:
        line.door.close()
