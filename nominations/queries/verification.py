"""The queue of the verification desk."""

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from nominations.models import Custody, Figure, Nomination, State, Verification
from nominations.queries.seen import nominations_seen_by
from paritrana.lib.permissions import NATIONAL, Actor, Permission
from paritrana.programme.models import Level

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
