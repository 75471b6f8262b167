"""Receipts: the one of a nomination, and whether a digest is known."""

from nominations.models import Nomination
from paritrana.documents.models import ReportRun

RECEIPT = "nominations.receipt"
"""The code of the report."""


def receipt_key(nomination: Nomination) -> str:
    """The key under which the receipt is ordered: one for each submission."""
    again = nomination.returns.count()
    return f"receipt:{nomination.public_id}" + (f":{again}" if again else "")


def receipt_of(nomination: Nomination) -> ReportRun | None:
    """The order of the receipt, as far as it is. The caller has shown the nomination to the reader."""
    return ReportRun.objects.select_related("document").filter(key=receipt_key(nomination)).first()


def is_known(digest: str) -> bool:
    """Was a nomination submitted with exactly that content?"""
    return Nomination.objects.filter(digest=digest, submitted_at__isnull=False).exists()


def is_receipt(sha256: str) -> bool:
    """Is that the digest of the bytes of a receipt that was printed here?"""
    return ReportRun.objects.filter(report=RECEIPT, document__sha256=sha256).exists()
