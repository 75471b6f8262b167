"""Edisi Contoh: six provincial rounds and the national one, each at another point of the way, all of it invented.

Its calendar is laid around the moment of set-up, so that every demo sign-in finds a step to take.
"""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from assessment.models import Panel
from ceremony.actions import approve_decision, ask, publish
from ceremony.models import Certificate, RequestKind
from nominations.models import Nomination
from paritrana.accounts.queries import actor_of
from paritrana.demo import (
    behalf,
    calendars,
    chain,
    evidence,
    honours,
    interviews,
    kinds,
    people,
    practice,
    seating,
    verifying,
)
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.programme import actions as programme
from paritrana.programme.models import Category, Edition, Round, StageCode
from paritrana.programme.rulebook import rules_of
from paritrana.regions.models import Region

NUMBER = 900
"""Far from the numbers of real editions."""


@dataclass(frozen=True)
class Setting:
    """One round of the example with the people who run it."""

    round: Round
    category: Category
    slug: str
    now: datetime
    secretariat: Actor

    def during(self, code: str, part: float = 0.3) -> AbstractContextManager[None]:
        """The clock set to a past moment of that stage."""
        return clock.set_to(calendars.within(self.round, code, self.now, part))


def load(now: datetime) -> Edition:
    """Lays out the example edition around that moment; the one that is there already, if it is."""
    if there := Edition.objects.filter(number=NUMBER).first():
        return there
    nation = actor_of(
        people.person(
            "sekretariat.nasional", "Sekretariat Nasional", "national_secretariat", people.committee(None)
        )
    )
    people.person("operator", "Operator portal", "admin", people.committee(None))
    year = now.year - 1
    with clock.set_to(
        now.replace(year=year + 1, month=1, day=2) if now.month > 4 else now.replace(year=year, month=11)
    ):
        edition = programme.open_edition(
            number=NUMBER,
            label="Edisi Contoh",
            period=(date(year, 1, 1), date(year, 12, 31)),
            content=json.loads((settings.BASE_DIR / "paritrana/data/rulebooks/contoh.json").read_text()),
            is_example=True,
            by=nation,
        )
        practice.practice_files(edition, by=nation)
        rounds = [lay_out(edition, plan, now, nation) for plan in PLANS]
    for plan, setting in zip(PLANS, rounds, strict=True):
        plan.tell(setting, plan)
    kinds.file_each(edition, now)
    return edition


@dataclass(frozen=True)
class Plan:
    """A province, how far its round has come, its nominees and the story that leads there."""

    region: str | None
    slug: str
    stage: str
    nominees: tuple[tuple[str, str], ...]  # (region code, slug)
    tell: Callable[[Setting, "Plan"], None]
    joined: tuple[str, ...] = ()  # further provinces whose nominees file in this round


def lay_out(edition: Edition, plan: Plan, now: datetime, nation: Actor) -> Setting:
    """The round of a plan with its calendar, and its secretariat."""
    region = Region.objects.get(code=plan.region) if plan.region else None
    round_ = programme.open_round(
        edition,
        region=region,
        calendar=calendars.around(now, plan.stage),
        by=nation,
        joined=list(Region.objects.filter(code__in=plan.joined)),
    )
    category = Category.objects.get(edition=edition, level=round_.level, code="regency_city")
    if region is None:
        return Setting(round_, category, plan.slug, now, nation)
    home = people.committee(region)
    secretariat = people.person(
        f"sekretariat.{plan.slug}", f"Sekretariat Provinsi {region.name}", "province_secretariat", home
    )
    people.person(f"penetap.{plan.slug}", f"Ketua Panitia Provinsi {region.name}", "decider", home)
    people.person(
        f"auditor.{plan.slug}", f"Auditor Provinsi {region.name}", "auditor", people.inspectorate(region)
    )
    return Setting(round_, category, plan.slug, now, actor_of(secretariat))


def counts_of(code: str) -> dict[str, tuple[int, int]]:
    """Invented counts (covered, total) by metric, which follow from the region's code alone."""
    seed = int(code.replace(".", ""))
    formal, informal = 90_000 + seed * 37 % 210_000, 60_000 + seed * 53 % 180_000
    return {
        "formal": (formal * (55 + seed % 40) // 100, formal),
        "informal": (informal * (8 + seed % 35) // 100, informal),
    }


def invented(region: Region, setting: Setting, plan: "Plan") -> chain.Filing:
    """A whole filing with invented figures."""
    year = setting.round.edition.period_end.year
    seed, counts = int(region.code.replace(".", "")), counts_of(region.code)
    (formal_covered, formal), (informal_covered, informal) = counts["formal"], counts["informal"]
    cut_off = {"cut_off_on": date(year, 12, 31), "source": "Angka contoh, rekaan"}
    return chain.Filing(
        figures={
            "formal": {"covered": formal_covered, "total": formal, **cut_off},
            "informal": {"covered": informal_covered, "total": informal, **cut_off},
            "total": {"covered": formal_covered + informal_covered, "total": formal + informal, **cut_off},
            "arrears_months": {"value": str(seed % 3), **cut_off},
        },
        groups={
            "teachers": {"people": 800 + seed % 900},
            "rt_rw": {"people": 2_000 + seed % 1_500, "units": 40 + seed % 30, "unit_kind": "kelurahan"},
        },
        regulations=[
            {
                "kind": "Perwal" if region.kind == "city" else "Perbup",
                "number": str(seed % 60 + 1),
                "year": year,
                "subject": "Contoh: pelindungan pekerja rentan",
            }
        ],
        statements={
            "integration": ["Contoh: perizinan terhubung dengan kepesertaan."],
            "innovation": ["Contoh: iuran pekerja rentan dari APBD."],
        },
        evidence=recap(setting, plan),
        cited={"formal": 2, "informal": 3},
    )


def recap(setting: Setting, plan: "Plan") -> SimpleUploadedFile:
    """The one file that proves the figures of all nominees of the round, page 2 the wage earners, page 3 the others."""

    def table(metric: str) -> list[str]:
        regions = Region.objects.filter(code__in=[code for code, _slug in plan.nominees]).order_by("code")
        counts = {region.name: counts_of(region.code)[metric] for region in regions}
        return [
            f"{name}: {covered:,} dari {total:,}".replace(",", ".")
            for name, (covered, total) in counts.items()
        ]

    where, year = setting.round.region or "Nasional", setting.round.edition.period_end.year
    return evidence.upload(
        f"rekap-contoh-{setting.slug}.pdf",
        "CONTOH - rekap kepesertaan, seluruh isi rekaan",
        [
            [f"Putaran: {where}", f"Periode: {year}", "Dibuat untuk peragaan portal."],
            ["Tabel 1. Pekerja penerima upah, peserta aktif dari seluruhnya", *table("formal")],
            ["Tabel 2. Pekerja bukan penerima upah, peserta aktif dari seluruhnya", *table("informal")],
        ],
    )


def filed(setting: Setting, plan: Plan) -> list[Nomination]:
    """All nominees of the plan have filed."""
    submitted = []
    for code, slug in plan.nominees:
        region = Region.objects.get(code=code)
        who = chain.nominee(region, slug)
        with setting.during(StageCode.REGISTRATION):
            draft = chain.draft(setting.round, setting.category, who, invented(region, setting, plan))
        with setting.during(StageCode.REGISTRATION, 0.5):
            submitted.append(chain.submit(draft, who))
    return submitted


def verified(setting: Setting, plan: Plan) -> list[Nomination]:
    """All have filed, those drawn were visited, and every figure has its verdict; the first one's is corrected."""
    nominations = filed(setting, plan)
    with setting.during(StageCode.VERIFICATION):
        if rules_of(setting.category).verification.sample:
            for check in verifying.sample(setting.round, setting.category, setting.secretariat).checks.all():
                verifying.visit(check, setting.secretariat, clock.now().date())
        for place, nomination in enumerate(nominations):
            figure = nomination.figures.get(metric="informal")
            correction = {
                "informal": {
                    "covered": figure.covered - figure.covered // 50,
                    "total": figure.total,
                    "reason": "other_in_evidence",
                    "note": "Contoh: jumlah pada lampiran lebih kecil.",
                }
            }
            chain.verify(nomination, setting.secretariat, corrected=correction if place == 0 else None)
    return nominations


def judged(setting: Setting, plan: Plan) -> Panel:
    """The panel has scored the documents of all, and closed them."""
    verified(setting, plan)
    with setting.during(StageCode.DOCUMENT):
        panel = found(setting)
        chain.score(panel, "document")
    with setting.during(StageCode.DOCUMENT, 0.9):
        panel = chain.close(panel)
        chain.rank(panel, "shortlist", setting.secretariat)
    return panel


def found(setting: Setting) -> Panel:
    """The panel has its seats, and its sheets lie on the desks."""
    decree = f"Contoh/{setting.slug.upper()}/1"
    panel = chain.found_panel(setting.round, setting.category, setting.slug, setting.secretariat, decree)
    chain.hand_out(panel, setting.secretariat)
    return panel


# ---- the seven stories ------------------------------------------------------------------------------------------
def filing(setting: Setting, plan: Plan) -> None:
    """One draft has gaps, one waits for its approver, the others are in."""
    (unfinished, first), (waiting, second), *rest = plan.nominees
    filed(setting, replace(plan, nominees=tuple(rest)))
    with setting.during(StageCode.REGISTRATION, 0.35):
        region = Region.objects.get(code=unfinished)
        whole = invented(region, setting, plan)
        gaps = chain.Filing(figures={"formal": whole.figures["formal"]}, groups=whole.groups)
        chain.draft(setting.round, setting.category, chain.nominee(region, first), gaps)
        region = Region.objects.get(code=waiting)
        chain.draft(
            setting.round, setting.category, chain.nominee(region, second), invented(region, setting, plan)
        )
        behalf.file_for_a_city(setting.round, setting.category)


def verification(setting: Setting, plan: Plan) -> None:
    """All are in; the first one's figures have verdicts, the others wait."""
    first, second, third, *rest = filed(setting, plan)
    with setting.during(StageCode.VERIFICATION):
        verifying.recap(setting.round, [first, second, third, *rest], setting.secretariat)
        tomorrow = setting.now.date() + timedelta(days=1)
        drawn = verifying.sample(setting.round, setting.category, setting.secretariat).checks
        for check in drawn.filter(nomination=first):
            verifying.visit(check, setting.secretariat, setting.now.date())
        verifying.assign(drawn.exclude(nomination=first)[0], setting.secretariat, tomorrow)
        chain.verify(first, setting.secretariat)
        verifying.questions(second, third, setting.secretariat)
        verifying.objection(first)


def documents(setting: Setting, plan: Plan) -> None:
    """The panel scores documents: three of five have signed, two have yet to begin."""
    nominations = verified(setting, plan)
    with setting.during(StageCode.DOCUMENT):
        panel = found(setting)
        chain.score(panel, "document", leave={"A2", "A4"})
        seating.beside(panel, nominations, setting.slug, setting.secretariat)


def interview(setting: Setting, plan: Plan) -> None:
    """Documents are closed; the interviews of today are under way."""
    panel = judged(setting, plan)
    with setting.during(StageCode.INTERVIEW):
        chain.hand_out(panel, setting.secretariat)
    interviews.hold(panel, setting.secretariat, setting.now)


def plenary(setting: Setting, plan: Plan) -> None:
    """Everything is scored and ranked; a decision is prepared and waits for its second person."""
    panel = interviewed(setting, plan)
    with setting.during(StageCode.PLENARY):
        snapshot = chain.rank(panel, "final", setting.secretariat)
        auditor = actor_of(people.User.objects.get(email=people.address(f"auditor.{setting.slug}")))
        chain.clear(snapshot, secretariat=setting.secretariat, auditor=auditor)
        chain.prepare(
            snapshot,
            decree=f"Contoh/{setting.slug.upper()}/2",
            on=clock.today_in_jakarta(),
            by=setting.secretariat,
        )


def interviewed(setting: Setting, plan: Plan) -> Panel:
    """The panel has scored everything and closed."""
    panel = judged(setting, plan)
    with setting.during(StageCode.INTERVIEW):
        chain.hand_out(panel, setting.secretariat)
        chain.score(panel, "interview")
    with setting.during(StageCode.INTERVIEW, 0.9):
        return chain.close(panel)


def published(setting: Setting, plan: Plan) -> None:
    """Decided by two persons, and published by the secretariat."""
    panel = interviewed(setting, plan)
    decider = actor_of(people.User.objects.get(email=people.address(f"penetap.{setting.slug}")))
    with setting.during(StageCode.PLENARY):
        snapshot = chain.rank(panel, "final", setting.secretariat)
        auditor = actor_of(people.User.objects.get(email=people.address(f"auditor.{setting.slug}")))
        chain.clear(snapshot, secretariat=setting.secretariat, auditor=auditor)
        decision = chain.prepare(
            snapshot,
            decree=f"Contoh/{setting.slug.upper()}/2",
            on=clock.today_in_jakarta(),
            by=setting.secretariat,
        )
    with setting.during(StageCode.DECISION):
        approve_decision(decision, by=decider)
    with setting.during(StageCode.CEREMONY):
        publish(decision, by=setting.secretariat)
        honours.ceremony_of(decision, by=setting.secretariat)
        certificate = Certificate.objects.filter(decision=decision).order_by("-serial")[0]
        ask(
            certificate,
            RequestKind.REPLACE,
            by=setting.secretariat,
            reason="Contoh: ejaan nama diperbaiki",
            recipient=f"{certificate.facts['recipient']} (contoh)",
        )


PLANS = [
    Plan(
        "33",
        "jateng",
        StageCode.REGISTRATION,
        (("33.74", "semarang"), ("33.72", "surakarta"), ("33.01", "cilacap"), ("34.71", "yogyakarta")),
        filing,
        joined=("34",),
    ),
    Plan(
        "35",
        "jatim",
        StageCode.VERIFICATION,
        (("35.78", "surabaya"), ("35.73", "malang"), ("35.15", "sidoarjo"), ("35.25", "gresik")),
        verification,
    ),
    Plan(
        "73",
        "sulsel",
        StageCode.DOCUMENT,
        (("73.71", "makassar"), ("73.72", "parepare"), ("73.06", "gowa"), ("73.09", "maros")),
        documents,
    ),
    Plan(
        "51",
        "bali",
        StageCode.INTERVIEW,
        (("51.71", "denpasar"), ("51.03", "badung"), ("51.04", "gianyar"), ("51.02", "tabanan")),
        interview,
    ),
    Plan(
        "12",
        "sumut",
        StageCode.PLENARY,
        (("12.71", "medan"), ("12.07", "deliserdang"), ("12.75", "binjai"), ("12.72", "siantar")),
        plenary,
    ),
    Plan(
        "64",
        "kaltim",
        StageCode.CEREMONY,
        (("64.71", "balikpapan"), ("64.72", "samarinda"), ("64.02", "kukar"), ("64.74", "bontang")),
        published,
    ),
    Plan(None, "nasional", StageCode.VERIFICATION, (("64.71", "balikpapan"), ("36.71", "tangerang")), filed),
]
