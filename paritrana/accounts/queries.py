"""Who somebody is at this moment."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Prefetch, Q, QuerySet

from paritrana.accounts.models import Membership, User
from paritrana.accounts.roles import ROLES
from paritrana.lib import clock
from paritrana.lib.permissions import NATIONAL, Actor, Grant, Permission

PERSON = """
SELECT person.*,
    COALESCE(%(at)s, clock_timestamp()) AS read_at,
    (
        SELECT count(*) FROM notifications_message AS message
        WHERE message.recipient_id = person.id AND message.read_at IS NULL
    ) AS unread,
    (
        SELECT COALESCE(json_agg(json_build_object(
            'role', held.role,
            'organisation', held.organisation_id,
            'region', region.code,
            'valid_from', held.valid_from,
            'valid_until', held.valid_until,
            'ended_at', held.ended_at
        ) ORDER BY held.id), '[]')
        FROM accounts_membership AS held
        JOIN accounts_organisation AS organisation ON organisation.id = held.organisation_id
        LEFT JOIN regions_region AS region ON region.id = organisation.region_id
        WHERE held.user_id = person.id
    ) AS held
FROM accounts_user AS person
WHERE person.id = %(id)s
"""
"""`held` is each role of the person (whenever it was or will be held), the oldest first."""


def person(user_id: int, at: datetime | None = None) -> User | None:
    """The person with all that a request asks of them, in one query: `held` (their roles), the moment `read_at` of the
    database (or `at`), and how many messages are `unread`."""
    # SQL as it stands: every request asks this, and composing it anew takes far longer than the answer.
    found = User.objects.raw(PERSON, {"id": user_id, "at": at or clock.chosen()})
    return next(iter(found), None)


def actor_of(user: User, at: datetime | None = None) -> Actor:
    """The actor that the person is at that moment (default now): their memberships valid on that day in Jakarta.

    Without a query for somebody who came as `person`.
    """
    whole: Any = user if at is None and hasattr(user, "held") else person(user.pk, at)
    today = whole.read_at.astimezone(clock.JAKARTA).date()
    begun = [
        (role, role["valid_until"] and date.fromisoformat(role["valid_until"]))
        for role in whole.held
        if date.fromisoformat(role["valid_from"]) <= today
    ]
    ended = [
        datetime.fromisoformat(role["ended_at"]) if role["ended_at"] else clock.end_of(last)
        for role, last in begun
        if last and last < today
    ]
    return Actor(
        user_id=user.pk,
        name=str(user),
        email=user.email,
        grants=tuple(
            Grant(
                role=role["role"],
                permissions=ROLES[role["role"]].permissions,
                organisation_id=role["organisation"],
                region=role["region"] or NATIONAL,
            )
            for role, last in begun
            if not last or last >= today
        ),
        read_at=whole.read_at,
        last_ended_at=max(ended, default=None),
        unread=whole.unread,
    )


def people(search: str = "") -> QuerySet[User]:
    """All people, those found by a part of name or address, with their roles; for the operator only."""
    found = User.objects.prefetch_related(
        Prefetch("memberships", Membership.objects.select_related("organisation").order_by("id"))
    )
    return found.filter(Q(name__icontains=search) | Q(email__icontains=search)) if search else found


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
