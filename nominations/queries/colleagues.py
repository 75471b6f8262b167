"""Who verifies in a round."""

from django.db.models import QuerySet

from nominations.models import Nomination
from paritrana.accounts.models import User
from paritrana.accounts.queries import holders
from paritrana.lib.permissions import Permission


def colleagues_of(nomination: Nomination) -> QuerySet[User]:
    """The people of the secretariat that verifies the nomination, by name."""
    return User.objects.filter(pk__in=holders(Permission.VERIFY, nomination.round.region_code)).order_by(
        "name"
    )
