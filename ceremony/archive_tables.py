"""The archive's lists as CSV, with identifiers, certainty and sources. Heads are identifiers, the same in every language."""

from django.db.models import QuerySet
from django.http import HttpResponse

from ceremony.models.archive import ArchiveAward, ArchiveFinalist, ArchiveRow
from paritrana.web.csvfile import csv_answer

FIRST = ("id", "period", "level", "province_code", "category", "sector")
LAST = ("certainty", "conflict_group", "note", "sources")


def awards_csv(filename: str, rows: QuerySet[ArchiveAward]) -> HttpResponse:
    """All rows, in the order of the list."""
    head = (*FIRST, "zone", "rank", "title", "recipient", "recipient_region_code", "ceremony_date", *LAST)
    return csv_answer(
        filename,
        head,
        (
            (
                *_first(row),
                row.zone,
                row.rank,
                row.title,
                row.recipient,
                _code(row),
                row.ceremony_date,
                *_last(row),
            )
            for row in rows
        ),
    )


def finalists_csv(filename: str, rows: QuerySet[ArchiveFinalist]) -> HttpResponse:
    """All rows, in the order of the list."""
    head = (*FIRST, "stage", "recipient", "recipient_region_code", "stage_date", *LAST)
    return csv_answer(
        filename,
        head,
        ((*_first(row), row.stage, row.recipient, _code(row), row.stage_date, *_last(row)) for row in rows),
    )


def _first(row: ArchiveAward | ArchiveFinalist) -> tuple[object, ...]:
    province = row.province.code if row.province else ""
    return (row.code, row.edition.period_year, row.level, province, row.category, row.sector)


def _last(row: ArchiveRow) -> tuple[str, ...]:
    return (row.certainty, row.conflict_group, row.note, row.sources)


def _code(row: ArchiveAward | ArchiveFinalist) -> str:
    return row.region.code if row.region else ""
