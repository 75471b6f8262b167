"""What the tests of judging and ranking share."""

from collections.abc import Callable

import pytest
from django.test import Client

from paritrana.accounts.models import User


@pytest.fixture
def fresh_client_as(client_as) -> Callable[[User], Client]:
    """A client that has signed in just now, as taking, signing off and taking everything away ask for."""
    return lambda user: client_as(user, fresh=True)
