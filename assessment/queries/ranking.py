"""A ranking as its page shows it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from assessment.columns import Shown, usual
from assessment.models import Placing, Snapshot
from assessment.queries.phrasing import (
    decided_words,
    is_draft,
    remark_words,
    selection_words,
    stamp_of,
)
from assessment.queries.pool import SHORTLIST
from paritrana.programme.rulebook import CategoryRules, Ranking
from paritrana.web.paging import page_of

SELECTION = {
    "winner": ("done", "accent"),
    "reserve": ("doing", "ink"),
    "special": ("done", "accent"),
    "undecided": ("warn", "warn"),
    "pending": ("warn", "warn"),
    "quota": ("not", "ink"),
    "none": ("not", "ink"),
}
"""Shape and tone of each outcome."""


@dataclass(frozen=True)
class Cell:
    """What stands in a column: points as a decimal string (None: not to be computed) or words; does it decide a tie?"""

    shown: Shown
    value: "str | Promise | None"
    decides: bool = False


@dataclass(frozen=True)
class Row:
    """One placing with its words; `cells` are those of the board's columns."""

    placing: Placing
    name: str
    cells: list[Cell]
    decided: "str | Promise"
    selection: "str | Promise"
    shape: str
    tone: str
    remarks: list[str]
    cut: str = ""
    band: Any = None  # queries.bands.Band, on a page that shows them
    bracket: str = ""  # first, middle, last of neighbours that are level


@dataclass(frozen=True)
class Counts:
    """How many of the whole ranking there are, whatever the page shows."""

    ranked: int = 0
    outside: int = 0
    winners: int = 0
    reserves: int = 0
    undecided: int = 0


@dataclass(frozen=True)
class Board:
    """A ranking, whole or one page of it: ranked rows in order, then the others."""

    snapshot: Snapshot
    rules: CategoryRules
    ranking: Ranking
    columns: list[Shown]
    counts: Counts = field(default_factory=Counts)
    ranked: list[Row] = field(default_factory=list)
    others: list[Row] = field(default_factory=list)
    next_cursor: str = ""
    is_apart: bool = False  # the reader is in conflict with one of the pool: nothing that counts across all

    @property
    def winners(self) -> int:
        """Winner places of the rule."""
        return int(self.ranking.selection["winners"])

    @property
    def reserves(self) -> int:
        """Reserve places of the rule."""
        return int(self.ranking.selection.get("reserves", 0))

    @property
    def invites(self) -> bool:
        """Are its winner places invitations to the interview?"""
        return self.ranking.code == SHORTLIST

    @property
    def is_draft(self) -> bool:
        """Has the auditor not signed it off yet? A rehearsal never is."""
        return is_draft(self.snapshot)

    @property
    def stamp(self) -> "str | Promise":
        """The word that every file of it carries; "" once the auditor has signed."""
        return stamp_of(self.snapshot)


def board_of(
    snapshot: Snapshot,
    rules: CategoryRules,
    chosen: "QuerySet[Placing] | None" = None,
    columns: list[Shown] | None = None,
) -> Board:
    """The ranking of a snapshot, or the `chosen` of its placings, in two queries."""
    found = list(_whole(snapshot.placings.all() if chosen is None else chosen).order_by("position"))
    return _board(snapshot, rules, found, columns)


def page_of_board(
    snapshot: Snapshot,
    rules: CategoryRules,
    chosen: "QuerySet[Placing]",
    cursor: str,
    columns: list[Shown] | None = None,
    size: int = 100,
) -> Board:
    """One page of it: the same number of queries and rows at any size of the pool."""
    page = page_of(_whole(chosen), cursor, order="position", size=size)
    return _board(snapshot, rules, page.rows, columns, page.next_cursor)


def rows_among(
    placings: "QuerySet[Placing]", rules: CategoryRules, code: str, columns: list[Shown], size: int
) -> Iterator[list[Row]]:
    """The placings in order as rows, so many at a time: no more of them are ever in memory."""
    ranking, last = rules.ranking(code), 0
    while found := list(_whole(placings).filter(position__gt=last).order_by("position")[:size]):
        last = found[-1].position
        yield [row_of(placing, rules, ranking, columns) for placing in found]


def board_apart(snapshot: Snapshot, rules: CategoryRules, chosen: "QuerySet[Placing]") -> Board:
    """What somebody in conflict with one of the pool reads of the others: their points, best first, in one query.

    No rank, outcome, cut, count or tie step: each of them would tell where the one stands that is closed to them. For
    the same reason it is not cut into pages, whose limits are places.
    """
    ranking = rules.ranking(snapshot.ranking)
    columns = [shown for shown in usual(rules, ranking) if shown.is_points]
    rows = []
    for placing in chosen.select_related("nomination__region", "nomination__organisation").order_by(
        "position"
    ):
        row = row_of(apart(placing), rules, ranking, columns)
        is_ranked = placing.status == "ranked"
        rows.append(replace(row, selection="", shape="none", tone="ink") if is_ranked else row)
    return Board(
        snapshot,
        rules,
        ranking,
        columns,
        ranked=[row for row in rows if row.placing.status == "ranked"],
        others=[row for row in rows if row.placing.status != "ranked"],
        is_apart=True,
    )


def apart(placing: Placing) -> Placing:
    """The placing without what tells of other places; never to be saved (the database would refuse)."""
    placing.rank = placing.selection = placing.decided_by = None
    return placing


def _whole(placings: "QuerySet[Placing]") -> "QuerySet[Placing]":
    below = Placing.objects.filter(snapshot=OuterRef("snapshot"), position=OuterRef("position") + 1)
    return placings.select_related(
        "nomination__region__province", "nomination__organisation__region__province"
    ).annotate(decides_below=Subquery(below.values("decided_by")[:1]))


def _board(
    snapshot: Snapshot,
    rules: CategoryRules,
    placings: list[Placing],
    columns: list[Shown] | None,
    next_cursor: str = "",
) -> Board:
    ranking = rules.ranking(snapshot.ranking)
    counts, cuts = _counts(snapshot)
    shown = columns or usual(rules, ranking)
    rows = [row_of(placing, rules, ranking, shown, cuts.get(placing.position, "")) for placing in placings]
    return Board(
        snapshot,
        rules,
        ranking,
        shown,
        counts,
        ranked=[row for row in rows if row.placing.status == "ranked"],
        others=[row for row in rows if row.placing.status != "ranked"],
        next_cursor=next_cursor,
    )


def row_of(
    placing: Placing, rules: CategoryRules, ranking: Ranking, columns: list[Shown], cut: str = ""
) -> Row:
    """One placing in words; its nomination comes with region and organisation."""
    deciding = {
        (step or "").lstrip("-") for step in (placing.decided_by, getattr(placing, "decides_below", None))
    }
    decided = decided_words(placing.decided_by, rules, ranking)
    selection = selection_words(placing, ranking)
    remarks = [remark_words(remark, rules) for remark in placing.remarks]
    words: dict[str, str | None] = {
        "total": placing.total,
        "decided": decided,
        "selection": selection,
        "remarks": "; ".join(remarks),
    }

    def cell(shown: Shown) -> Cell:
        if shown.kind == "aspect":
            return Cell(shown, placing.aspects.get(shown.key), shown.code in deciding)
        if shown.kind == "criterion":
            return Cell(shown, placing.criteria.get(shown.key), shown.code in deciding)
        if shown.kind in ("province", "zone"):
            return Cell(shown, _home_words(placing, shown.kind))
        return Cell(shown, words[shown.code])

    return Row(
        placing=placing,
        name=placing.nomination.name,
        cells=[cell(shown) for shown in columns],
        decided=decided,
        selection=selection,
        shape=SELECTION.get(placing.selection or "", ("none", "ink"))[0],
        tone=SELECTION.get(placing.selection or "", ("none", "ink"))[1],
        remarks=remarks,
        cut=cut,
    )


def _home_words(placing: Placing, kind: str) -> str:
    home = placing.nomination.region or placing.nomination.organisation.region
    if home is None:
        return ""
    return home.get_zone_display() if kind == "zone" else (home.province or home).name


def _counts(snapshot: Snapshot) -> tuple[Counts, dict[int, str]]:
    """(the counts of the whole ranking, {position: name of the cut below it}), in one query, or in none for a snapshot
    that brings its outcomes (queries.heads)."""
    outcomes = getattr(snapshot, "outcomes", None)
    if outcomes is None:
        found = snapshot.placings.values("selection").annotate(n=Count("id"), last=Max("position"))
        outcomes = list(found.order_by())
    groups = {group["selection"] or "": group for group in outcomes}
    n = {code: group["n"] for code, group in groups.items()}
    cuts = {}
    if reserve := groups.get("reserve"):
        cuts[reserve["last"]] = _("Cut of %(n)d reserves") % {"n": reserve["n"]}
    if winner := groups.get("winner"):
        words = _("Cut of %(n)d invitations") if snapshot.ranking == SHORTLIST else _("Cut of %(n)d winners")
        cuts[winner["last"]] = words % {"n": winner["n"]}
    counts = Counts(
        ranked=sum(n.values()) - n.get("", 0),
        outside=n.get("", 0),
        winners=n.get("winner", 0),
        reserves=n.get("reserve", 0),
        undecided=n.get("undecided", 0) + n.get("pending", 0),
    )
    return counts, cuts
