"""The queue of the verification desk."""

from django.db.models import Count, Q, QuerySet

from nominations.models import Nomination, State
from nominations.queries.seen import nominations_seen_by
from paritrana.lib.permissions import NATIONAL, Actor, Permission
from paritrana.programme.models import Level


def queue_of(actor: Actor) -> QuerySet[Nomination]:
    """What was submitted in the rounds the actor verifies, each with `judged`, the number of figures with a verdict."""
    regions = actor.regions(Permission.VERIFY)
    mine = Q(round__region__code__in=regions - {NATIONAL})
    if NATIONAL in regions:
        mine |= Q(round__level=Level.NATIONAL)
    found = nominations_seen_by(actor).filter(mine, submitted_at__isnull=False)
    return found.annotate(judged=Count("verifications"))


def waiting_in(nominations: QuerySet[Nomination]) -> int:
    """How many of them wait for verification."""
    return nominations.filter(state=State.SUBMITTED).count()
