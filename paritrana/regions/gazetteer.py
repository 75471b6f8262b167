"""Reads the region tables of paritrana/data: plain rows, no database, so that a migration can use them too."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "data"
TIMEZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
KINDS = {"kabupaten": "regency", "kota": "city"}
PREFIX = re.compile(r"^(Kabupaten|Kota)( Administrasi)? ")


@dataclass(frozen=True)
class Entry:
    """One region as the tables have it; `province` and `predecessor` are codes ("" for none)."""

    code: str
    kind: str
    name: str
    province: str
    zone: str
    timezone: str
    valid_from: date | None = None
    predecessor: str = ""


def entries() -> list[Entry]:
    """All regions, provinces first, in order of their codes."""
    changes = {row["code"]: row for row in _rows("regions_changes.csv")}
    provinces = {}
    for row in _rows("regions_provinces.csv"):
        change = changes.get(row["code"])
        provinces[row["code"]] = Entry(
            row["code"],
            "province",
            row["name"],
            "",
            row["zone_code"],
            TIMEZONES[row["timezone"]],
            date.fromisoformat(change["valid_from"]) if change else None,
            change["predecessor"] if change else "",
        )
    regencies = [
        Entry(
            row["code"],
            KINDS[row["kind"]],
            row["name"],
            row["province_code"],
            provinces[row["province_code"]].zone,
            provinces[row["province_code"]].timezone,
        )
        for row in _rows("regions_regencies.csv")
    ]
    return [*provinces.values(), *regencies]


def spellings() -> list[tuple[str, str]]:
    """Every other name of a region, as (code, name).

    A name without its kind is one only where no other region bears it: Bekasi alone may be the city or the regency.
    """
    regions = entries()
    listed: dict[str, list[str]] = {}
    for row in _rows("regions_aliases.csv"):
        listed.setdefault(row["code"], []).append(row["name"])
    bare = {region.code: [without_kind(region.name), *listed.get(region.code, [])] for region in regions}
    claimed = Counter(key for names in bare.values() for key in {key_of(name) for name in names})
    return [
        (region.code, name)
        for region in regions
        for name in dict.fromkeys(_spellings_of(region, bare[region.code], claimed))
        if name != region.name
    ]


def _spellings_of(region: Entry, bare: list[str], claimed: Counter[str]) -> Iterator[str]:
    for name in bare:
        if claimed[key_of(name)] == 1:
            yield name
        if region.kind == "province":
            yield f"Provinsi {name}"
        elif region.kind == "city":
            yield f"Kota {name}"
        else:
            yield from (f"Kabupaten {name}", f"Kab. {name}")


def without_kind(name: str) -> str:
    """The name alone: Kota Administrasi Jakarta Pusat is Jakarta Pusat."""
    return PREFIX.sub("", name)


SHORT = {
    "kab": "kabupaten",
    "pemkab": "kabupaten",
    "pemkot": "kota",
    "prov": "provinsi",
    "prop": "provinsi",
    "pemprov": "provinsi",
    "adm": "administrasi",
    "kep": "kepulauan",
    "pemerintah": "",
    "pemda": "",
}
"""How lists from outside shorten the words before a region's name."""


def written_out(name: str) -> str:
    """A name from outside without its abbreviations: Kab. Adm. Kep. Seribu, Pemkot Bekasi, Prov. Jawa Barat."""
    words = (SHORT.get(word.strip(".").lower(), word) for word in name.replace(".", ". ").split())
    return " ".join(filter(None, words))


def key_of(name: str) -> str:
    """What two spellings are compared by: letters and digits only, without case ("Toli-Toli" is "Tolitoli")."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
