"""Asks a confined process what a file is and whether it is harmless."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from paritrana.documents import confinement

AT_ONCE = confinement.Limits(seconds=12, memory=1024**3)
"""While somebody waits for the page. Typical files take a third of a second, on a busy machine a few."""
IN_THE_WORKER = confinement.Limits(seconds=120, memory=2 * 1024**3)


@dataclass(frozen=True)
class Finding:
    """What the file is, and how many pages can be drawn (None: no page images); or why it is refused."""

    media_type: str = ""
    pages: int | None = None
    refusal: dict[str, Any] = field(default_factory=dict)


def of(path: Path, limits: confinement.Limits = AT_ONCE) -> Finding | None:
    """The finding about a file; None when the time was not enough, so that a worker must look again.

    A file that breaks the process which looks into it is refused: whatever it is, it can't be read here.
    """
    try:
        answer = confinement.ask("inspect", str(path), limits=limits)
    except confinement.OutOfTime:
        return None
    except confinement.Broke:
        return Finding(refusal={"code": "too_heavy"})
    return Finding(**answer)
