"""Who of a provincial round goes on into the national one: by rank of a published decision, or as proposed by a person.

A place of the decision is due while fewer have gone on from its ranking than the rulebook says; where more share the
last such rank, a person chooses with a reason or all go, as the rulebook says; where one that went on was withdrawn or
found ineligible there, the next in rank may take its place, with a reason. A round that only proposes ranks nobody.
"""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessment.models import Decision, DecisionPlace, DecisionState
from nominations.models import Nomination, ObjectionState, Promotion, State
from paritrana.programme.models import Category, Level, Round
from paritrana.programme.reading import rules_of
from paritrana.programme.rulebook import CategoryRules

GONE = (State.WITHDRAWN, State.INELIGIBLE)
"""States of a national nomination that leave its place to the next one of the province."""


@dataclass
class Candidate:
    """A nomination that went on, is due, or waits for another; `refusal` says why it can't go now ("": it can)."""

    nomination: Nomination
    rank: int | None
    promotion: Promotion | None = None
    needs_reason: bool = False
    refusal: "str | Promise" = ""

    @property
    def is_due(self) -> bool:
        """May it be sent on now?"""
        return self.promotion is None and not self.refusal


@dataclass
class Going:
    """One ranking of a category ("": proposals) with how many go on, and its candidates in order."""

    category: Category
    rules: CategoryRules
    ranking: str
    places: int
    decision: Decision | None
    candidates: list[Candidate] = field(default_factory=list)
    hint: "str | Promise" = ""

    @property
    def gone_on(self) -> int:
        """How many stand in the national round."""
        return sum(
            one.promotion is not None and one.promotion.target.state not in GONE for one in self.candidates
        )

    @property
    def left(self) -> int:
        """How many places are still free."""
        return max(self.places - self.gone_on, 0)

    @property
    def name(self) -> str:
        """The ranking's name, as the rulebook writes it."""
        known = {ranking.code: str(ranking.name) for ranking in self.rules.rankings}
        return known.get(self.ranking, "")


def goings_of(round_: Round) -> list[Going]:
    """Every ranking of the round that sends somebody on, category by category. A fixed number of queries."""
    if round_.level != Level.PROVINCE:
        return []
    categories = list(Category.objects.filter(edition=round_.edition_id, level=Level.PROVINCE))
    rules = {category.pk: rules_of(category) for category in categories}
    sent = {
        promotion.source_id: promotion
        for promotion in Promotion.objects.filter(source__round=round_).select_related(
            "target__round__edition", "target__organisation", "target__region"
        )
    }
    decisions = {
        (decision.panel.category_id, decision.ranking): decision
        for decision in Decision.objects.filter(panel__round=round_, state=DecisionState.APPROVED)
        .select_related("panel", "publication")
        .prefetch_related("places__nomination__organisation", "places__nomination__region")
    }
    proposing = [category.pk for category in categories if rules[category.pk].verification.proposes]
    proposed: dict[int, list[Nomination]] = {}
    pool = Nomination.objects.filter(round=round_, category__in=proposing).filter(
        Q(state=State.VERIFIED) | Q(promotions__isnull=False)
    )
    for nomination in pool.select_related("organisation", "region"):
        proposed.setdefault(nomination.category_id, []).append(nomination)
    objecting = set(
        Nomination.objects.filter(round=round_, objections__state=ObjectionState.FILED).values_list(
            "pk", flat=True
        )
    )
    found = []
    for category in categories:
        verification = rules[category.pk].verification
        if verification.proposes:
            places = sum(ranks for _ranking, ranks in verification.promotes)
            going = Going(category, rules[category.pk], "", places, None)
            named = sorted(proposed.get(category.pk, []), key=lambda one: one.name)
            going.candidates = [Candidate(one, None, sent.get(one.pk), needs_reason=True) for one in named]
            found.append(_judged(going, objecting))
            continue
        for ranking, ranks in verification.promotes:
            decision = decisions.get((category.pk, ranking))
            going = Going(category, rules[category.pk], ranking, ranks, decision)
            if decision is None or not hasattr(decision, "publication"):
                going.hint = _(
                    "Its decision is not published yet. Going on tells a nominee its place, so it waits for that."
                )
            else:
                going.candidates = _by_rank(going, list(decision.places.all()), sent)
            found.append(_judged(going, objecting))
    return found


def _by_rank(going: Going, places: list[DecisionPlace], sent: dict[int, Promotion]) -> list[Candidate]:
    """Those within the ranks that go on; where one is gone there, also the next ones; equals of the last rank need a choice."""
    ranked = sorted((place for place in places if place.rank is not None), key=lambda place: place.rank or 0)
    lost = [place for place in ranked if (one := sent.get(place.nomination_id)) and one.target.state in GONE]
    first = [place for place in ranked if (place.rank or 0) <= going.places]
    last_rank = first[-1].rank if first else 0
    tied = len(first) > going.places
    if tied and going.rules.verification.promotes_tie == "all":
        going.places, tied = len(first), False
    shown = [place for place in ranked if place in first or place.nomination_id in sent or lost]
    return [
        Candidate(
            place.nomination,
            place.rank,
            sent.get(place.nomination_id),
            needs_reason=place not in first or (tied and place.rank == last_rank),
        )
        for place in shown
    ]


def _judged(going: Going, objecting: set[int]) -> Going:
    """Says of each candidate why it can't go on now."""
    waiting = [one for one in going.candidates if one.promotion is None]
    for one in waiting:
        if one.nomination.state != State.VERIFIED:
            one.refusal = _("Not verified at present: %(state)s.") % {
                "state": one.nomination.get_state_display()
            }
        elif one.nomination.pk in objecting:
            one.refusal = _("It has objected to its outcome. Answer the objection first.")
        elif not going.left:
            one.refusal = _("As many as the rulebook says have gone on.")
    able = [one for one in waiting if not one.refusal and one.rank is not None]
    for one in able:  # a higher rank that can go goes first
        if any((other.rank or 0) < (one.rank or 0) for other in able) and one.needs_reason:
            one.refusal = _("A higher rank goes on first.")
    return going
