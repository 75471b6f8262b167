"""What changes: honours, certificates and the press that prints them."""

from ceremony.actions.honouring import approve_decision, publish
from ceremony.actions.printing import hold, log_printing, release, reprint, reprint_failed
from ceremony.actions.requests import ask, confirm, decline
from ceremony.actions.thanking import order_thanks, thank

__all__ = [
    "approve_decision",
    "ask",
    "confirm",
    "decline",
    "hold",
    "log_printing",
    "order_thanks",
    "publish",
    "release",
    "reprint",
    "reprint_failed",
    "thank",
]
