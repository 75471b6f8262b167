"""The head of a pack: its format, edition and pool."""

from assessment.scoring.checks.shape import Findings, Members
from assessment.scoring.moments import is_date

FORMAT = "paritrana-pack/1"


def check_head(findings: Findings, pack: Members) -> None:
    """List the faults of `format`, `edition` and `pool`."""
    findings.choice(pack["format"], "$.format", [FORMAT])
    edition = findings.members(pack["edition"], "$.edition", "number label period_start period_end")
    findings.integer(edition["number"], "$.edition.number")
    findings.text(edition["label"], "$.edition.label")
    for key in ("period_start", "period_end"):
        date = findings.text(edition[key], f"$.edition.{key}")
        if date is not None and not is_date(date):
            findings.add(f"$.edition.{key}", "A date is written YYYY-MM-DD.")
    pool = findings.members(pack["pool"], "$.pool", "level region category", optional="ranking")
    for key in ("level", "region", "category", "ranking"):
        if not (key == "region" and pool[key] is None):
            findings.text(pool[key], f"$.pool.{key}")
