"""The next step on a panel, for whoever takes it: the same on the panel's page and on the desk."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessment.models import Decision, DecisionState, Duty, Panel, Snapshot
from assessment.models.sheet import SheetStage
from assessment.policies.authority import may_lead
from assessment.policies.panel import may_seat
from assessment.policies.ranking import may_prepare, may_rank
from assessment.policies.sheet import must_score, stage_is_judged
from assessment.queries.panel import Completeness
from assessment.queries.pool import FINAL
from paritrana.lib.permissions import Actor
from paritrana.programme.rulebook import CategoryRules, Ranking

Words = str | Promise

_DECIDED = Decision.objects.filter(panel=OuterRef("panel"), ranking=FINAL).exclude(
    state=DecisionState.WITHDRAWN
)
RANKED = Prefetch(
    "snapshots",
    Snapshot.objects.filter(is_rehearsal=False)
    .order_by("number")
    .only("public_id", "ranking", "panel", "number", "taken_at")
    .annotate(is_decided=Exists(_DECIDED)),
    to_attr="taken",
)
"""What the next step of a panel depends on: its snapshots, and whether there is a decision. At once for many panels."""


@dataclass(frozen=True)
class Next:
    """What is so, why, and the button; `data` are the hidden fields of its form, None for a link."""

    sentence: Words
    reason: Words
    button: Words
    url: str
    data: dict[str, str] | None = None


def next_step_of(actor: Actor, panel: Panel, rules: CategoryRules, done: Completeness) -> Next | None:
    """The one step that this actor takes now on the panel, or None while it is somebody else's turn."""
    stage = must_score(rules, panel)
    # A ranking that is due comes before the next stage: its winners are whom the interview invites.
    if may_rank(actor, panel) and (step := _ranking(actor, panel, rules)):
        return step
    if stage and may_seat(actor, panel) and (step := _seating(panel, done)):
        return step
    if may_lead(actor, panel) and stage and done.is_complete:
        return Next(
            _("All %(n)d sheets are signed") % {"n": done.total},
            _("Closing makes them final and lets the secretariat take the snapshot. It can't be undone."),
            _("Close this stage"),
            reverse("assessment:panel_close", args=[panel.public_id]),
        )
    return None


def rankings_due(panel: Panel, rules: CategoryRules) -> list[Ranking]:
    """The rankings whose stages are all closed."""
    return [
        ranking
        for ranking in rules.rankings
        if not any(
            stage_is_judged(panel, stage)
            for stage in {rules.criterion(code).stage for code in ranking.criterion_codes()} - {None}
        )
    ]


@dataclass(frozen=True)
class Rankable:
    """A ranking of the panel's category: are all stages that it weighs closed, and its newest snapshot, if any."""

    ranking: Ranking
    is_due: bool
    newest: Snapshot | None


def rankings_of(panel: Panel, rules: CategoryRules) -> list[Rankable]:
    """All rankings of the category, titles among them, however many rehearsals came since. One query with the next step."""
    prefetch_related_objects([panel], RANKED)
    newest, due = {snapshot.ranking: snapshot for snapshot in panel.taken}, rankings_due(panel, rules)
    return [Rankable(ranking, ranking in due, newest.get(ranking.code)) for ranking in rules.rankings]


def _seating(panel: Panel, done: Completeness) -> Next | None:
    at = reverse("assessment:panel", args=[panel.public_id])
    if not any(row.seat.duty == Duty.CHAIR and row.seat.ended_at is None for row in done.rows):
        return Next(
            _("The panel has no chair yet"),
            _("Only the chair closes the panel, so seat one before the sheets go out."),
            _("Give a seat"),
            f"{at}#seat",
        )
    if not any(row.seat.is_assessor and row.seat.ended_at is None for row in done.rows):
        return Next(
            _("The panel has no assessor yet"),
            _("Conflicts of interest are found when the sheets are handed out, before anybody opens a file."),
            _("Give a seat"),
            f"{at}#seat",
        )
    if not done.total:
        return Next(
            _("No sheet has been handed out yet"),
            _(
                "Every assessor gets one sheet per verified nomination, except where a conflict keeps them away."
            ),
            _("Hand out the sheets"),
            reverse("assessment:hand_out", args=[panel.public_id]),
            {},
        )
    return None


def _ranking(actor: Actor, panel: Panel, rules: CategoryRules) -> Next | None:
    prefetch_related_objects([panel], RANKED)
    taken = {snapshot.ranking: snapshot for snapshot in panel.taken}
    for ranking in rankings_due(panel, rules):
        if ranking.code not in taken:
            return Next(
                _("The panel has closed: “%(ranking)s” can be ranked") % {"ranking": ranking.name},
                _(
                    "The snapshot keeps what went in and what came out, under digests that anybody can recount."
                ),
                _("Take the snapshot"),
                reverse("assessment:snapshot_take", args=[panel.public_id]),
                {"ranking": ranking.code},
            )
    final = taken.get(FINAL)
    if final and may_prepare(actor, final) and not final.is_decided:
        return Next(
            _("The final ranking is there"),
            _("Prepare the decision from it. A second person approves."),
            _("Prepare the decision"),
            reverse("assessment:decision_prepare", args=[final.public_id]),
        )
    return None


def stage_name(stage: str) -> Words:
    """The words of a stage."""
    return SheetStage(stage).label
