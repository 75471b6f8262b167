"""Three real dossiers, built from press reports (paritrana/data/submissions_cases.json), filed as far as is attested.

What the reports do not say stays empty: no figure, score or rank is invented here. The officers are demo accounts.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from assessment.actions import decision as decisions
from assessment.actions import panel as panels
from assessment.actions import seat as seats
from assessment.actions import signoff
from assessment.actions.decision import Place
from assessment.models import Duty
from assessment.queries.checks import gaps_of
from ceremony.actions import approve_decision, publish
from nominations.models import Nomination
from paritrana.accounts.queries import actor_of
from paritrana.demo import calendars, chain, evidence, people
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.programme import actions as programme
from paritrana.programme.models import Category, Edition, Round, StageCode
from paritrana.regions.models import Region

JAKARTA = ZoneInfo("Asia/Jakarta")
DATA = settings.BASE_DIR / "paritrana" / "data"


@dataclass(frozen=True)
class Past:
    """An edition in which a dossier is filed: its name in the press, and when the round's registration began."""

    number: int
    label: str
    slug: str
    registration: datetime
    levels: tuple[str, ...]


PASTS = {
    "bekasi-2020": Past(
        4, "Paritrana Award 2020", "bekasi", datetime(2020, 11, 16, tzinfo=JAKARTA), ("province", "national")
    ),
    "batam-2018": Past(
        2, "Paritrana Award 2018", "batam", datetime(2018, 11, 1, tzinfo=JAKARTA), ("national",)
    ),
    "ambon-2022": Past(
        6, "Paritrana Award 2022", "ambon", datetime(2023, 1, 9, tzinfo=JAKARTA), ("province",)
    ),
}
"""Days within an edition that no report gives are laid out by the demo; those of the archive are in the archive."""

DAYS = dict.fromkeys(StageCode, 7) | {StageCode.REGISTRATION: 28}


def load() -> None:
    """Files the dossiers that are not there yet."""
    nation = actor_of(
        people.person(
            "sekretariat.nasional", "Sekretariat Nasional", "national_secretariat", people.committee(None)
        )
    )
    for case in json.loads((DATA / "submissions_cases.json").read_text())["cases"]:
        past = PASTS[case["case_id"]]
        if not Edition.objects.filter(number=past.number).exists():
            with clock.set_to(past.registration):
                edition = open_past(past, case, nation)
            file(case, past, edition, nation)


def open_past(past: Past, case: dict[str, Any], nation: Actor) -> Edition:
    """The edition of a dossier with the rounds that it went through, one after another."""
    year = case["period_year"]
    edition = programme.open_edition(
        number=past.number,
        label=past.label,
        period=(date(year, 1, 1), date(year, 12, 31)),
        content=json.loads((DATA / "rulebooks" / "arsip.json").read_text()),
        by=nation,
    )
    for place, level in enumerate(past.levels):
        region = Region.objects.get(code=case["province_code"]) if level == "province" else None
        opens = past.registration + place * timedelta(days=sum(DAYS.values()))
        programme.open_round(edition, region=region, calendar=calendars.chained(opens, DAYS), by=nation)
    return edition


def filing_of(case: dict[str, Any]) -> chain.Filing:
    """The dossier as entries of the form."""
    figures = {
        entry["segment"]: {
            "covered": entry["covered"],
            "total": entry["total"],
            "source": entry["source"][:200],
            "explanation": entry["note"] or "",
        }
        for entry in case["coverage"]
        if entry["covered"] is not None
    }
    groups = {
        entry["group"]: {
            "people": entry["count"],
            "units": entry["units"],
            "unit_kind": entry["unit_kind"] or "",
            "approximate": entry["approximate"],
            "note": entry["note"] or "",
        }
        for entry in case["groups"]
    }
    regulations = [
        {
            "kind": entry["type"],
            "number": entry["number"] or "",
            "year": entry["year"],
            "subject": entry["subject"],
            "note": entry["note"] or "",
        }
        for entry in case["regulations"]
    ]
    statements = {
        "integration": [entry["text"] for entry in case["integrations"]],
        "innovation": [entry["text"] for entry in case["programmes"]],
    }
    return chain.Filing(
        figures=figures,
        groups=groups,
        regulations=regulations,
        statements=statements,
        evidence=sources_as_pdf(case),
        cited=dict.fromkeys(figures, 1),
    )


def sources_as_pdf(case: dict[str, Any]) -> Any:
    """The evidence of a dossier is the list of public reports it rests on, since the files of that time are not public."""
    return evidence.upload(
        f"sumber-{case['case_id']}.pdf",
        f"Sumber terbuka: {case['region_name']}, periode {case['period_year']}",
        [[line[:90] for line in case["sources_used"]]],
    )


def file(case: dict[str, Any], past: Past, edition: Edition, nation: Actor) -> None:
    """Files the dossier in each round it is known to have reached, and verifies nothing that nobody attests."""
    region = Region.objects.get(code=case["region_code"])
    who = chain.nominee(region, past.slug)
    for round_ in edition.rounds.order_by("id"):
        category = Category.objects.get(edition=edition, level=round_.level, code=case["category"])
        with clock.set_to(middle_of(round_, StageCode.REGISTRATION)):
            nomination = chain.submit(chain.draft(round_, category, who, filing_of(case)), who)
        if (case["result"] or {}).get("rank") and round_.region:
            honour(case["result"], nomination)


def honour(result: dict[str, Any], nomination: Nomination) -> None:
    """Records an attested place. Its scores were never published: the snapshot has none, and the decision says why.

    The certificate is approved by demo accounts, so it carries the mark of an example.
    """
    round_, province = nomination.round, nomination.round.region
    if province is None:
        raise ValueError("an attested place of a provincial round is expected")
    home, slug = people.committee(province), province.code
    secretariat = actor_of(
        people.person(
            f"sekretariat.{slug}", f"Sekretariat Provinsi {province.name}", "province_secretariat", home
        )
    )
    decider = actor_of(
        people.person(f"penetap.{slug}", f"Ketua Panitia Provinsi {province.name}", "decider", home)
    )
    auditor = actor_of(
        people.person(
            f"auditor.{slug}", f"Auditor Provinsi {province.name}", "auditor", people.inspectorate(province)
        )
    )
    chair = people.person(f"ketua.{slug}", f"Ketua Tim Penilai, {province.name}", "chair", home)
    unpublished = f"Nilai tidak pernah diterbitkan. Tempat menurut {result['source']}."
    with clock.set_to(middle_of(round_, StageCode.VERIFICATION)):
        chain.verify(nomination, secretariat)
    with clock.set_to(middle_of(round_, StageCode.DOCUMENT)):
        panel = panels.found(round_, nomination.category, by=secretariat)
        seats.seat(panel, user=chair, duty=Duty.CHAIR, title="Ketua Tim Penilai", by=secretariat)
        panel = chain.close(panel, unpublished)
    with clock.set_to(middle_of(round_, StageCode.INTERVIEW)):
        panel = chain.close(panel, unpublished)
        snapshot = chain.rank(panel, "final", secretariat)
        for gap in gaps_of(snapshot):
            signoff.explain(snapshot, gap.public_id, reason=unpublished, by=secretariat)
        chain.clear(snapshot, secretariat=secretariat, auditor=auditor)
    with clock.set_to(middle_of(round_, StageCode.DECISION)):
        place = Place(nomination, result["rank"], result["title"], unpublished)
        decision = decisions.prepare(
            snapshot,
            places=[place],
            decree="Nomor keputusan tidak diketahui",
            decided_on=clock.today_in_jakarta(),
            by=secretariat,
        )
        approve_decision(decision, by=decider)
    with clock.set_to(middle_of(round_, StageCode.CEREMONY)):
        publish(decision, by=secretariat)


def middle_of(round_: Round, code: str) -> datetime:
    """The moment half-way through a stage."""
    stage = round_.stages.get(code=code)
    return stage.opens_at + (stage.closes_at - stage.opens_at) / 2
