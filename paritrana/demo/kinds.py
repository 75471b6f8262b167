"""One nomination of every kind of nominee beside the regencies and cities: a province, three firms, a village. All invented."""

from dataclasses import dataclass
from datetime import date, datetime

from nominations.models import Nomination
from paritrana.accounts.models import OrganisationKind
from paritrana.demo import calendars, chain, evidence, people
from paritrana.lib import clock
from paritrana.programme.models import Category, Edition, StageCode
from paritrana.programme.reading import rules_of
from paritrana.programme.rulebook import CategoryRules, Metric
from paritrana.regions.models import Region


@dataclass(frozen=True)
class Kind:
    """Who files: category, slug of the sign-ins, where it is at home (region code), its name and its head's office."""

    category: str
    slug: str
    region: str
    name: str
    head: str
    organisation: str = OrganisationKind.BUSINESS
    workers: int = 0


KINDS = (
    Kind("province", "provjateng", "33", "", "Sekretaris Daerah", OrganisationKind.GOVERNMENT, 18_400_000),
    Kind("large", "pabrik", "33.74", "PT Contoh Tekstil Semarang", "Direktur", workers=4_812),
    Kind("medium", "distributor", "33.72", "CV Contoh Distribusi Surakarta", "Direktur", workers=164),
    Kind("micro", "warung", "33.71", "Warung Contoh Magelang", "Pemilik", workers=4),
    Kind(
        "village",
        "desa",
        "33.01",
        "Desa Contoh, Kabupaten Cilacap",
        "Kepala Desa",
        OrganisationKind.VILLAGE,
        3_140,
    ),
)
"""A kind each; sign-ins petugas.<slug> and penyetuju.<slug>."""


def file_each(edition: Edition, now: datetime) -> list[Nomination]:
    """Files one nomination of each: the province in the national round, the others in that of their province."""
    return [file(edition, kind, now) for kind in KINDS]


def file(edition: Edition, kind: Kind, now: datetime) -> Nomination:
    """Drafted by an officer and submitted by the head, during registration."""
    region = Region.objects.get(code=kind.region)
    province = None if kind.organisation == OrganisationKind.GOVERNMENT else region.province
    round_ = edition.rounds.get(region=province)
    category = Category.objects.get(edition=edition, level=round_.level, code=kind.category)
    who = nominee_of(kind)
    with clock.set_to(calendars.within(round_, StageCode.REGISTRATION, now, 0.3)):
        draft = chain.draft(round_, category, who, filing_of(kind, rules_of(category), edition))
    with clock.set_to(calendars.within(round_, StageCode.REGISTRATION, now, 0.5)):
        return chain.submit(draft, who)


def nominee_of(kind: Kind) -> chain.Nominee:
    """Its organisation with an officer and an approver, made if missing."""
    region = Region.objects.get(code=kind.region)
    home = people.organisation(kind.organisation, kind.name, region) if kind.name else None
    return chain.nominee(region, kind.slug, home, kind.head)


def filing_of(kind: Kind, rules: CategoryRules, edition: Edition) -> chain.Filing:
    """Everything the rulebook requires and a little more, with invented figures that follow from the kind alone."""
    year = edition.period_end.year
    dated = {"cut_off_on": date(year, 12, 31), "source": "Angka contoh, rekaan"}
    figures = {
        metric.code: counts_of(metric, place, kind) | dated
        for place, metric in enumerate(rules.metrics)
        if not metric.parts
    }
    for metric in rules.metrics:
        if metric.parts:
            sums = {name: sum(figures[part][name] for part in metric.parts) for name in ("covered", "total")}
            figures[metric.code] = sums | dated
    paragraphs = [section.code for section in rules.sections if section.kind == "statements"]
    return chain.Filing(
        answers={
            q.code: answer_of(q.code, q.kind, [code for code, _name in q.choices]) for q in rules.questions
        },
        figures=figures,
        groups={
            group.code: {"people": 12 + 7 * n, "units": 2 + n} for n, group in enumerate(rules.groups[:3])
        },
        regulations=[
            {"kind": "Keputusan", "number": "7", "year": year, "subject": "Contoh: pelindungan pekerja"}
        ],
        statements={code: ["Contoh: iuran pekerja rentan dibayari sepanjang tahun."] for code in paragraphs},
        evidence=evidence.upload(
            f"rekap-contoh-{kind.slug}.pdf",
            "CONTOH - rekap, seluruh isi rekaan",
            [
                [
                    "Dibuat untuk peragaan portal.",
                    f"Periode: {year}",
                    f"Yang diusulkan: {kind.name or kind.slug}",
                ],
                ["Tabel 1. Rekap kepesertaan"],
            ],
        ),
        cited=dict.fromkeys(figures, 2),
    )


def counts_of(metric: Metric, place: int, kind: Kind) -> dict[str, int | str]:
    """Counts of a share or a value; a metric further down the list is smaller."""
    if metric.kind == "share":
        if metric.code in {"wage_reported", "all_programmes"}:  # out of those enrolled
            enrolled = kind.workers * 92 // 100
            return {"covered": enrolled * (100 - 4 * place) // 100, "total": enrolled}
        total = 35 if metric.code == "regencies_bound" else max(kind.workers // (place + 1), 4)
        return {"covered": total * (92 - 6 * place) // 100, "total": total}
    if metric.unit.en == "rupiah":
        return {"value": str(1_000_000 * max(kind.workers // 10, 1) // (place + 1))}
    return {"value": "0" if metric.unit.en == "months" else str(max(kind.workers // 40, 2))}


def answer_of(code: str, kind: str, choices: list[str]) -> str:
    """An answer that is plainly invented and fits the kind of question."""
    if kind == "choice":
        return choices[0]
    if kind == "email":
        return "dinas@contoh.example"
    if kind == "phone":
        return "(024) 000 0000"
    return {"npp": "JJ000000", "joined_year": "2009"}.get(code, "Contoh, rekaan")
