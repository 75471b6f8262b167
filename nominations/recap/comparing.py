"""A loaded recap against the claims of its round."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Max, Sum

from nominations.models import Figure, Nomination, State
from nominations.models.recap import Recap, RecapCount
from nominations.queries.claims import rules_of
from nominations.queries.seen import with_rules
from paritrana.programme.rulebook import CategoryRules

Key = tuple[str, int, str]  # region | organisation, its key, segment


@dataclass(frozen=True)
class Gap:
    """A metric whose claim and recap differ by more than the rulebook lets pass; counts as (covered, total)."""

    nomination: Nomination
    metric: str
    name: str
    claimed: tuple[int, int | None]
    recap: tuple[int, int | None]
    share: Fraction  # of the recap's count


def gaps_of(recap: Recap, nominations: Iterable[Nomination] | None = None) -> list[Gap]:
    """The gaps of all nominations of the round that were submitted, or of those given. Four queries."""
    if nominations is None:
        filed = Nomination.objects.filter(round=recap.round_id, submitted_at__isnull=False)
        nominations = with_rules(filed).exclude(state=State.WITHDRAWN).order_by("id")
    nominations = list(nominations)
    counts = _counts(recap)
    found = []
    figures: dict[int, dict[str, Figure]] = {}
    for figure in Figure.objects.filter(nomination__in=nominations, total__isnull=False):
        figures.setdefault(figure.nomination_id, {})[figure.metric] = figure
    for nomination in nominations:
        rules = rules_of(nomination)
        for segment, metric in rules.verification.recap:
            figure = figures.get(nomination.pk, {}).get(metric)
            counted = counts.get(_key(nomination, segment))
            if figure is not None and counted and (gap := _gap(nomination, rules, metric, figure, counted)):
                found.append(gap)
    return found


def _key(nomination: Nomination, segment: str) -> Key:
    if nomination.region_id:
        return "region", nomination.region_id, segment
    return "organisation", nomination.organisation_id, segment


def _counts(recap: Recap) -> dict[Key, tuple[int, int | None]]:
    """The counts of each nominee and segment in the last month the recap has for it; rows of one month add up."""
    counts: dict[Key, tuple[int, int | None]] = {}
    for kind in ("region", "organisation"):
        rows = RecapCount.objects.filter(recap=recap, **{f"{kind}__isnull": False})
        last = {
            (key, segment): month
            for key, segment, month in rows.values_list(kind, "segment").annotate(last=Max("month"))
        }
        sums = rows.values_list(kind, "segment", "month").annotate(c=Sum("covered"), t=Sum("total"))
        for key, segment, month, covered, total in sums:
            if last[key, segment] == month:
                counts[kind, key, segment] = (covered, total)
    return counts


def _gap(
    nomination: Nomination,
    rules: CategoryRules,
    metric: str,
    figure: Figure,
    counted: tuple[int, int | None],
) -> Gap | None:
    shares = [_share(figure.covered, counted[0])]
    if counted[1] is not None:
        shares.append(_share(figure.total, counted[1]))
    largest = max(shares)
    if largest * 100 <= Fraction(rules.verification.recap_limit):
        return None
    name = str(rules.metric(metric).name)
    claimed = (figure.covered or 0, figure.total)
    return Gap(nomination, metric, name, claimed, counted, largest)


def _share(claimed: int | None, counted: int) -> Fraction:
    """The difference as a share of what the recap counts; of one where it counts nobody."""
    return Fraction(abs((claimed or 0) - counted), counted or 1)
