"""What a certificate says, frozen as plain JSON at the moment it is issued. Pure: the words come from ceremony.phrasing.

Facts hold no float and no moment of printing, so the same facts always give the same page (docs: canonical JSON).
"""

import json
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from ceremony.lettering import tidy
from ceremony.serials import EXAMPLE, OFFICIAL, Serial, category_letters
from nominations.models import Nomination
from paritrana.accounts.models import User
from paritrana.programme.certifying import Template
from paritrana.programme.models import Category, Round
from paritrana.programme.words import Words
from paritrana.regions.models import RegionKind

Facts = dict[str, Any]

FORMAT = 2
"""Version of the facts. Those of format 1 know one kind of certificate, one border and one language (phrasing)."""

SERIES = {"participation": "SERTA", "assessor": "NILAI"}
"""Certificates that go with no award count in series of their own, over all categories of a round."""


def competition_facts(round_: Round, category: Category, approver: User) -> Facts:
    """Edition, round and category as they stand now; frozen into every award of a decision.

    What a demo account approves is an example too, even in a real edition: its serial was never given officially.
    """
    edition = round_.edition
    return {
        "edition": {
            "number": edition.number,
            "label": edition.label,
            "period": [edition.period_start.isoformat(), edition.period_end.isoformat()],
            "is_example": edition.is_example or approver.is_example,
        },
        "round": {"level": round_.level, "region": round_.region_code, "name": str(round_.region or "")},
        "category": {"code": category.code, "id": category.name_id, "en": category.name_en},
    }


def recipient_of(nomination: Nomination) -> str:
    """Whom the certificate names: the government of a region by its full name, else the organisation."""
    region = nomination.region
    if region is None:
        return tidy(nomination.organisation.name)
    return tidy(f"Pemerintah {'Provinsi ' if region.kind == RegionKind.PROVINCE else ''}{region.name}")


def serial_space(competition: Facts, kind: str = "award") -> Serial:
    """The space in which certificates of that kind and competition are counted (number 0)."""
    edition = competition["edition"]
    return Serial(
        EXAMPLE if edition["is_example"] else OFFICIAL,
        int(edition["period"][0][:4]),
        competition["round"]["region"],
        SERIES.get(kind) or category_letters(competition["category"]["code"]),
        0,
    )


def certificate_facts(
    competition: Facts,
    template: Template,
    *,
    kind: str = "award",
    serial: str,
    code: str,
    recipient: str,
    rank: int | None,
    title: str,
    title_en: str = "",
    decided_on: date,
    decree: str,
    decision: str,
    snapshot: str,
) -> Facts:
    """All that a certificate says. `decision` is its public id, `snapshot` the digest of the ranking's result.

    `kind` is one of certificate.json; `title_en` the title in English, where the title itself is not a proper name.
    """
    words, place = wording(), competition["round"]
    return {
        "format": FORMAT,
        "kind": kind,
        "serial": serial,
        "code": code,
        "check": f"{settings.PUBLIC_ADDRESS.rstrip('/')}/periksa/{code}/",
        **competition,
        "recipient": tidy(recipient),
        "rank": rank,
        "title": tidy(title),
        "title_en": tidy(title_en or title),
        "award": words["award"],
        "full_name": words["full_name"],
        "place": words["seats"].get(place["region"], ""),
        "on": decided_on.isoformat(),
        "emblem": template.emblem,
        "border": asdict(template.border),
        "signatories": [
            {"role": _of(signatory.role, place["name"]), "office": _of(signatory.office, place["name"])}
            for signatory in template.signatories
        ],
        "decree": decree,
        "decision": decision,
        "snapshot": snapshot,
    }


def _of(words: Words, province: str) -> dict[str, str]:
    return {language: tidy(text.replace("{province}", province)) for language, text in asdict(words).items()}


@lru_cache(maxsize=1)
def wording() -> dict[str, Any]:
    """The words of the kinds of certificate and the seats of the provinces, from paritrana/data/certificate.json."""
    return json.loads(Path(settings.BASE_DIR, "paritrana", "data", "certificate.json").read_text())
