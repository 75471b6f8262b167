"""Who somebody is at this moment."""

from collections.abc import Iterable
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import DateTimeField, Prefetch, Q, QuerySet, Value

from paritrana.accounts.models import Membership, User
from paritrana.accounts.roles import ROLES
from paritrana.lib import clock
from paritrana.lib.permissions import NATIONAL, Actor, Grant, Permission


def actor_of(user: User, at: datetime | None = None) -> Actor:
    """The actor that the person is at that moment (default now): their memberships valid on that day in Jakarta."""
    # The moment comes with the rows: this is asked at every request, and the clock would be a query of its own.
    moment = Value(at, DateTimeField()) if at else clock.now_expression()
    rows = list(
        Membership.objects.filter(user=user)
        .annotate(read_at=moment)
        .select_related("organisation__region")
        .order_by("id")
    )
    read_at = rows[0].read_at if rows else None
    today = read_at.astimezone(clock.JAKARTA).date() if read_at else None
    begun = [entry for entry in rows if entry.valid_from <= today]
    memberships = [entry for entry in begun if not entry.valid_until or entry.valid_until >= today]
    ended = [
        entry.ended_at or clock.end_of(entry.valid_until)
        for entry in begun
        if entry.valid_until and entry.valid_until < today
    ]
    return Actor(
        user_id=user.pk,
        name=str(user),
        email=user.email,
        grants=tuple(
            Grant(
                role=entry.role,
                permissions=ROLES[entry.role].permissions,
                organisation_id=entry.organisation_id,
                region=entry.organisation.region.code if entry.organisation.region else NATIONAL,
            )
            for entry in memberships
        ),
        read_at=read_at,
        last_ended_at=max(ended, default=None),
    )


def people(search: str = "") -> QuerySet[User]:
    """All people, those found by a part of name or address, with their roles; for the operator only."""
    found = User.objects.prefetch_related(
        Prefetch("memberships", Membership.objects.select_related("organisation").order_by("id"))
    )
    return found.filter(Q(name__icontains=search) | Q(email__icontains=search)) if search else found


def people_seen_by(actor: Actor) -> QuerySet[User]:
    """The operator sees everyone; nobody else sees a list of people."""
    return people() if actor.may(Permission.MANAGE_ACCOUNTS) else User.objects.none()


def memberships_seen_by(actor: Actor) -> QuerySet[Membership]:
    """Roles as the operator sees them."""
    seen = Membership.objects.select_related("user", "organisation")
    return seen if actor.may(Permission.MANAGE_ACCOUNTS) else seen.none()


def without_second_factor() -> int:
    """How many people hold a role that demands a second factor and have none."""
    demanding = [code for code, role in ROLES.items() if role.second_factor]
    today = clock.today_in_jakarta()
    return (
        User.objects.filter(
            is_active=True, memberships__role__in=demanding, memberships__valid_from__lte=today
        )
        .filter(Q(memberships__valid_until=None) | Q(memberships__valid_until__gte=today))
        .exclude(pk__in=Authenticator.objects.filter(type=Authenticator.Type.TOTP).values("user_id"))
        .distinct()
        .count()
    )


def members_of(organisations: Iterable[int], *permissions: Permission) -> list[int]:
    """Ids of the people who hold one of the permissions in one of those organisations today."""
    today = clock.today_in_jakarta()
    roles = [code for code, role in ROLES.items() if role.permissions & set(permissions)]
    held = Membership.objects.filter(organisation__in=list(organisations), role__in=roles)
    held = held.filter(user__is_active=True, valid_from__lte=today).exclude(valid_until__lt=today)
    return list(held.order_by("user_id").values_list("user_id", flat=True).distinct())


def holders(permission: Permission, region: str) -> list[int]:
    """Ids of the people who hold the permission for that region's round today (NATIONAL: the national round)."""
    today = clock.today_in_jakarta()
    roles = [code for code, role in ROLES.items() if permission in role.permissions]
    held = Q(organisation__region__code=region) if region != NATIONAL else Q(organisation__region=None)
    return list(
        Membership.objects.filter(held, role__in=roles, user__is_active=True, valid_from__lte=today)
        .filter(Q(valid_until=None) | Q(valid_until__gte=today))
        .order_by("user_id")
        .values_list("user_id", flat=True)
        .distinct()
    )
