"""Edisi Contoh: six provincial rounds and the national one, each at another point of the way, all of it invented.

Its calendar is laid around the moment of set-up, so that every demo sign-in finds a step to take."""

import json
from datetime import date, datetime

from django.conf import settings

from paritrana.accounts.queries import actor_of
from paritrana.demo import (
    calendars,
    kinds,
    people,
    practice,
)
from paritrana.demo.plan import Plan, Setting
from paritrana.demo.stories import (
    documents,
    filed,
    filing,
    interview,
    plenary,
    published,
    verification,
)
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.programme import actions as programme
from paritrana.programme.models import Category, Edition, StageCode
from paritrana.regions.models import Region

NUMBER = 900
"""Far from the numbers of real editions."""


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
