"""Fills the archive from the tables of paritrana/data. Its rows change in no other way."""

import csv
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models, transaction

from ceremony.models.archive import (
    ArchiveAward,
    ArchiveCategory,
    ArchiveEdition,
    ArchiveFinalist,
    ArchiveFunnel,
    ArchiveStage,
)
from paritrana.audit.actions import record
from paritrana.lib.permissions import Actor
from paritrana.regions.models import Region, Zone

SYSTEM = Actor(name="system")
FOLDER = settings.BASE_DIR / "paritrana" / "data"
ZONES = {zone.label: zone.value for zone in Zone}
ZONE_ORDER = [*ZONES, ""]
STAGES = {
    "provincial_winner": "provincial_winners"
}  # the tables of finalists and of counts name it differently

Row = dict[str, str]


class UnknownWord(ValueError):
    """A table holds a category, zone, certainty or region that the archive doesn't know."""


def load(*, by: Actor = SYSTEM, folder: Path = FOLDER) -> bool:
    """Makes the archive equal to the tables in one transaction; returns whether anything changed. Twice does no harm."""
    with transaction.atomic():
        regions = {region.code: region for region in Region.objects.all()}
        editions = [_edition(row) for row in _rows(folder / "archive_editions.csv")]
        changed = _replace(ArchiveEdition, editions, "number")
        numbers = {edition.number: edition for edition in ArchiveEdition.objects.all()}

        def read(
            name: str, build: Callable[[Row], dict[str, Any]], order: Callable[[Row], Any]
        ) -> list[dict[str, Any]]:
            rows = _in_order(_rows(folder / name), order)
            return [
                {"position": position, **_shared(row, numbers, regions), **build(row)}
                for position, row in enumerate(rows, start=1)
            ]

        def of_recipient(row: Row) -> dict[str, Any]:
            return {
                "sector": row["sector"],
                "recipient": row["recipient"],
                "region": _known(regions, row["recipient_region_code"], row),
            }

        awards = read(
            "archive_awards.csv",
            lambda row: {
                **of_recipient(row),
                "zone": _known(ZONES, row["zone"], row) or "",
                "rank": int(row["rank"]) if row["rank"] else None,
                "title": row["title"],
                "ceremony_date": row["ceremony_date"],
            },
            lambda row: (*_group(row), row["sector"], ZONE_ORDER.index(row["zone"]), int(row["rank"] or 9)),
        )
        finalists = read(
            "archive_finalists.csv",
            lambda row: {**of_recipient(row), "stage": _stage(row), "stage_date": row["stage_date"]},
            lambda row: (*_group(row), _stage_order(row)),
        )
        funnel = read(
            "archive_funnel.csv",
            lambda row: {"stage": _stage(row), "count": int(row["count"])},
            lambda row: (*_group(row), _stage_order(row)),
        )
        for model, rows in ((ArchiveAward, awards), (ArchiveFinalist, finalists), (ArchiveFunnel, funnel)):
            changed |= _replace(model, [model(**row) for row in rows], "code")
        if changed:
            record("archive.load", ArchiveEdition.objects.latest("number"), by=by)
    return changed


def _edition(row: Row) -> ArchiveEdition:
    values = {field: value for field, value in row.items() if field != "edition_no"}
    return ArchiveEdition(number=int(row["edition_no"]), **values)


def _shared(row: Row, editions: dict[int, ArchiveEdition], regions: dict[str, Region]) -> dict[str, Any]:
    return {
        "code": row["id"],
        "edition": _known(editions, int(row["edition_no"]), row),
        "level": row["level"],
        "province": _known(regions, row["province_code"], row),
        "category": row["category"],
        "certainty": row["certainty"],
        "conflict_group": row["conflict_group"],
        "note": row["note"],
        "sources": row["source_url"],
    }


def _known(table: dict[Any, Any], key: Any, row: Row) -> Any:
    """The table's value, None for an empty key."""
    if not key:
        return None
    if key not in table:
        raise UnknownWord(f"{row['id']}: {key!r} is unknown")
    return table[key]


def _stage(row: Row) -> str:
    return STAGES.get(row["stage"], row["stage"])


def _stage_order(row: Row) -> int:
    return ArchiveStage.values.index(_stage(row))


def _group(row: Row) -> tuple[Any, ...]:
    """Lists run by edition (the youngest first), national before provincial, province, category."""
    return (
        -int(row["edition_no"]),
        row["level"] != "national",
        row["province_code"],
        ArchiveCategory.values.index(row["category"]),
    )


def _in_order(rows: list[Row], order: Callable[[Row], Any]) -> list[Row]:
    """Sorted, with rivals side by side: each stands at the place of the first of its group."""
    keys = [order(row) for row in rows]
    first: dict[tuple[str, str], Any] = {}
    for key, row in sorted(zip(keys, rows, strict=True), key=lambda pair: pair[0]):
        first.setdefault((row["edition_no"], row["conflict_group"] or row["id"]), key)
    indices = sorted(
        range(len(rows)),
        key=lambda i: (
            first[rows[i]["edition_no"], rows[i]["conflict_group"] or rows[i]["id"]],
            rows[i]["conflict_group"],
            i,
        ),
    )
    return [rows[i] for i in indices]


def _replace(model: type[models.Model], rows: Iterable[Any], key: str) -> bool:
    """Rewrites the model's rows where they differ from these; a row that stays keeps its number in the database."""
    rows = list(rows)
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    links = [
        field.name for field in fields if field.is_relation
    ]  # found above; asking again costs a query each
    for row in rows:
        row.clean_fields(exclude=["id", *links])

    def values(row: Any) -> tuple[Any, ...]:
        return tuple(getattr(row, field.attname) for field in fields)

    present = {values(row) for row in model._default_manager.all()}
    if present == {values(row) for row in rows}:
        return False
    model._default_manager.exclude(**{f"{key}__in": [getattr(row, key) for row in rows]}).delete()
    model._default_manager.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=[key],
        update_fields=[field.name for field in fields if field.name != key],
    )
    return True


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
