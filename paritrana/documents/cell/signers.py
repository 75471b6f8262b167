"""Electronic signatures of a PDF: `python -m paritrana.documents.cell.signers SECONDS MEMORY WRITES PATH`.

Answers {"signatures": [{"signer", "organisation", "at", "state"}]}. state: intact (nothing changed since), added (intact, but
the file was added to afterwards), broken (the signed bytes are others), unreadable. Whose certificate it is, is not
judged: no root is trusted here and nothing is fetched.
"""

from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from paritrana.documents.cell import walls

MOST = 50
HARMLESS = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES)
LONGEST = 200


def read(path: str) -> dict[str, Any]:
    """All signatures of the file, in the order they were made."""
    with Path(path).open("rb") as file:
        reader = PdfFileReader(file, strict=False)
        return {"signatures": [_told(signature) for signature in reader.embedded_regular_signatures[:MOST]]}


def _told(signature: Any) -> dict[str, str]:
    try:
        context = ValidationContext(trust_roots=[], allow_fetching=False)
        status = validate_pdf_signature(signature, signer_validation_context=context)
        name = status.signing_cert.subject.native
        moment = status.signer_reported_dt
        return {
            "signer": str(name.get("common_name", ""))[:LONGEST],
            "organisation": str(name.get("organization_name", ""))[:LONGEST],
            "at": moment.isoformat() if moment else "",
            "state": _state(status),
        }
    except Exception:  # whatever a forged structure makes the library raise
        return {"signer": "", "organisation": "", "at": "", "state": "unreadable"}


def _state(status: Any) -> str:
    if not (status.intact and status.valid):
        return "broken"
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    return "intact" if whole or status.modification_level in HARMLESS else "added"


if __name__ == "__main__":
    walls.work(read)
