"""What must hold of a pack, by part: `faults_of` lists every fault, not only the first."""

from typing import Any

from assessment.scoring.checks.head import check_head
from assessment.scoring.checks.nominations import check_nominations
from assessment.scoring.checks.rules import check_rules
from assessment.scoring.checks.shape import Findings
from assessment.scoring.checks.sheets import check_panel
from assessment.scoring.faults import Fault


def faults_of(tree: Any) -> list[Fault]:
    """Return the faults of a cleaned pack (see `strict.clean`), empty if it can be ranked."""
    findings = Findings()
    pack = findings.members(
        tree, "$", "format edition pool rules nominations assessors sheets", optional="recusals"
    )
    check_head(findings, pack)
    declared = check_rules(findings, pack["rules"])
    known = check_nominations(findings, pack["nominations"], declared)
    check_panel(findings, pack, declared, known)
    return findings.faults
