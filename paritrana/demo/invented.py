"""The invented figures of the example: they follow from a region's code alone, and their one file proves them."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from paritrana.demo import (
    chain,
    evidence,
)
from paritrana.demo.plan import Plan, Setting
from paritrana.regions.models import Region


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
