"""What the tests of ceremony share."""

from collections.abc import Callable

import pytest
from django.test import Client

from paritrana.accounts.models import User
from tests.factories.people import sign_in


@pytest.fixture
def fresh(db) -> Callable[[User], Client]:
    """A client that has signed in just now."""

    def signed_in(user: User) -> Client:
        client = Client()
        sign_in(client, user, fresh=True)
        return client

    return signed_in
