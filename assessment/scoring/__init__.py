"""The arithmetic of a ranking: one pack in, one result out. Standard library only, exact, without a portal.

`python3 -m assessment.scoring PACK.json` at the root of the repository does the same from the shell.
The rules are told for outsiders in `docs/scoring.md`.
"""

from assessment.scoring.faults import Fault, PackFaults
from assessment.scoring.figures import rounded, written
from assessment.scoring.fingerprint import canonical, digest
from assessment.scoring.measures import Measure, measure
from assessment.scoring.pack import Pack, check, read
from assessment.scoring.points import metric_points, score_points
from assessment.scoring.result import rank
from assessment.scoring.scales import read_scale

__all__ = [
    "Fault",
    "Measure",
    "Pack",
    "PackFaults",
    "canonical",
    "check",
    "digest",
    "measure",
    "metric_points",
    "rank",
    "read",
    "read_scale",
    "rounded",
    "score_points",
    "written",
]
