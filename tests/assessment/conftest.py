"""What the tests of judging and ranking share."""

import time
from collections.abc import Callable

import pytest
from django.test import Client

from paritrana.accounts.models import User


@pytest.fixture
def fresh_client_as(client_as) -> Callable[[User], Client]:
    """A client that has signed in just now, as taking, signing off and taking everything away ask for."""

    def sign_in(user: User) -> Client:
        client = client_as(user)
        session = client.session
        session["account_authentication_methods_user"] = str(user.pk)
        session["account_authentication_methods"] = [
            {"method": "password", "at": time.time(), "reauthenticated": True}
        ]
        session.save()
        return client

    return sign_in
