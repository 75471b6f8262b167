"""Asks a virus scanner (clamd, where settings.CLAMD_URL names one) about a file. Without one, nothing is asked."""

import socket
import struct
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

PATIENCE = 60  # seconds
CHUNK = 256 * 1024
PORT = 3310


class Unreachable(Exception):
    """The scanner did not answer, or not with a verdict: the file waits in quarantine."""


@dataclass(frozen=True)
class Scan:
    """What the scanner found: a name, or "" for nothing."""

    found: str = ""


def scan(path: Path) -> Scan:
    """Sends the file through INSTREAM. Raises Unreachable when a scanner is configured but gives no verdict."""
    if not settings.CLAMD_URL:
        return Scan()
    try:
        with _connected(settings.CLAMD_URL) as scanner:
            scanner.sendall(b"zINSTREAM\0")
            with path.open("rb") as file:
                while chunk := file.read(CHUNK):
                    scanner.sendall(struct.pack(">I", len(chunk)) + chunk)
            scanner.sendall(struct.pack(">I", 0))
            answer = _answer(scanner)
    except OSError as error:
        raise Unreachable(str(error)) from None
    words = answer.removeprefix("stream: ")
    if words == "OK":
        return Scan()
    if words.endswith(" FOUND"):
        return Scan(words.removesuffix(" FOUND")[:100])
    raise Unreachable(answer)


def _connected(url: str) -> socket.socket:
    """A socket to tcp://host:port or unix:///path."""
    parts = urlsplit(url)
    if parts.scheme == "unix":
        scanner = socket.socket(socket.AF_UNIX)
        scanner.settimeout(PATIENCE)
        scanner.connect(parts.path)
        return scanner
    return socket.create_connection((parts.hostname or "127.0.0.1", parts.port or PORT), PATIENCE)


def _answer(scanner: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < 4096 and (part := scanner.recv(1024)):
        said += part
    return said.rstrip(b"\0\n").decode(errors="replace")
