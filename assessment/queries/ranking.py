"""A ranking as its page shows it."""

from dataclasses import dataclass, field

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from assessment.models import Placing, SignOffState, Snapshot
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
class Row:
    """One placing with its words."""

    placing: Placing
    name: str
    figures: list[tuple[str, str | None, bool]]  # aspect code, its points, does it decide a tie
    decided: "str | Promise"
    selection: "str | Promise"
    shape: str
    tone: str
    remarks: list[str]
    cut: str = ""


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
    counts: Counts = field(default_factory=Counts)
    ranked: list[Row] = field(default_factory=list)
    others: list[Row] = field(default_factory=list)
    next_cursor: str = ""

    @property
    def winners(self) -> int:
        """Winner places of the rule."""
        return int(self.ranking.selection["winners"])

    @property
    def reserves(self) -> int:
        """Reserve places of the rule."""
        return int(self.ranking.selection.get("reserves", 0))

    @property
    def is_draft(self) -> bool:
        """Has the auditor not signed it off yet? A rehearsal never is."""
        return is_draft(self.snapshot)

    @property
    def stamp(self) -> "str | Promise":
        """The word that every file of it carries; "" once the auditor has signed."""
        if self.snapshot.is_rehearsal:
            return _("REHEARSAL")
        return _("DRAFT") if self.is_draft else ""


def is_draft(snapshot: Snapshot) -> bool:
    """Has the auditor not signed the snapshot off? True for every rehearsal."""
    signoff = getattr(snapshot, "signoff", None)
    return signoff is None or signoff.state != SignOffState.SIGNED


def board_of(snapshot: Snapshot, rules: CategoryRules, chosen: "QuerySet[Placing] | None" = None) -> Board:
    """The ranking of a snapshot, or the `chosen` of its placings, in two queries."""
    found = list(_whole(snapshot.placings.all() if chosen is None else chosen).order_by("position"))
    return _board(snapshot, rules, found)


def page_of_board(
    snapshot: Snapshot, rules: CategoryRules, chosen: "QuerySet[Placing]", cursor: str, size: int = 100
) -> Board:
    """One page of it: the same number of queries and rows at any size of the pool."""
    page = page_of(_whole(chosen), cursor, order="position", size=size)
    return _board(snapshot, rules, page.rows, page.next_cursor)


def _whole(placings: "QuerySet[Placing]") -> "QuerySet[Placing]":
    below = Placing.objects.filter(snapshot=OuterRef("snapshot"), position=OuterRef("position") + 1)
    return placings.select_related("nomination__region", "nomination__organisation").annotate(
        decides_below=Subquery(below.values("decided_by")[:1])
    )


def _board(snapshot: Snapshot, rules: CategoryRules, placings: list[Placing], next_cursor: str = "") -> Board:
    ranking = rules.ranking(snapshot.ranking)
    counts, cuts = _counts(snapshot)
    rows = [_row(placing, rules, ranking, cuts.get(placing.position, "")) for placing in placings]
    return Board(
        snapshot,
        rules,
        ranking,
        counts,
        ranked=[row for row in rows if row.placing.status == "ranked"],
        others=[row for row in rows if row.placing.status != "ranked"],
        next_cursor=next_cursor,
    )


def _row(placing: Placing, rules: CategoryRules, ranking: Ranking, cut: str) -> Row:
    deciding = {
        (step or "").lstrip("-") for step in (placing.decided_by, getattr(placing, "decides_below", None))
    }
    return Row(
        placing=placing,
        name=placing.nomination.name,
        figures=[
            (aspect.code, placing.aspects.get(aspect.code), f"aspect:{aspect.code}" in deciding)
            for aspect in ranking.aspects
        ],
        decided=decided_words(placing.decided_by, rules, ranking),
        selection=selection_words(placing, rules),
        shape=SELECTION.get(placing.selection or "", ("none", "ink"))[0],
        tone=SELECTION.get(placing.selection or "", ("none", "ink"))[1],
        remarks=[remark_words(remark, rules) for remark in placing.remarks],
        cut=cut,
    )


def decided_words(step: str | None, rules: CategoryRules, ranking: Ranking) -> str:
    """What separates a placing from the one above, in words."""
    if step is None:
        return ""
    if step == "total":
        return _("Total")
    if step == "equal":
        return _("Equal rank")
    return _("Step %(n)d: %(name)s") % {
        "n": ranking.tie_break.index(step) + 1,
        "name": step_name(step, rules, ranking),
    }


def step_name(step: str, rules: CategoryRules, ranking: Ranking) -> str:
    """The name of a step of the tie chain, such as "coverage" or "fewer months in arrears"."""
    kind, code = step.lstrip("-").split(":", 1)
    if kind == "aspect":
        name = next(str(aspect.name) for aspect in ranking.aspects if aspect.code == code)
    else:
        name = str(rules.criterion(code).name if kind == "criterion" else rules.metric(code).name)
    return _("%(name)s, less first") % {"name": name} if step.startswith("-") else name


def selection_words(placing: Placing, rules: CategoryRules) -> str:
    """The outcome of a placing in words; for one outside the ranking its status."""
    if placing.status != "ranked":
        return status_words(placing)
    return {
        "winner": _("Winner"),
        "reserve": _("Reserve"),
        "special": _("Special, former winner"),
        "undecided": _("The plenary decides"),
        "pending": _("Waits for the plenary"),
        "quota": _("Quota is full"),
    }.get(placing.selection or "", _("Not selected"))


def status_words(placing: Placing) -> str:
    """Why a nomination is not in the ranking."""
    if placing.status == "gated":
        return _("Outside: condition “%(gate)s”") % {"gate": placing.gate}
    return {
        "incomplete": _("Incomplete: too few scores"),
        "withdrawn": _("Withdrawn"),
        "ineligible": _("Ineligible"),
        "absent": _("Absent"),
    }.get(placing.status, placing.status)


def remark_words(remark: str, rules: CategoryRules) -> str:
    """A remark of the result in words."""
    kind, _colon, code = remark.partition(":")
    if kind == "above_100":
        return _("%(name)s is above 100 per cent and counts as 100") % {"name": rules.metric(code).name}
    if kind == "not_proven":
        return _("%(name)s: not proven, 0 points") % {"name": rules.criterion(code).name}
    if kind == "spread":
        return _("%(name)s: the scores lie far apart") % {"name": rules.criterion(code).name}
    if kind == "recused_sheet":
        return _("A sheet of %(label)s is set aside: conflict of interest") % {"label": code}
    return remark


def _counts(snapshot: Snapshot) -> tuple[Counts, dict[int, str]]:
    """(the counts of the whole ranking, {position: name of the cut below it}), in one query."""
    groups = {
        group["selection"] or "": group
        for group in snapshot.placings.values("selection")
        .annotate(n=Count("id"), last=Max("position"))
        .order_by()
    }
    n = {code: group["n"] for code, group in groups.items()}
    cuts = {}
    if reserve := groups.get("reserve"):
        cuts[reserve["last"]] = _("Cut of %(n)d reserves") % {"n": reserve["n"]}
    if winner := groups.get("winner"):
        cuts[winner["last"]] = _("Cut of %(n)d winners") % {"n": winner["n"]}
    counts = Counts(
        ranked=sum(n.values()) - n.get("", 0),
        outside=n.get("", 0),
        winners=n.get("winner", 0),
        reserves=n.get("reserve", 0),
        undecided=n.get("undecided", 0) + n.get("pending", 0),
    )
    return counts, cuts
