from datetime import UTC, datetime, timedelta, timezone

import pytest

from paritrana.lib import clock

pytestmark = pytest.mark.django_db


def test_the_clock_is_the_databases_and_in_utc():
    first, second = clock.now(), clock.now()
    assert first.tzinfo is UTC
    assert second > first  # clock_timestamp moves on within one transaction


def test_a_set_clock_stands_still_and_only_within_its_block():
    noon = datetime(2020, 12, 14, 23, 59, tzinfo=timezone(timedelta(hours=7)))
    with clock.set_to(noon):
        assert clock.now() == noon == clock.now()
        assert clock.now().tzinfo is UTC
    assert clock.now() > noon


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"), clock.set_to(datetime(2020, 12, 14)):  # noqa: DTZ001
        pass
