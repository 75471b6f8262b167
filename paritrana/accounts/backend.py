"""Who the person of a session is, with all that their request will ask of them."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from paritrana.accounts.models import User
from paritrana.accounts.queries import person


class PersonBackend(AuthenticationBackend):
    """Signs in as allauth does; of a session it brings the person with roles, moment and unread messages at once."""

    def get_user(self, user_id: Any) -> User | None:
        """The person, if they may sign in."""
        found = person(user_id)
        return found if found and self.user_can_authenticate(found) else None
