"""A ranking as its page shows it."""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from assessment.models import Placing, Snapshot
from paritrana.programme.rulebook import CategoryRules, Ranking

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
class Board:
    """The whole page: ranked rows in order, then the others."""

    snapshot: Snapshot
    rules: CategoryRules
    ranking: Ranking
    ranked: list[Row] = field(default_factory=list)
    others: list[Row] = field(default_factory=list)

    @property
    def winners(self) -> int:
        """Winner places of the rule."""
        return int(self.ranking.selection["winners"])

    @property
    def reserves(self) -> int:
        """Reserve places of the rule."""
        return int(self.ranking.selection.get("reserves", 0))

    @property
    def sheets(self) -> int:
        """The most scores that counted for one criterion, summed over the pool: shown as signed sheets."""
        return sum(
            max(row.placing.scores_counted.values(), default=0) for row in [*self.ranked, *self.others]
        )


def board_of(snapshot: Snapshot, rules: CategoryRules) -> Board:
    """The ranking of a snapshot, in one query."""
    ranking = rules.ranking(snapshot.ranking)
    placings = list(
        snapshot.placings.select_related("nomination__region", "nomination__organisation").order_by(
            "position"
        )
    )
    deciding = _deciding(placings)
    cuts = _cuts(placings, ranking)
    rows = [
        Row(
            placing=placing,
            name=placing.nomination.name,
            figures=[
                (
                    aspect.code,
                    placing.aspects.get(aspect.code),
                    (placing.pk, f"aspect:{aspect.code}") in deciding,
                )
                for aspect in ranking.aspects
            ],
            decided=decided_words(placing.decided_by, rules, ranking),
            selection=selection_words(placing, rules),
            shape=SELECTION.get(placing.selection or "", ("none", "ink"))[0],
            tone=SELECTION.get(placing.selection or "", ("none", "ink"))[1],
            remarks=[remark_words(remark, rules) for remark in placing.remarks],
            cut=cuts.get(placing.pk, ""),
        )
        for placing in placings
    ]
    return Board(
        snapshot,
        rules,
        ranking,
        ranked=[row for row in rows if row.placing.status == "ranked"],
        others=[row for row in rows if row.placing.status != "ranked"],
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


def _deciding(placings: list[Placing]) -> set[tuple[int, str]]:
    """(placing, step) of the values that decided a tie: the one it separates, and the one above it."""
    found = set()
    for above, placing in zip(placings, placings[1:], strict=False):
        if placing.decided_by and ":" in placing.decided_by:
            found |= {
                (above.pk, placing.decided_by.lstrip("-")),
                (placing.pk, placing.decided_by.lstrip("-")),
            }
    return found


def _cuts(placings: list[Placing], ranking: Ranking) -> dict[int, str]:
    """{placing: name of the cut below it}: under the last winner and under the last reserve."""
    last = {placing.selection: placing.pk for placing in placings if placing.status == "ranked"}
    cuts = {}
    if "reserve" in last:
        reserves = sum(placing.selection == "reserve" for placing in placings)
        cuts[last["reserve"]] = _("Cut of %(n)d reserves") % {"n": reserves}
    if "winner" in last:
        winners = sum(placing.selection == "winner" for placing in placings)
        cuts[last["winner"]] = _("Cut of %(n)d winners") % {"n": winners}
    return cuts
