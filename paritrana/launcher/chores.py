"""Work between two starts that is done only when something has changed: schema, demo, static files, catalogue."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from paritrana.launcher.places import ROOT, keep
from paritrana.launcher.processes import Family
from paritrana.launcher.words import say

Environment = Mapping[str, str]


def manage(*words: str) -> list[str]:
    """The command line of a management command."""
    import sys

    return [sys.executable, str(ROOT / "manage.py"), *words]


def digest(files: Iterable[Path]) -> str:
    """A digest of names and contents."""
    total = hashlib.sha256()
    for file in sorted(files):
        total.update(f"{file.relative_to(ROOT)}\n".encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()
