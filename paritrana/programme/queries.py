"""Rounds and categories as the pages read them."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet

from paritrana.lib.along import along
from paritrana.lib.permissions import NATIONAL, Actor, Permission
from paritrana.programme.models import EditionState, JoinedProvince, Level, Round, Stage, StageCode

RUN = (
    Permission.VERIFY,
    Permission.SEAT,
    Permission.RANK,
    Permission.PREPARE,
    Permission.AUDIT,
    Permission.DECIDE,
)
"""Permissions with which somebody works in a round of their region."""


def rounds_seen_by(actor: Actor) -> QuerySet[Round]:
    """The rounds an actor works in: those of the own region, and all for who follows or audits nationally."""
    regions = set().union(*(actor.regions(permission) for permission in RUN))
    everywhere = actor.may(Permission.FOLLOW) or NATIONAL in actor.regions(Permission.AUDIT)
    mine = of_provinces(regions)
    if NATIONAL in regions:
        mine |= Q(level=Level.NATIONAL)
    rounds = Round.objects.select_related("edition", "region").prefetch_related("stages")
    return rounds if everywhere else rounds.filter(mine)


def of_provinces(codes: Iterable[str], prefix: str = "") -> Q:
    """The condition on rounds (or what points to them by `prefix`): run by one of those provinces, or joined by it."""
    codes = set(codes) - {NATIONAL}
    joined = JoinedProvince.objects.filter(region__code__in=codes).values("round")
    name = prefix.removesuffix("__") if prefix else "pk"
    return Q(**{f"{prefix}region__code__in": codes}) | Q(**{f"{name}__in": joined})


def stages_along(round_: str) -> ArraySubquery:
    """The stages of the round to which `round_` leads, to come along with a row (calendar.bring_stages)."""
    return along(Stage.objects.filter(round=OuterRef(round_)).order_by("opens_at", "id"))


def open_or_extended(code: str, now: datetime) -> QuerySet[Stage]:
    """The stages of that code that are open at the moment, for their round or at least for one region in it."""
    extended = Stage.objects.filter(extensions__closes_at__gt=now)
    return Stage.objects.filter(code=code, opens_at__lte=now).filter(
        Q(closes_at__gt=now) | Q(pk__in=extended.values("pk"))
    )


def open_for_registration(now: datetime) -> QuerySet[Stage]:
    """The registration stages that are open at the moment, the first to close first; twelve at most."""
    return (
        Stage.objects.filter(
            code=StageCode.REGISTRATION,
            opens_at__lte=now,
            closes_at__gt=now,
            round__edition__state=EditionState.OPEN,
        )
        .select_related("round__edition", "round__region")
        .order_by("closes_at", "id")[:12]
    )
