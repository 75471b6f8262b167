"""The arithmetic of a ranking: one pack in, one result out. Standard library only, exact, without a portal.

`python3 -m assessment.scoring PACK.json` at the root of the repository does the same from the shell.
The rules are told for outsiders in `docs/scoring.md`.
"""

from assessment.scoring.code import METHOD, code_digest
from assessment.scoring.faults import Fault, PackFaults
from assessment.scoring.figures import rounded, written
from assessment.scoring.fingerprint import canonical, digest
from assessment.scoring.measures import Measure, measure
from assessment.scoring.pack import Pack, Rules, check, read, take_in
from assessment.scoring.points import Reckoning, Tally, metric_points, score_points, settle, tally
from assessment.scoring.result import placings_of, rank
from assessment.scoring.scales import read_scale

__all__ = [
    "METHOD",
    "Fault",
    "Measure",
    "Pack",
    "PackFaults",
    "Reckoning",
    "Rules",
    "Tally",
    "canonical",
    "check",
    "code_digest",
    "digest",
    "measure",
    "metric_points",
    "placings_of",
    "rank",
    "read",
    "read_scale",
    "rounded",
    "score_points",
    "settle",
    "take_in",
    "tally",
    "written",
]
