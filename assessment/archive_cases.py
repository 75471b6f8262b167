"""Cases of the archive, put together from press reports (paritrana/data/submissions_cases.json), for practice files."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings

from paritrana.programme.words import Words

FILE = settings.BASE_DIR / "paritrana" / "data" / "submissions_cases.json"
LABELS = {
    "regulations": Words("Peraturan", "Regulations"),
    "integrations": Words("Integrasi layanan", "Integration of services"),
    "programmes": Words("Program", "Programmes"),
    "coverage": Words("Cakupan", "Coverage"),
}


@dataclass(frozen=True)
class ArchiveCase:
    """A case of the archive; `claim` is (label, text) as the press tells it, in the language it was told in."""

    code: str
    name: str
    category: str
    claim: list[tuple[Words, str]]


@cache
def archive_cases() -> dict[str, ArchiveCase]:
    """All of them by their code."""
    return {case["case_id"]: _read(case) for case in json.loads(FILE.read_text())["cases"]}


def _read(case: dict[str, Any]) -> ArchiveCase:
    said = {
        "regulations": "; ".join(
            " ".join(str(one[key]) for key in ("type", "number", "year", "subject") if one[key])
            for one in case["regulations"]
        ),
        "integrations": " ".join(one["text"] for one in case["integrations"]),
        "programmes": " ".join(one["text"] for one in case["programmes"]),
        "coverage": "; ".join(
            f"{one['segment']}: {one['covered']}/{one['total']}"
            for one in case["coverage"]
            if one["covered"] and one["total"]
        ),
    }
    return ArchiveCase(
        code=case["case_id"],
        name=f"{case['region_name']} {case['period_year']}",
        category=case["category"],
        claim=[(LABELS[part], text) for part, text in said.items() if text],
    )
