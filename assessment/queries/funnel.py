"""How far the rounds have come: the funnel by round and category, and which rounds run late. Counts only, six queries.

Opened: drafts too, as a number. Verified: whose verification ended well. Shortlisted: who was told so. Interviewed:
whose interview took place. Decided: who has a place in an approved decision. None of them tells a score or a rank.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessment.models import DecisionPlace, DecisionState, Interview, OutcomeNotice, Panel, PanelState
from assessment.models.interview import HELD
from assessment.models.notice import Outcome
from nominations.models import Nomination, State
from paritrana.programme.models import Category, Round, StageCode

STEPS: dict[str, "str | Promise"] = {
    "opened": pgettext_lazy("funnel", "Opened"),
    "filed": pgettext_lazy("funnel", "Filed"),
    "verified": pgettext_lazy("funnel", "Verified"),
    "shortlisted": pgettext_lazy("funnel", "Shortlisted"),
    "interviewed": pgettext_lazy("funnel", "Interviewed"),
    "decided": pgettext_lazy("funnel", "Decided"),
}
"""The steps of the funnel in order."""

Counts = dict[str, int]


@dataclass
class Standing:
    """One round: its counts by category, and what closed with work left in it."""

    round: Round
    by_category: dict[int, Counts] = field(default_factory=dict)
    waiting: int = 0  # nominations without an outcome
    open_panels: set[str] = field(default_factory=set)
    late: list["str | Promise"] = field(default_factory=list)

    def counts(self, category: int | None = None) -> Counts:
        """The counts of one category, or of all together."""
        chosen = [self.by_category.get(category, {})] if category else self.by_category.values()
        return {step: sum(counts.get(step, 0) for counts in chosen) for step in STEPS}


def standings_of(rounds: QuerySet[Round], now: datetime) -> list[Standing]:
    """The rounds with their counts, in the order of the queryset (which brings its stages along)."""
    found = {round_.pk: Standing(round_) for round_ in rounds}
    mine = list(found)
    filed = Nomination.objects.filter(round__in=mine).order_by()
    for row in filed.values("round", "category").annotate(
        opened=Count("pk"),
        filed=Count("pk", filter=Q(submitted_at__isnull=False)),
        verified=Count("pk", filter=Q(state__in=[State.VERIFIED, State.ABSENT])),
        waiting=Count("pk", filter=Q(state__in=[State.SUBMITTED, State.RETURNED])),
    ):
        counts = found[row["round"]].by_category.setdefault(row["category"], {})
        counts.update({step: row[step] for step in ("opened", "filed", "verified")})
        found[row["round"]].waiting += row["waiting"]
    told = OutcomeNotice.objects.filter(nomination__round__in=mine, outcome=Outcome.INVITED)
    held = Interview.objects.filter(nomination__round__in=mine, state__in=HELD)
    placed = DecisionPlace.objects.filter(nomination__round__in=mine, decision__state=DecisionState.APPROVED)
    for step, rows in (("shortlisted", told), ("interviewed", held), ("decided", placed)):
        _count(found, step, rows)
    for round_id, state in Panel.objects.filter(round__in=mine).values_list("round", "state"):
        found[round_id].open_panels.add(state)
    for standing in found.values():
        standing.late = list(_late(standing, now))
    return list(found.values())


def _count(found: dict[int, Standing], step: str, rows: QuerySet) -> None:
    keys = ("nomination__round", "nomination__category")
    for round_id, category, number in (
        rows.order_by().values_list(*keys).annotate(n=Count("nomination", distinct=True))
    ):
        found[round_id].by_category.setdefault(category, {})[step] = number


def _late(standing: Standing, now: datetime) -> Iterable["str | Promise"]:
    """What has closed although work is left in it."""
    closed = {stage.code for stage in standing.round.stages.all() if stage.closes_at <= now}
    counts = standing.counts()
    if StageCode.VERIFICATION in closed and standing.waiting:
        yield _("verification: %(n)d without an outcome") % {"n": standing.waiting}
    if StageCode.DOCUMENT in closed and PanelState.OPEN in standing.open_panels:
        yield _("document assessment: a panel has not closed it")
    if StageCode.INTERVIEW in closed and standing.open_panels - {PanelState.CLOSED}:
        yield _("interview: a panel has not closed")
    if StageCode.DECISION in closed and counts["verified"] and not counts["decided"]:
        yield _("decision: nothing is approved yet")


def categories_in(rounds: Iterable[Round]) -> list[Category]:
    """The categories of those rounds' editions and levels, in order. One query."""
    pairs = {(round_.edition_id, round_.level) for round_ in rounds}
    known = Category.objects.filter(edition__in={edition for edition, _level in pairs})
    return [category for category in known if (category.edition_id, category.level) in pairs]
