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
from nominations.models.evidence import Evidence
from nominations.models.nomination import Nomination, State
from nominations.models.verification import Custody, EntryVerdict, Reason, Verdict, Verification

__all__ = [
    "Answer",
    "Custody",
    "Entry",
    "EntryVerdict",
    "Evidence",
    "Figure",
    "Nomination",
    "ProtectedGroup",
    "Reason",
    "Regulation",
    "RegulationStatus",
    "State",
    "Statement",
    "Verdict",
    "Verification",
]
