"""What is claimed: nominations, what they file, the evidence for it, and the verdict on each figure."""

from nominations.models.claim import (
    Answer,
    Entry,
    Figure,
    ProtectedGroup,
    Regulation,
    RegulationStatus,
    Statement,
)
from nominations.models.comment import Comment
from nominations.models.evidence import Evidence
from nominations.models.field import (
    FieldAnswer,
    FieldCheck,
    FieldCheckState,
    FieldEntry,
    FieldPhoto,
    FieldSample,
)
from nominations.models.finding import (
    Finding,
    FindingLine,
    FindingOrigin,
    FindingState,
    Objection,
    ObjectionState,
    Return,
)
from nominations.models.nomination import Nomination, State
from nominations.models.promotion import Promotion
from nominations.models.recap import Recap, RecapCount, RecapName, RecapState
from nominations.models.verification import Custody, EntryVerdict, Reason, Verdict, Verification

__all__ = [
    "Answer",
    "Comment",
    "Custody",
    "Entry",
    "EntryVerdict",
    "Evidence",
    "FieldAnswer",
    "FieldCheck",
    "FieldCheckState",
    "FieldEntry",
    "FieldPhoto",
    "FieldSample",
    "Figure",
    "Finding",
    "FindingLine",
    "FindingOrigin",
    "FindingState",
    "Nomination",
    "Objection",
    "ObjectionState",
    "Promotion",
    "ProtectedGroup",
    "Reason",
    "Regulation",
    "RegulationStatus",
    "Recap",
    "RecapCount",
    "RecapName",
    "RecapState",
    "Return",
    "State",
    "Statement",
    "Verdict",
    "Verification",
]
