"""What the public pages draw: the map of awards, the funnel of an edition, the lines of a list of awards."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from ceremony.models.archive import ArchiveAward, ArchiveCategory, ArchiveEdition, ArchiveFunnel, ArchiveStage
from ceremony.queries.archive import FunnelLine, MapFacts, funnel_lines, things_in, total_of
from paritrana.regions.models import Region, Zone
from paritrana.regions.tiles import COLUMNS, PLACES, ROWS, SEA_NAMES
from paritrana.web.charts import BarStack, Cell, TileMap, bar_stacks, tile_map

SHOWN_OF_CHOSEN = 3
"""How many awards of the chosen province fit into the free sea of the map."""
BAR_WIDTH = 88


@dataclass(frozen=True)
class ProvinceLine:
    """A province with its number of counted awards, for the table and the list that stand for the map."""

    region: Region
    value: int
    step: int


@dataclass(frozen=True)
class AwardMap:
    """The map at two sizes, the same in lines by zone, and the chosen province's latest awards of `total`."""

    wide: TileMap
    small: TileMap
    zones: list[tuple[str, list[ProvinceLine]]]
    chosen: Region | None
    awards: list[ArchiveAward]
    total: int
    facts: MapFacts


def award_map(
    facts: MapFacts, provinces: Iterable[Region], chosen: str, url_of: Callable[[str], str]
) -> AwardMap:
    """The map of national awards; `chosen` is a province's code, `url_of` gives the address that a tile leads to."""
    names = {region.code: region for region in provinces}
    chosen = chosen if chosen in names else facts.richest()
    counts = {code: len(facts.of_province.get(code, [])) for code in names}
    cells = [
        Cell(
            place.code,
            place.label,
            _tile_words(names[place.code], counts[place.code]),
            place.column,
            place.row,
            counts[place.code],
            url_of(place.code),
        )
        for place in PLACES
    ]
    sentence = gettext("Map of the provinces with the number of national awards of each")
    wide = tile_map(
        cells,
        columns=COLUMNS,
        rows=ROWS,
        sentence=sentence,
        names={Zone(zone).label: point for zone, point in SEA_NAMES.items()},
        chosen=chosen,
    )
    small = tile_map(cells, columns=COLUMNS, rows=ROWS, sentence=sentence, pitch=16, tile=14)
    steps = {tile.cell.key: tile.step for tile in wide.tiles}
    zones = [
        (
            zone.label,
            [
                ProvinceLine(region, counts[code], steps[code])
                for code, region in names.items()
                if region.zone == zone
            ],
        )
        for zone in Zone
    ]
    awards = facts.of_province.get(chosen, [])
    return AwardMap(
        wide,
        small,
        zones,
        names.get(chosen),
        awards[:SHOWN_OF_CHOSEN],
        len(awards),
        facts,
    )


def _tile_words(region: Region, value: int) -> str:
    words = ngettext("%(name)s: %(n)d award", "%(name)s: %(n)d awards", value)
    return words % {"name": region.name, "n": value}


@dataclass(frozen=True)
class FunnelRow:
    """A category with its counts at the two ends of the funnel, and both as bars on the scale of all rows."""

    line: FunnelLine
    before: list[int]
    after: list[int]
    bars: BarStack


@dataclass(frozen=True)
class Funnel:
    """The way from one stage to another by category, with the totals where they are known without dispute."""

    rows: list[FunnelRow]
    before: ArchiveStage
    after: ArchiveStage
    total_before: int | None
    total_after: int | None
    is_disputed: bool


def funnel(
    lines: Sequence[FunnelLine],
    before: ArchiveStage = ArchiveStage.PROPOSED,
    after: ArchiveStage = ArchiveStage.FINALISTS,
) -> Funnel | None:
    """The categories for which both stages are known; None when there are fewer than two of them."""
    shown = [
        line
        for line in lines
        if line.category != ArchiveCategory.ALL and line.values(before) and line.values(after)
    ]
    if len(shown) < 2:
        return None
    bars = bar_stacks([(line.values(before), line.values(after)) for line in shown], width=BAR_WIDTH)
    return Funnel(
        [
            FunnelRow(line, line.values(before), line.values(after), stack)
            for line, stack in zip(shown, bars, strict=True)
        ],
        before,
        after,
        total_of(lines, before),
        total_of(shown, after),
        any(line.is_disputed for line in shown),
    )


@dataclass(frozen=True)
class AwardLine:
    """A row of a list. `is_other_reading`: it contradicts the row above and tells about the same award."""

    award: ArchiveAward
    is_other_reading: bool


def award_lines(rows: Iterable[ArchiveAward]) -> list[AwardLine]:
    """Rows as lists show them, rivals marked as readings of one award."""
    lines: list[AwardLine] = []
    for award in rows:
        above = lines[-1].award if lines else None
        rival = bool(award.conflict_group) and above is not None
        lines.append(
            AwardLine(
                award,
                rival
                and above.conflict_group == award.conflict_group
                and above.edition_id == award.edition_id,
            )
        )
    return lines


@dataclass(frozen=True)
class Results:
    """The national results of one edition, how many awards they are, and the editions that have any."""

    edition: ArchiveEdition
    lines: list[AwardLine]
    total: int
    editions: list[ArchiveEdition]


def results_of(national: Sequence[ArchiveAward], year: str) -> Results | None:
    """The results of the period `year`, or of the latest with any; None when nothing is recorded."""
    editions = {str(award.edition): award.edition for award in national}
    if not editions:
        return None
    edition = editions.get(year) or max(editions.values(), key=lambda found: found.number)
    rows = [award for award in national if award.edition_id == edition.pk]
    return Results(
        edition, award_lines(rows), things_in(rows), sorted(editions.values(), key=lambda found: found.number)
    )


def latest_funnel(counts: Iterable[ArchiveFunnel]) -> tuple[ArchiveEdition, Funnel] | None:
    """The funnel of the latest edition that has one for three categories or more, with its edition."""
    of_edition: dict[ArchiveEdition, list[ArchiveFunnel]] = {}
    for row in counts:
        of_edition.setdefault(row.edition, []).append(row)
    for edition in sorted(of_edition, key=lambda found: -found.number):
        drawn = funnel(funnel_lines(of_edition[edition]))
        if drawn and len(drawn.rows) > 2:
            return edition, drawn
    return None


@dataclass(frozen=True)
class StageRow:
    """A category: for every stage its statements (several are rivals), and its bars where the funnel has them."""

    line: FunnelLine
    cells: list[list[ArchiveFunnel]]
    bars: BarStack | None


@dataclass(frozen=True)
class StageTable:
    """All counts of an edition: stages across, categories down."""

    stages: list[ArchiveStage]
    rows: list[StageRow]
    funnel: Funnel | None

    @property
    def has_weak(self) -> bool:
        return any(row.line.is_weak for row in self.rows)


def stage_table(lines: Sequence[FunnelLine]) -> StageTable:
    """The table, with only the stages that are known."""
    stages = [stage for stage in ArchiveStage if any(stage in line.counts for line in lines)]
    drawn = funnel(lines)
    bars = {row.line.category: row.bars for row in drawn.rows} if drawn else {}
    rows = [
        StageRow(line, [line.counts.get(stage, []) for stage in stages], bars.get(line.category))
        for line in lines
    ]
    return StageTable(stages, rows, drawn)
