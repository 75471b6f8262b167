"""What is claimed: nominations, what they file, the evidence for it, and the verdict on each figure."""

from nominations.models.claim import Entry, Figure, ProtectedGroup, Regulation, Statement
from nominations.models.evidence import Evidence
from nominations.models.nomination import Nomination, State
from nominations.models.verification import Reason, Verdict, Verification

__all__ = [
    "Entry",
    "Evidence",
    "Figure",
    "Nomination",
    "ProtectedGroup",
    "Reason",
    "Regulation",
    "State",
    "Statement",
    "Verdict",
    "Verification",
]
