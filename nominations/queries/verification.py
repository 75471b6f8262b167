"""The queue of the verification desk."""

from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from nominations.models import Custody, Figure, Nomination, State, Verification
from nominations.queries.seen import nominations_seen_by
from paritrana.lib.permissions import NATIONAL, Actor, Permission
from paritrana.programme.models import Level
from paritrana.regions.models import Region

NOT_BLANK = Q(covered__isnull=False) | Q(total__isnull=False) | Q(value__isnull=False)
"""Figures of which anything was claimed."""


def queue_of(actor: Actor) -> QuerySet[Nomination]:
    """What was submitted in the rounds the actor verifies, each with `filed` and `judged`, the number of figures that
    were filed and that have a verdict, and `holder`, the name of who has it in hand. Counted for the rows of a page only, however long the queue is.
    """
    regions = actor.regions(Permission.VERIFY)
    mine = Q(round__region__code__in=regions - {NATIONAL})
    if NATIONAL in regions:
        mine |= Q(round__level=Level.NATIONAL)
    found = nominations_seen_by(actor).filter(mine, submitted_at__isnull=False)
    in_hand = Custody.objects.filter(nomination=OuterRef("pk"))
    return found.annotate(
        judged=_number_of(Verification),
        filed=_number_of(Figure, NOT_BLANK),
        holder=Subquery(in_hand.values("verifier__name")[:1]),
        holder_pk=Subquery(in_hand.values("verifier")[:1]),
    )


def _number_of(model: type, *conditions: Q) -> Coalesce:
    """How many rows of that model the nomination has."""
    rows = model.objects.filter(*conditions, nomination=OuterRef("pk")).order_by()  # type: ignore[attr-defined]
    number = rows.values("nomination").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


def waiting_in(nominations: QuerySet[Nomination]) -> int:
    """How many of them wait for verification."""
    return nominations.filter(state=State.SUBMITTED).count()


@dataclass(frozen=True)
class Waiting:
    """How many nominations of one home wait in a round; None is the home of nominees that have none."""

    region: Region | None
    number: int


HOME = Coalesce("region", "organisation__region")
"""The key of Nomination.home."""


def homes_waiting(queue: QuerySet[Nomination]) -> dict[int, list[Waiting]]:
    """{key of a round: what of this queue waits there, by home}, in two queries however long the queue is."""
    rows = list(
        queue.order_by("round_id").annotate(at=HOME).values_list("round_id", "at").annotate(n=Count("pk"))
    )
    regions = Region.objects.in_bulk({at for _round, at, _n in rows if at})
    found: dict[int, list[Waiting]] = {}
    for round_, at, number in rows:
        found.setdefault(round_, []).append(Waiting(regions.get(at), number))
    return found


def first_of_each(queue: QuerySet[Nomination], homes: dict[int, list[Waiting]]) -> dict[int, Nomination]:
    """{key of a round: what of this queue has waited there longest, at one of these homes}, in one query."""
    theirs = Q(pk__in=[])
    for round_, there in homes.items():
        known = Q(at__in=[home.region.pk for home in there if home.region])
        nowhere = Q(at=None) if any(home.region is None for home in there) else Q(pk__in=[])
        theirs |= Q(round=round_) & (known | nowhere)
    rows = queue.annotate(at=HOME).filter(theirs).order_by("round_id", "submitted_at", "id")
    return {nomination.round_id: nomination for nomination in rows.distinct("round_id")}
