"""The advisory statistics beside a snapshot."""

from typing import Any

from assessment.counting import Tell, quiet
from assessment.models import Snapshot


def analyse(snapshot: Snapshot, *, seed: int, tell: Tell = quiet) -> dict[str, Any]:
    """The figures as JSON; the same seed gives the same."""
    return {"seed": seed}
