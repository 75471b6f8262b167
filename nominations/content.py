"""The canonical content of a nomination: what the submission's digest covers, to the letter.

An outsider who has the receipt's listing as JSON computes the same SHA-256 (paritrana.lib.digest). Rows that were
left empty are not part of it; nor are public ids, versions, or who saved what.
"""

from typing import Any

from nominations.claim import Claim
from nominations.models.claim import CitedEntry
from paritrana.lib import digest

FORMAT = "paritrana-nomination/2"


def content_of(claim: Claim) -> dict[str, Any]:
    """Everything filed, as plain JSON. Evidence stands by its SHA-256, which covers the file's bytes."""
    nomination = claim.nomination
    return {
        "format": FORMAT,
        "nomination": nomination.public_id,
        "edition": nomination.round.edition.number,
        "round": nomination.round.region_code or None,
        "level": nomination.category.level,
        "category": nomination.category.code,
        "nominee": {
            "organisation": nomination.organisation.name,
            "region": nomination.region.code if nomination.region else None,
        }
        | ({"filed_by": nomination.filer.name} if nomination.filer else {}),
        "answers": {code: answer.text for code, answer in claim.answers.items() if not answer.is_blank},
        "figures": {
            code: {
                "covered": figure.covered,
                "total": figure.total,
                "value": figure.value,
                "cut_off_on": figure.cut_off_on.isoformat() if figure.cut_off_on else None,
                "source": figure.source,
                "approximate": figure.approximate,
                "explanation": figure.explanation,
                "evidence": _cited(figure),
            }
            for code, figure in claim.figures.items()
            if not figure.is_blank or figure.explanation
        },
        "groups": {
            code: {
                "people": group.people,
                "units": group.units,
                "unit_kind": group.unit_kind,
                "approximate": group.approximate,
                "note": group.note,
                "evidence": _cited(group),
            }
            for code, group in claim.groups.items()
            if not group.is_blank
        },
        "regulations": [
            {
                "kind": regulation.kind,
                "number": regulation.number,
                "year": regulation.year,
                "subject": regulation.subject,
                "status": regulation.status,
                "note": regulation.note,
                "evidence": _cited(regulation),
            }
            for regulation in claim.regulations
            if not regulation.is_blank
        ],
        "statements": [
            {"section": statement.section, "text": statement.text}
            for statement in claim.statements
            if not statement.is_blank
        ],
        "files": [
            {"name": file.file_name, "sha256": file.document.sha256, "size": file.document.size}
            for file in claim.evidence
        ],
    }


def digest_of(claim: Claim) -> str:
    """SHA-256 over the canonical content, 64 hexadecimal digits."""
    return digest.sha256_of(content_of(claim))


def _cited(entry: CitedEntry) -> dict[str, Any] | None:
    if entry.evidence is None:
        return None
    return {
        "sha256": entry.evidence.document.sha256,
        "page": entry.evidence_page,
        "place": entry.evidence_place,
    }
