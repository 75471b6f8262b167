"""What is true about the judgement, by noun."""

from assessment.models.allocation import Allocation
from assessment.models.attendance import Delegate, Office, Presence, Question, ScoreChange
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
from assessment.models.further import FurtherCall
from assessment.models.interview import (
    BookedKind,
    Booking,
    Interview,
    InterviewState,
    Room,
    Session,
    SessionState,
)
from assessment.models.job import JobKind, JobState, RankingJob
from assessment.models.notice import Outcome, OutcomeNotice
from assessment.models.panel import Answer, Duty, Invitation, Panel, PanelState, Seat, Standing
from assessment.models.practice import PracticeFile, PracticeSheet
from assessment.models.sheet import ScoreSheet, SheetState, SheetVersion
from assessment.models.signoff import Explanation, SignOff, SignOffState
from assessment.models.snapshot import Placing, Snapshot, SnapshotInput

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
    "Explanation",
    "FurtherCall",
    "Ground",
    "Invitation",
    "JobKind",
    "JobState",
    "OrganisationTie",
    "Outcome",
    "OutcomeNotice",
    "Panel",
    "PanelState",
    "Placing",
    "Post",
    "PracticeFile",
    "PracticeSheet",
    "RankingJob",
    "ScoreSheet",
    "Seat",
    "SheetState",
    "SheetVersion",
    "SignOff",
    "SignOffState",
    "Snapshot",
    "SnapshotInput",
    "Standing",
    "TieKind",
    "Delegate",
    "Office",
    "Presence",
    "Question",
    "ScoreChange",
    "Booking",
    "BookedKind",
    "Interview",
    "InterviewState",
    "Room",
    "Session",
    "SessionState",
]
