"""What all tests share: people of every role, their clients, and the clock."""

import gettext
import os
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django.plugin import blocking_manager_key

from paritrana.accounts.models import User
from paritrana.accounts.queries import actor_of
from paritrana.lib.permissions import Actor
from paritrana.regions.actions import load as load_regions
from paritrana.regions.models import Region
from tests.factories.people import make_person, sign_in

pytest_plugins = ["tests.strict", "tests.chromium"]


@pytest.fixture(autouse=True, scope="session")
def _indonesian_catalogue(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Tests read the catalogue as the checkout has it now, also where one of before was compiled and read already."""
    from django.utils.translation import trans_real

    from paritrana.web.catalogue import compile_catalogue

    compile_catalogue()
    gettext._translations.clear()  # the standard library keeps what it read by the file's name
    trans_real._translations.clear()
    trans_real._default = None


@pytest.fixture(autouse=True, scope="session")
def _own_counters() -> None:
    """Every process of a test run counts in a Redis store of its own, so that none empties another's counters."""
    place = settings.CACHES["default"]["LOCATION"]
    if settings.REDIS_URL:
        number = 1 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 6
        settings.CACHES["default"]["LOCATION"] = re.sub(r"/\d+$", "", place) + f"/{number}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The map is there from the start, also in a database kept from a run whose last test emptied it."""
    with django_db_blocker.unblock():
        if not Region.objects.exists():
            load_regions()


@pytest.fixture(autouse=True)
def _quick_passwords(settings) -> None:
    """Argon2 costs half a second a password; the tests about sign-in set it back."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path) -> None:
    """Every test stores its files in a folder of its own; addresses of static files need no collected manifest.

    Whitenoise finds a static file when it is asked for, instead of reading all of them for each new client.
    """
    settings.MEDIA_ROOT = tmp_path / "media"
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """A test with real transactions empties the database behind itself; the map must be there for the next one."""
    yield
    marker = item.get_closest_marker("django_db")
    if nextitem and marker and marker.kwargs.get("transaction"):
        with item.config.stash[blocking_manager_key].unblock():
            load_regions()


@pytest.fixture
def client_as(db) -> Callable[[User], Client]:
    """A browser-like client that is signed in as that person, with a second factor set up (`fresh`: shown just now)."""

    def signed_in(user: User, *, fresh: bool = False) -> Client:
        client = Client()
        sign_in(client, user, fresh=fresh)
        return client

    return signed_in


@pytest.fixture
def actor_of_role(db) -> Callable[..., Actor]:
    """`actor_of_role("province_secretariat", region)` → the actor of a new person with that role."""

    def make(role: str, region: object = None, organisation: object = None) -> Actor:
        return actor_of(make_person(role, region=region, organisation=organisation))

    return make
