"""The people who work on a nomination: those who write or submit for its organisation, or for who files on its behalf."""

from collections.abc import Iterable

from django.db.models import QuerySet

from nominations.behalf import hands_of
from nominations.models import Nomination
from paritrana.accounts.models import Membership, User
from paritrana.accounts.queries import members_of
from paritrana.accounts.roles import ROLES
from paritrana.lib.permissions import Permission


def team_of(nomination: Nomination, *permissions: Permission) -> QuerySet[User]:
    """The people who hold one of the permissions there today (default: to write or to submit), by name."""
    wanted = permissions or (Permission.DRAFT, Permission.SUBMIT)
    return User.objects.filter(pk__in=members_of(hands_of(nomination), *wanted)).order_by("name", "id")


def offices_in(nomination: Nomination, people: Iterable[int | None]) -> dict[int, str]:
    """By person the office in which they work on it, such as "Officer · Pemerintah Kota Bekasi", held now or before. One query."""
    known = Membership.objects.filter(
        user__in=[key for key in people if key], organisation__in=hands_of(nomination)
    )
    rows = known.select_related("organisation").order_by("valid_from", "id")
    return {row.user_id: f"{ROLES[row.role].title} · {row.organisation}" for row in rows}
