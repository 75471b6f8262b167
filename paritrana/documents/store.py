"""Files on disk: written aside, flushed, renamed into place. A file is there whole or not at all."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

CHUNK = 1024 * 1024


def path_of(sha256: str) -> Path:
    """Where the bytes with that SHA-256 lie."""
    return Path(settings.MEDIA_ROOT) / "documents" / sha256[:2] / sha256


def pages_folder(sha256: str) -> Path:
    """Where what is shown of a file lies."""
    return Path(settings.MEDIA_ROOT) / "pages" / sha256


def page_path(sha256: str, number: int, picture: int = 0) -> Path:
    """Where the image of one page lies (pages count from 1), or of one picture on a slide."""
    return pages_folder(sha256) / (f"{number}-{picture}.webp" if picture else f"{number}.webp")


def words_path(sha256: str, number: int) -> Path:
    """Where the words of one page lie, as JSON: a sheet, a part of a text, a slide; of a PDF where its numbers are."""
    return pages_folder(sha256) / f"{number}.json"


def incoming() -> Path:
    """The folder of files that are being written, on the same disk as the archive so that a rename is enough."""
    folder = Path(settings.MEDIA_ROOT) / "incoming"
    folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    return folder


def partial_folder() -> Path:
    """The folder of files that arrive in pieces."""
    folder = Path(settings.MEDIA_ROOT) / "partial"
    folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    return folder


def partial_path(public_id: str) -> Path:
    """Where the bytes of an upload in pieces lie."""
    return partial_folder() / public_id


@contextmanager
def aside(suffix: str = "") -> Iterator[Path]:
    """An empty temporary file for the block; gone afterwards unless it was moved into place."""
    handle, name = tempfile.mkstemp(dir=incoming(), suffix=suffix)
    os.close(handle)
    path = Path(name)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def digest_of(path: Path) -> tuple[str, int]:
    """SHA-256 and size of a file."""
    seen, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            seen.update(chunk)
            size += len(chunk)
    return seen.hexdigest(), size


def keep(temporary: Path, sha256: str) -> None:
    """Moves a finished temporary file to the place of its digest.

    The same bytes arriving twice are the same file, so replacing one by the other changes nothing.
    """
    into_place(temporary, path_of(sha256))


def into_place(temporary: Path, final: Path) -> None:
    """Flushes the file, renames it, flushes the folder: after this returns a power cut loses nothing."""
    final.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    with temporary.open("rb") as file:
        os.fsync(file.fileno())
    os.chmod(temporary, 0o640)
    os.replace(temporary, final)
    folder = os.open(final.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def copy_aside(source: Path, temporary: Path) -> None:
    """Copies a file that lies elsewhere into a temporary one of ours."""
    with source.open("rb") as from_, temporary.open("wb") as to:
        shutil.copyfileobj(from_, to, CHUNK)
