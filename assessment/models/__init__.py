"""What is true about the judgement, by noun."""

from assessment.models.decision import Decision, DecisionPlace, DecisionState
from assessment.models.panel import Conflict, Duty, Ground, Panel, PanelState, Seat
from assessment.models.sheet import ScoreSheet, SheetState, SheetVersion
from assessment.models.snapshot import Placing, Snapshot

__all__ = [
    "Conflict",
    "Decision",
    "DecisionPlace",
    "DecisionState",
    "Duty",
    "Ground",
    "Panel",
    "PanelState",
    "Placing",
    "ScoreSheet",
    "Seat",
    "SheetState",
    "SheetVersion",
    "Snapshot",
]
