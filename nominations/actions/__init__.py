"""What changes: drafting, submission, verification. Each locks, asks, changes, records, tells."""

from nominations.actions.drafting import Clash, add_regulation, add_statement, remove, save, start
from nominations.actions.evidence import attach, cite, detach
from nominations.actions.submission import submit, withdraw
from nominations.actions.verification import declare_ineligible, judge, mark_absent, verify

__all__ = [
    "Clash",
    "add_regulation",
    "add_statement",
    "attach",
    "cite",
    "declare_ineligible",
    "detach",
    "judge",
    "mark_absent",
    "remove",
    "save",
    "start",
    "submit",
    "verify",
    "withdraw",
]
