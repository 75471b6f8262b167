"""Former winners that the rulebook lets pause: named specially, without a place (docs/scoring.md, selection)."""

from assessment.models import DecisionPlace, DecisionState, Panel
from paritrana.programme.models import Edition
from paritrana.programme.rulebook import Ranking


def cooling_down(panel: Panel, ranking: Ranking) -> set[int]:
    """Ids of the organisations placed up to the rule's rank in the last editions before, on this level and in this category.

    Counted are approved decisions; one that was annulled or is still waiting for its second person is none. Example
    editions and real ones don't look at each other. Two queries, none without a rule.
    """
    rule = ranking.cool_down
    if rule is None:
        return set()
    edition = panel.round.edition
    before = Edition.objects.filter(number__lt=edition.number, is_example=edition.is_example)
    places = DecisionPlace.objects.filter(
        decision__state=DecisionState.APPROVED,
        decision__ranking=ranking.code,
        decision__panel__round__edition__in=list(before.order_by("-number")[: rule.editions]),
        decision__panel__round__level=panel.round.level,
        decision__panel__category__code=panel.category.code,
        rank__lte=rule.rank,
    )
    return set(places.values_list("nomination__organisation_id", flat=True))
