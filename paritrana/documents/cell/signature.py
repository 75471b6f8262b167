"""What does this file say of itself? `python -m paritrana.documents.cell.signature SECONDS MEMORY WRITES PATH`.

For a PDF that claims to be a certificate: its signatures, the facts it carries, and what its QR code leads to.
Answers {"signatures": [{"intact", "whole", "signer", "name"}], "facts": {…} or null, "codes": [text]}, or
{"refusal": …} when the file is no PDF or opens only with a password. Nothing is fetched, no certificate of the file is trusted.
"""

import hashlib
import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import zxingcpp
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from paritrana.documents.cell.walls import Refusal, work

FACTS = "piagam.json"
LARGEST_FACTS = 100_000
MOST_SIGNATURES = 4
PIXELS = 2400  # the longer side of the picture in which the code is looked for


def look(path: str) -> dict[str, Any]:
    """Reads the file in three ways; where one of them fails, that part is empty."""
    content = Path(path).read_bytes()
    if not content.lstrip()[:5] == b"%PDF-":
        raise Refusal("damaged")
    if locked(content):
        raise Refusal("locked")
    try:
        signatures = signatures_in(content)
        broken = False
    except Exception:  # a hostile file can break the parser in any way; that it does is the answer
        signatures, broken = [], True
    facts = _or(None, facts_in, content)
    codes = _or([], codes_on, content)
    return {"signatures": signatures, "broken": broken, "facts": facts, "codes": codes}


def locked(content: bytes) -> bool:
    """Does the file open only with a password?"""
    try:
        pikepdf.open(BytesIO(content)).close()
    except pikepdf.PasswordError:
        return True
    except Exception:
        return False
    return False


def signatures_in(content: bytes) -> list[dict[str, Any]]:
    """Every signature: is what it covers unaltered, does it cover the whole file, and whose is it?"""
    found = PdfFileReader(BytesIO(content), strict=False).embedded_regular_signatures[:MOST_SIGNATURES]
    answers = []
    for signature in found:
        own = signature.signer_cert
        context = ValidationContext(trust_roots=[own], allow_fetching=False)
        status = validate_pdf_signature(signature, context, skip_diff=True)
        answers.append(
            {
                "intact": bool(status.intact and status.valid),
                "whole": status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
                "signer": hashlib.sha256(own.dump()).hexdigest(),
                "name": own.subject.native.get("common_name", ""),
            }
        )
    return answers


def facts_in(content: bytes) -> dict[str, Any] | None:
    """The facts that travel inside the file."""
    with pikepdf.open(BytesIO(content)) as document:
        if FACTS not in document.attachments:
            return None
        written = document.attachments[FACTS].get_file().read_bytes()
    facts = json.loads(written[:LARGEST_FACTS])
    return facts if isinstance(facts, dict) else None


def codes_on(content: bytes) -> list[str]:
    """The texts of the codes on the first page, as a camera would read them."""
    page = pypdfium2.PdfDocument(content)[0]
    scale = PIXELS / max(*page.get_size(), 1)
    picture = page.render(scale=min(scale, 8), may_draw_forms=True).to_pil().convert("L")
    return [code.text[:300] for code in zxingcpp.read_barcodes(picture)][:8]


def _or(otherwise: Any, read: Any, content: bytes) -> Any:
    try:
        return read(content)
    except Exception:
        return otherwise


if __name__ == "__main__":
    work(look)
