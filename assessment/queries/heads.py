"""What the page of a ranking needs beside its rows, brought along by the row of the snapshot: one query instead of five."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from assessment.models import Decision, DecisionState, Placing, Snapshot
from assessment.queries.doors import snapshots_seen_by
from nominations.models import Nomination
from nominations.parties import has_part
from paritrana.lib.permissions import Actor
from paritrana.regions.models import Region


def rankings_seen_by(actor: Actor) -> QuerySet[Snapshot]:
    """The same door as snapshots_seen_by.

    Each brings `outcomes` (how many placings there are of each selection, and the last position of them), `previous`
    (key and number of the official one before, None for the first), `decision_key`, `provinces` (code and name, for the
    filter) and `has_part` (does the actor have a part in a nomination of the pool?).
    """
    outcomes = (
        Placing.objects.filter(snapshot=OuterRef("pk"))
        .order_by()
        .values("selection")
        .annotate(n=Count("id"), last=Max("position"))
        .values(row=JSONObject(selection="selection", n="n", last="last"))
    )
    before = (
        Snapshot.objects.filter(
            panel=OuterRef("panel"),
            ranking=OuterRef("ranking"),
            is_rehearsal=OuterRef("is_rehearsal"),
            number__lt=OuterRef("number"),
        )
        .order_by("-number")
        .values(row=JSONObject(public_id="public_id", number="number"))[:1]
    )
    competing = Nomination.objects.filter(
        round=OuterRef("panel__round"), category=OuterRef("panel__category"), submitted_at__isnull=False
    )
    decisions = Decision.objects.filter(snapshot=OuterRef("pk")).exclude(state=DecisionState.WITHDRAWN)
    provinces = (
        Region.objects.filter(province=None)
        .order_by("code")
        .values(row=JSONObject(code=F("code"), name=F("name")))
    )
    return snapshots_seen_by(actor).annotate(
        outcomes=ArraySubquery(outcomes),
        previous=Subquery(before),
        has_part=Exists(competing.filter(has_part(actor))),
        decision_key=Subquery(decisions.values("public_id")[:1]),
        provinces=ArraySubquery(provinces),
    )
