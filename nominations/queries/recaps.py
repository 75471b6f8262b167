"""The only door to recaps: who verifies or audits the round, and who follows all."""

from django.db.models import Q, QuerySet

from nominations.models.recap import Recap, RecapCount
from paritrana.lib.permissions import NATIONAL, Actor, Permission
from paritrana.programme.models import Level, Round


def recaps_seen_by(actor: Actor) -> QuerySet[Recap]:
    """The recaps of the rounds an actor verifies, audits or follows."""
    return Recap.objects.filter(_seen(actor, "round__")).select_related(
        "round__edition", "round__region", "document", "brought_by", "loaded_by"
    )


def counts_seen_by(actor: Actor) -> QuerySet[RecapCount]:
    """Their rows."""
    return RecapCount.objects.filter(_seen(actor, "recap__round__")).select_related("recap__round__region")


def rounds_for_recaps(actor: Actor) -> QuerySet[Round]:
    """The rounds to which an actor brings recaps, the newest edition first."""
    regions = actor.regions(Permission.VERIFY)
    mine = Q(region__code__in=regions - {NATIONAL})
    if NATIONAL in regions:
        mine |= Q(level=Level.NATIONAL)
    return Round.objects.filter(mine).select_related("edition", "region").order_by("-edition__number", "id")


def _seen(actor: Actor, prefix: str) -> Q:
    regions = actor.regions(Permission.VERIFY) | actor.regions(Permission.AUDIT)
    if actor.may(Permission.FOLLOW) or NATIONAL in actor.regions(Permission.AUDIT):
        return Q(pk__isnull=False)
    found = Q(**{f"{prefix}region__code__in": regions - {NATIONAL}})
    return found | Q(**{f"{prefix}level": Level.NATIONAL}) if NATIONAL in regions else found
