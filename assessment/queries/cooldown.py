"""Former winners that the rulebook lets pause: named specially, without a place (docs/scoring.md, selection)."""

from collections.abc import Callable
from dataclasses import dataclass, field

from assessment.models import DecisionPlace, DecisionState, Panel
from assessment.queries.pool import FINAL
from nominations.models import Nomination
from paritrana.programme.models import Edition
from paritrana.programme.rulebook import Ranking

Recorded = Callable[[Panel, int], dict[int, set[int]]]
"""`recorded(panel, rank)`: {number of each edition on record before the panel's: ids of the regions placed up to the rank}."""

_records: list[Recorded] = []


def records(source: Recorded) -> Recorded:
    """Adds what is on record of editions that the portal did not decide itself."""
    _records.append(source)
    return source


@dataclass(frozen=True)
class Cooling:
    """Who pauses: organisations by the portal's own decisions, governments by what is on record of earlier editions."""

    organisations: set[int] = field(default_factory=set)
    regions: set[int] = field(default_factory=set)

    def includes(self, nomination: Nomination) -> bool:
        """Is the nominee one of them?"""
        return nomination.organisation_id in self.organisations or nomination.region_id in self.regions


def cooling_down(panel: Panel, ranking: Ranking) -> Cooling:
    """Those placed up to the rule's rank in the last editions before, on this level and in this category.

    Counted are approved decisions; one that was annulled or is still waiting for its second person is none. Of an edition
    without a decision here the record counts, for the final ranking and by region: it knows businesses by name only, which
    proves nobody's identity. Example editions and real ones don't look at each other, and the record holds real ones. A
    fixed number of queries, none without a rule.
    """
    rule = ranking.cool_down
    if rule is None:
        return Cooling()
    edition = panel.round.edition
    own = set(
        Edition.objects.filter(number__lt=edition.number, is_example=edition.is_example).values_list(
            "number", flat=True
        )
    )
    recorded: dict[int, set[int]] = {}
    if ranking.code == FINAL and not edition.is_example:
        for source in _records:
            for number, regions in source(panel, rule.rank).items():
                recorded.setdefault(number, set()).update(regions)
    last = sorted(own | set(recorded), reverse=True)[: rule.editions]
    places = DecisionPlace.objects.filter(
        decision__state=DecisionState.APPROVED,
        decision__ranking=ranking.code,
        decision__panel__round__edition__number__in=last,
        decision__panel__round__edition__is_example=edition.is_example,
        decision__panel__round__level=panel.round.level,
        decision__panel__category__code=panel.category.code,
    )
    decided = set(
        places.filter(decision__panel__round__region=panel.round.region_id).values_list(
            "decision__panel__round__edition__number", flat=True
        )
    )
    return Cooling(
        organisations=set(
            places.filter(rank__lte=rule.rank).values_list("nomination__organisation_id", flat=True)
        ),
        regions=set().union(*(recorded.get(number, set()) for number in last if number not in decided)),
    )
