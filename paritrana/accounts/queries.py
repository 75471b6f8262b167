"""Who somebody is at this moment."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Q

from paritrana.accounts.models import Membership, User
from paritrana.accounts.roles import ROLES
from paritrana.lib import clock
from paritrana.lib.permissions import NATIONAL, Actor, Grant

JAKARTA = ZoneInfo("Asia/Jakarta")


def actor_of(user: User, at: datetime | None = None) -> Actor:
    """The actor that the person is at that moment (default now): their memberships valid on that day in Jakarta."""
    day = (at or clock.now()).astimezone(JAKARTA).date()
    memberships = (
        Membership.objects.filter(user=user, valid_from__lte=day)
        .filter(Q(valid_until=None) | Q(valid_until__gte=day))
        .select_related("organisation__region")
        .order_by("id")
    )
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
    )
