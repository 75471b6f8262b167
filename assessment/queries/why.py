"""Why a nomination stands where it stands: every figure from the stored pack and placing, nothing from today."""

import json
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from assessment.counting import Bundle
from assessment.models import Placing, Seat, Snapshot, SnapshotInput
from assessment.queries.chain import Step, chain_of, unused
from assessment.queries.pack import bundle_of
from assessment.queries.phrasing import decided_words, remark_words, selection_words, status_words
from assessment.queries.ranking import apart
from assessment.queries.waterfall import LEFT, SCALE, TOP, Band, Tick, bands_of
from paritrana.lib.decimals import exact, rounded
from paritrana.programme.rulebook import CategoryRules, Criterion, Ranking

SIGNS = {"<=": "≤", ">=": "≥", "==": "=", "!=": "≠"}
"""How a condition is written for people."""


@dataclass(frozen=True)
class Difference:
    """This nomination against a neighbour in one aspect: weighted points, and the bar around zero."""

    name: str
    value: str
    x: str
    width: str
    is_plus: bool


@dataclass(frozen=True)
class Neighbour:
    """The placing above or below."""

    placing: Placing
    name: str
    total: str
    differences: list[Difference]


@dataclass(frozen=True)
class Recount:
    """A metric criterion anybody can recount: verified input, scale, points."""

    name: str
    metric: Any
    figure: Any
    scale: str
    points: str | None


@dataclass(frozen=True)
class Scores:
    """What the assessors gave for one criterion: {label: score or sign of an abstention}."""

    name: str
    by_label: list[tuple[str, str]]
    points: str | None


@dataclass(frozen=True)
class Gate:
    """A condition of the category and the verified figure it was held against. State: passed, failed, unread."""

    condition: str
    figure: Any
    state: str


@dataclass(frozen=True)
class Why:
    """The page."""

    placing: Placing
    name: str
    sentence: str
    bands: list[Band]
    height: int
    neighbours: list[Neighbour]
    chain: list[Step]
    chain_against: str
    recounts: list[Recount]
    scores: list[Scores]
    labels: list[str]
    gates: list[Gate]
    selection: str
    quota: str
    cooldown: bool
    metrics: dict[str, Any]
    remarks: list[str] = field(default_factory=list)
    is_apart: bool = (
        False  # the reader is in conflict with another of the pool: no rank, outcome or neighbour
    )

    @property
    def rule_y(self) -> int:
        """Where the rule above the total stands."""
        return TOP + self.height

    @property
    def svg_height(self) -> int:
        """The height of the picture."""
        return self.rule_y + 40

    @property
    def ticks(self) -> list[Tick]:
        """The lines at 0, 20 … 100."""
        return [Tick(rounded(LEFT + SCALE * words, 2), words) for words in range(0, 101, 20)]


def why_of(
    snapshot: Snapshot, public_id: str, rules: CategoryRules, placings: QuerySet[Placing] | None = None
) -> Why | None:
    """The explanation of one placing, in three queries at any size of the pool; None when it is not among them.

    `placings` are those the reader sees (doors.placings_seen_by). Whoever is kept apart from one of the pool (the
    snapshot's `is_apart`) reads the points, and nothing that tells of other places.
    """
    ranking = rules.ranking(snapshot.ranking)
    mine = (
        (snapshot.placings.all() if placings is None else placings.filter(snapshot=snapshot))
        .select_related("nomination__region", "nomination__organisation")
        .filter(nomination__public_id=public_id)
        .first()
    )
    if mine is None:
        return None
    is_apart = getattr(snapshot, "is_apart", False)
    around = [] if is_apart else _around(snapshot, mine)
    mine = apart(mine) if is_apart else mine
    inputs = {
        row.nomination_id: bundle_of(row)
        for row in SnapshotInput.objects.filter(
            snapshot=snapshot, nomination__in=[mine.nomination_id, *(other.nomination_id for other in around)]
        )
    }
    bundle, labels = inputs[mine.nomination_id], json.loads(snapshot.frame)["assessors"]
    bands, height = bands_of(mine, bundle.entry, rules, ranking)
    tied = next((other for other in around if other.total == mine.total and mine.rank and other.rank), None)
    return Why(
        placing=mine,
        name=mine.nomination.name,
        sentence="" if is_apart and mine.status == "ranked" else _sentence(mine, around, rules, ranking),
        bands=bands,
        height=height,
        neighbours=_neighbours(mine, around, ranking),
        chain=chain_of(mine, tied, bundle.entry, inputs[tied.nomination_id].entry, rules, ranking)
        if tied
        else []
        if is_apart
        else unused(rules, ranking),
        chain_against=tied.nomination.name if tied else "",
        recounts=_recounts(mine, bundle.entry, rules, ranking),
        scores=_scores(mine, bundle, labels, rules, ranking),
        labels=labels,
        gates=_gates(mine, bundle.entry, rules),
        selection="" if is_apart and mine.status == "ranked" else selection_words(mine, ranking),
        quota=_quota(bundle.entry, ranking),
        cooldown=bundle.entry["cooldown"],
        metrics=bundle.entry["metrics"],
        remarks=[remark_words(remark, rules) for remark in mine.remarks],
        is_apart=is_apart,
    )


def names_of(snapshot: Snapshot) -> dict[str, str]:
    """{label: name of the person on that seat}, for those whom policies.may_read_names allows."""
    seats = Seat.objects.filter(panel=snapshot.panel_id, is_assessor=True).select_related("user")
    return {seat.label: str(seat.user) for seat in seats}


def _around(snapshot: Snapshot, mine: Placing) -> list[Placing]:
    if mine.rank is None:
        return []
    nearby = (mine.position - 1, mine.position + 1)
    return list(
        snapshot.placings.filter(position__in=nearby, status="ranked")
        .select_related("nomination__region", "nomination__organisation")
        .order_by("position")
    )


def _sentence(mine: Placing, around: list[Placing], rules: CategoryRules, ranking: Ranking) -> str:
    if mine.rank is None:
        return status_words(mine)
    above = next((other for other in around if other.position < mine.position), None)
    below = next((other for other in around if other.position > mine.position), None)
    step, other = (mine.decided_by, above) if above else (below.decided_by if below else None, below)
    if other is None:
        return _("It is the only one that is ranked.")
    if step == "total":
        return (
            _("Its total decides it: no tie with a neighbour had to be broken.")
            if above is None or above.total != mine.total
            else ""
        )
    if step == "equal":
        return _(
            "Total and the whole tie chain are equal to those of %(name)s, so both hold the same rank."
        ) % {"name": other.nomination.name}
    return _("Its total equals that of %(name)s to the last decimal. %(step)s decided the order.") % {
        "name": other.nomination.name,
        "step": decided_words(step, rules, ranking),
    }


def _neighbours(mine: Placing, around: list[Placing], ranking: Ranking) -> list[Neighbour]:
    gaps = {
        other.pk: [
            (
                str(aspect.name),
                (exact(mine.aspects[aspect.code]) - exact(other.aspects[aspect.code]))
                * exact(aspect.weight)
                / 100,
            )
            for aspect in ranking.aspects
            if mine.aspects.get(aspect.code) is not None and other.aspects.get(aspect.code) is not None
        ]
        for other in around
    }
    widest = max(
        (abs(gap) for found in gaps.values() for _name, gap in found), default=Fraction(0)
    ) or Fraction(1)
    return [
        Neighbour(
            other,
            other.nomination.name,
            rounded(exact(mine.total) - exact(other.total), ranking.precision),
            [
                Difference(
                    name,
                    rounded(gap, ranking.precision),
                    x=rounded(100 + min(gap, Fraction(0)) / widest * 80, 2),
                    width=rounded(abs(gap) / widest * 80, 2),
                    is_plus=gap >= 0,
                )
                for name, gap in gaps[other.pk]
            ],
        )
        for other in around
    ]


def _recounts(mine: Placing, entry: dict[str, Any], rules: CategoryRules, ranking: Ranking) -> list[Recount]:
    found = []
    for code in ranking.criterion_codes():
        criterion = rules.criterion(code)
        if criterion.kind == "metric":
            metric = rules.metric(criterion.metric)
            found.append(
                Recount(
                    str(criterion.name),
                    metric,
                    entry["metrics"].get(metric.code),
                    _scale_words(criterion),
                    mine.criteria.get(code),
                )
            )
    return found


def _scale_words(criterion: Criterion) -> str:
    scale = criterion.scale
    if scale["kind"] == "linear":
        return _("straight line %(from)s–%(to)s") % scale
    pairs = ", ".join(f"≥ {threshold}: {points}" for threshold, points in scale["steps"])
    return (_("bands %(pairs)s") if scale["kind"] == "bands" else _("curve %(pairs)s")) % {"pairs": pairs}


def _scores(
    mine: Placing, bundle: Bundle, labels: list[str], rules: CategoryRules, ranking: Ranking
) -> list[Scores]:
    sheets = {(sheet["stage"], sheet["assessor"]): sheet for sheet in bundle.sheets}
    recused = {item["assessor"] for item in bundle.recusals}
    found = []
    for code in ranking.criterion_codes():
        criterion = rules.criterion(code)
        if criterion.kind == "metric":
            continue
        cells = []
        for label in labels:
            sheet = sheets.get((criterion.stage, label))
            given = "" if sheet is None else sheet["scores"].get(code, _("abstained"))
            cells.append((label, _("conflict") if label in recused else given))
        found.append(Scores(str(criterion.name), cells, mine.criteria.get(code)))
    return found


def _gates(mine: Placing, entry: dict[str, Any], rules: CategoryRules) -> list[Gate]:
    """The conditions of the category with the figure that was held against each; the first that fails decides."""
    found, failed = [], False
    for gate in rules.gates:
        metric = rules.metric(gate["metric"])
        state = "unread" if failed else "failed" if mine.gate == gate["code"] else "passed"
        failed = failed or state == "failed"
        condition = f"{metric.name} {SIGNS.get(gate['op'], gate['op'])} {gate['value']}"
        found.append(Gate(condition, entry["metrics"].get(metric.code), state))
    return found


def _quota(entry: dict[str, Any], ranking: Ranking) -> str:
    quota = ranking.selection.get("quota")
    if not quota:
        return ""
    return _("at most %(n)d winners of one %(group)s; this one: %(mine)s") % {
        "n": quota["max"],
        "group": _("province") if quota["by"] == "province" else _("zone"),
        "mine": entry[quota["by"]] or "–",
    }
