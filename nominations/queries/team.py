"""The people who work on a nomination: those who write or submit for its organisation, or for who files on its behalf."""

from django.db.models import QuerySet

from nominations.behalf import hands_of
from nominations.models import Nomination
from paritrana.accounts.models import User
from paritrana.accounts.queries import members_of
from paritrana.lib.permissions import Permission


def team_of(nomination: Nomination, *permissions: Permission) -> QuerySet[User]:
    """The people who hold one of the permissions there today (default: to write or to submit), by name."""
    wanted = permissions or (Permission.DRAFT, Permission.SUBMIT)
    return User.objects.filter(pk__in=members_of(hands_of(nomination), *wanted)).order_by("name", "id")
