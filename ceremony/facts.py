"""What a certificate says, frozen as plain JSON at the moment of the decision, and the words printed from it. Pure.

Facts hold no float and no moment of printing, so the same facts always give the same page (docs: canonical JSON).
"""

import json
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ceremony.lettering import HONOUR_STEPS, STEPS, missing_letters, set_name, tidy
from ceremony.serials import EXAMPLE, OFFICIAL, Serial, category_letters, spoken_code
from nominations.models import Nomination
from paritrana.accounts.models import User
from paritrana.lib.verdict import YES, Verdict, no
from paritrana.programme.models import Category, Round
from paritrana.regions.models import RegionKind
from paritrana.web import moments

Facts = dict[str, Any]

FORMAT = 1
"""Version of the facts; a later layout of the page asks it before it reads them."""

LETTERS_SHOWN = 10


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


def serial_space(competition: Facts) -> Serial:
    """The space in which the certificates of that competition are counted (number 0)."""
    edition = competition["edition"]
    return Serial(
        EXAMPLE if edition["is_example"] else OFFICIAL,
        int(edition["period"][0][:4]),
        competition["round"]["region"],
        category_letters(competition["category"]["code"]),
        0,
    )


def certificate_facts(
    competition: Facts,
    *,
    serial: str,
    code: str,
    recipient: str,
    rank: int | None,
    title: str,
    decided_on: date,
    decree: str,
    decision: str,
    snapshot: str,
) -> Facts:
    """All that a certificate says. `decision` is its public id, `snapshot` the digest of the ranking's result."""
    words, place = wording(), competition["round"]
    return {
        "format": FORMAT,
        "serial": serial,
        "code": code,
        "check": f"{settings.PUBLIC_ADDRESS.rstrip('/')}/periksa/{code}/",
        **competition,
        "recipient": tidy(recipient),
        "rank": rank,
        "title": tidy(title),
        "award": words["award"],
        "full_name": words["full_name"],
        "place": words["seats"].get(place["region"], ""),
        "on": decided_on.isoformat(),
        "signatories": [
            {part: text.replace("{province}", place["name"]) for part, text in signatory.items()}
            for signatory in words["levels"][place["level"]]["signatories"]
        ],
        "decree": decree,
        "decision": decision,
        "snapshot": snapshot,
    }


def printed(facts: Facts) -> dict[str, Any]:
    """The words of the page, in Indonesian, ready for its template; ValueError for facts that fit on no page."""
    name = set_name(facts["recipient"])
    honour = set_name(honour_of(facts, facts["title"]), HONOUR_STEPS)
    if name is None or honour is None:
        raise ValueError(f"{facts['serial']} does not fit on the page")
    on, province = moments.long_day(date.fromisoformat(facts["on"]), "id"), facts["round"]["name"]
    return {
        "name": facts["award"]["id"],
        "full_name": facts["full_name"]["id"],
        "period": period(facts["edition"]["period"], "id"),
        "recipient": facts["recipient"],
        "recipient_lines": name.lines,
        "recipient_size": name.size,
        "honour_lines": honour.lines,
        "honour_size": honour.size,
        "dated": f"{facts['place']}, {on}" if facts["place"] else on,
        "signatories": [
            signatory | {"office": _unbroken(signatory["office"], f"Provinsi {province}")}
            for signatory in facts["signatories"]
        ],
        "serial": facts["serial"],
        "code": spoken_code(facts["code"]),
        "check": facts["check"],
        "check_page": facts["check"].split("://")[-1].removesuffix(f"{facts['code']}/").rstrip("/"),
        "is_example": facts["edition"]["is_example"],
        "on": facts["on"],
    }


def honour_of(competition: Facts, title: str) -> str:
    """Title, category and level in one line: Terbaik III, kategori Kabupaten/Kota, tingkat nasional."""
    place = competition["round"]
    level = "nasional" if place["level"] == "national" else f"Provinsi {place['name']}"
    return f"{tidy(title)}, kategori {competition['category']['id']}, tingkat {level}"


def may_be_printed(competition: Facts, recipient: str, title: str) -> Verdict:
    """Whether the page can carry name and title: all letters in the typeface, two lines at most."""
    for text, whole, steps in (
        (tidy(recipient), tidy(recipient), STEPS),
        (tidy(title), honour_of(competition, title), HONOUR_STEPS),
    ):
        if missing := missing_letters(text):
            return no(
                _(
                    "“%(text)s” can't be printed on a certificate: the typeface lacks %(letters)s. "
                    "Correct the spelling with Latin letters, then approve again."
                )
                % {"text": text, "letters": named(missing)}
            )
        if set_name(whole, steps) is None:
            return no(
                _("“%(text)s” is too long for a certificate. Agree on a shorter wording, then approve again.")
                % {"text": text}
            )
    return YES


def _unbroken(text: str, part: str) -> str:
    """The text with spaces inside the part that no line is broken at."""
    return text.replace(part, part.replace(" ", "\N{NO-BREAK SPACE}"))


def period(days: list[str], language: str) -> str:
    """1 Januari–31 Desember 2020; with both years where they differ."""
    first, last = (date.fromisoformat(day) for day in days)
    start, end = moments.long_day(first, language), moments.long_day(last, language)
    return f"{start.removesuffix(f' {first.year}') if first.year == last.year else start}–{end}"


def named(letters: str) -> str:
    """Letters with their code points, since some can't be seen: 北 (U+5317)."""
    shown = ", ".join(
        f"{letter} (U+{ord(letter):04X})" if letter.isprintable() else f"U+{ord(letter):04X}"
        for letter in letters[:LETTERS_SHOWN]
    )
    return f"{shown} …" if len(letters) > LETTERS_SHOWN else shown


@lru_cache(maxsize=1)
def wording() -> dict[str, Any]:
    """The words, signatories and seats of the certificate, from paritrana/data/certificate.json."""
    return json.loads(Path(settings.BASE_DIR, "paritrana", "data", "certificate.json").read_text())
