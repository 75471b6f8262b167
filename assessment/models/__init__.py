"""What is true about the judgement, by noun."""

from assessment.models.allocation import Allocation
from assessment.models.conflict import (
    Clearance,
    Conflict,
    Disclosure,
    Ground,
    OrganisationTie,
    Post,
    TieKind,
)
from assessment.models.decision import Decision, DecisionPlace, DecisionState
from assessment.models.panel import Answer, Duty, Invitation, Panel, PanelState, Seat, Standing
from assessment.models.practice import PracticeFile, PracticeSheet
from assessment.models.sheet import ScoreSheet, SheetState, SheetVersion
from assessment.models.snapshot import Placing, Snapshot

__all__ = [
    "Allocation",
    "Answer",
    "Clearance",
    "Conflict",
    "Decision",
    "DecisionPlace",
    "DecisionState",
    "Disclosure",
    "Duty",
    "Ground",
    "Invitation",
    "OrganisationTie",
    "Panel",
    "PanelState",
    "Placing",
    "Post",
    "PracticeFile",
    "PracticeSheet",
    "ScoreSheet",
    "Seat",
    "SheetState",
    "SheetVersion",
    "Snapshot",
    "Standing",
    "TieKind",
]
