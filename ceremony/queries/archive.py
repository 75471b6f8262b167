"""What the public pages read of the archive. Everything in it is public; each page is one typed query."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Case, Count, F, Q, QuerySet, When

from ceremony.models.archive import (
    ArchiveAward,
    ArchiveCategory,
    ArchiveEdition,
    ArchiveFinalist,
    ArchiveFunnel,
    ArchiveStage,
    Certainty,
)
from paritrana.programme.models import Level
from paritrana.regions.models import Alias, Region

# Rivals tell about one thing, so they are counted once: by their group, all others by their own code.
THING = Case(When(conflict_group="", then=F("code")), default=F("conflict_group"))


def awards() -> QuerySet[ArchiveAward]:
    """All recorded awards in the order of lists, with what a row shows."""
    return ArchiveAward.objects.select_related("edition", "province", "region__province").order_by("position")


def finalists() -> QuerySet[ArchiveFinalist]:
    """All recorded finalists in the order of lists."""
    return ArchiveFinalist.objects.select_related("edition", "province", "region__province").order_by(
        "position"
    )


def things(rows: QuerySet) -> int:
    """How many awards (or finalists) the rows tell about: rivals count once."""
    return rows.order_by().aggregate(n=Count(THING, distinct=True))["n"]


def things_in(rows: Iterable[ArchiveAward]) -> int:
    """The same for rows already read."""
    return len({row.conflict_group or row.code for row in rows})


@dataclass(frozen=True)
class EditionLine:
    """A line of the list of editions, with how many awards are recorded at each level."""

    edition: ArchiveEdition
    national: int
    province: int
    finalists: int


def editions() -> list[EditionLine]:
    """All editions, the youngest first. Three queries."""

    def counted(model: type, *fields: str) -> dict[tuple, int]:
        rows = model.objects.values_list(*fields).annotate(n=Count(THING, distinct=True)).order_by()
        return {tuple(row[:-1]): row[-1] for row in rows}

    by_level = counted(ArchiveAward, "edition_id", "level")
    of_finalists = counted(ArchiveFinalist, "edition_id")
    return [
        EditionLine(
            edition,
            by_level.get((edition.pk, Level.NATIONAL), 0),
            by_level.get((edition.pk, Level.PROVINCE), 0),
            of_finalists.get((edition.pk,), 0),
        )
        for edition in ArchiveEdition.objects.order_by("-number")
    ]


@dataclass(frozen=True)
class MapFacts:
    """National awards of governments by province of today, and what is left out of the count."""

    of_province: dict[str, list[ArchiveAward]]
    weak: int
    rivals: int
    first_year: int | None
    last_year: int | None

    @property
    def total(self) -> int:
        """How many awards are counted."""
        return sum(len(rows) for rows in self.of_province.values())

    def richest(self) -> str:
        """The province with the most awards (of several the first by code); "" without any."""
        return min(self.of_province, key=lambda code: (-len(self.of_province[code]), code), default="")


def on_the_map(national: Iterable[ArchiveAward]) -> MapFacts:
    """Places national awards of governments on the map: only those that a clear source states, the youngest first.

    A regency or city counts for its province of today. Rivals and weak statements are counted apart.
    """
    of_province: dict[str, list[ArchiveAward]] = defaultdict(list)
    left_out = {Certainty.WEAK: 0, Certainty.CONTRADICTED: 0}
    for award in national:
        if award.region is None:
            continue
        if award.certainty == Certainty.SURE:
            of_province[(award.region.province or award.region).code].append(award)
        else:
            left_out[Certainty(award.certainty)] += 1
    years = [award.edition.period_year for rows in of_province.values() for award in rows]
    return MapFacts(
        dict(of_province),
        left_out[Certainty.WEAK],
        left_out[Certainty.CONTRADICTED],
        min(years, default=None),
        max(years, default=None),
    )


@dataclass(frozen=True)
class FunnelLine:
    """What is known of one category: per stage its counts; more than one count are rival statements."""

    category: ArchiveCategory
    counts: dict[ArchiveStage, list[ArchiveFunnel]] = field(default_factory=dict)

    def values(self, stage: ArchiveStage) -> list[int]:
        """The counts of a stage, empty when unknown."""
        return [row.count for row in self.counts.get(stage, [])]

    @property
    def is_disputed(self) -> bool:
        return any(len(rows) > 1 for rows in self.counts.values())

    @property
    def is_weak(self) -> bool:
        return any(row.certainty == Certainty.WEAK for rows in self.counts.values() for row in rows)


def funnel_lines(rows: Iterable[ArchiveFunnel]) -> list[FunnelLine]:
    """The counts of one edition and level by category, in the order of the rows."""
    lines: dict[str, FunnelLine] = {}
    for row in rows:
        line = lines.setdefault(row.category, FunnelLine(ArchiveCategory(row.category)))
        line.counts.setdefault(ArchiveStage(row.stage), []).append(row)
    return list(lines.values())


SUMS = {ArchiveCategory.ALL, ArchiveCategory.EMPLOYERS, ArchiveCategory.BUSINESS_UNIVERSITY}


def total_of(lines: Iterable[FunnelLine], stage: ArchiveStage) -> int | None:
    """How many there were at a stage in all: as a source states it, else the sum of the categories.

    None where a category is disputed or nothing is known: rivals are never added up.
    """
    lines = list(lines)
    stated = [
        line.values(stage) for line in lines if line.category == ArchiveCategory.ALL and line.values(stage)
    ]
    if stated:
        return stated[0][0] if len(stated[0]) == 1 else None
    parts = [line.values(stage) for line in lines if line.category not in SUMS and line.values(stage)]
    return sum(part[0] for part in parts) if parts and all(len(part) == 1 for part in parts) else None


def found_regions(words: str, limit: int = 12) -> list[Region]:
    """Regions whose name or spelling holds the words, provinces first."""
    if not words.strip():
        return []
    spelled = Alias.objects.filter(name__icontains=words).values("region_id")
    found = Region.objects.select_related("province").filter(Q(name__icontains=words) | Q(pk__in=spelled))
    return list(found.order_by(F("province").asc(nulls_first=True), "name")[:limit])


def telling_of(region: Region) -> Q:
    """The rows that belong to a region: its own and, for a province, those of its regions and its provincial round."""
    if region.province_id is None:
        return Q(region=region) | Q(region__province=region) | Q(province=region)
    return Q(region=region)
