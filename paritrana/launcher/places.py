"""Where things are: the checkout, its run-time data, and a place for a database that root may not own."""

import hashlib
import os
import secrets
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def var() -> Path:
    """The folder of all run-time data, made when missing: PARITRANA_VAR, else var/ in the checkout."""
    folder = Path(os.environ.get("PARITRANA_VAR") or ROOT / "var").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def private(folder: Path) -> Path:
    """The folder, made when missing, readable by its owner alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def emptied(folder: Path) -> Path:
    """The private folder without what programs that were killed have left in it."""
    shutil.rmtree(folder, ignore_errors=True)
    return private(folder)


def keep(file: Path, text: str) -> None:
    """Writes a file that only its owner may read, whole or not at all."""
    private(file.parent)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
        stream.write(text)
    os.replace(draft, file)


def kept_secret(file: Path) -> str:
    """A random text that is made once and then read from its file."""
    if not file.exists():
        keep(file, secrets.token_urlsafe(48))
    return file.read_text(encoding="utf-8")


def elsewhere(data: Path) -> Path:
    """The folder under /var/lib for a database whose own folder is closed to every account but root.

    Its name comes from the path and from a mark kept beside the data, so that a fresh checkout in the same place
    never finds the database of one that was thrown away.
    """
    return Path("/var/lib") / f"paritrana-{short_name(str(data), kept_secret(data / 'mark'))}"


def short_name(*parts: str) -> str:
    """Twelve characters that follow from the parts."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:12]
