from datetime import timedelta

import pytest

from paritrana.lib.verdict import Refused
from paritrana.programme import actions
from paritrana.programme.calendar import is_open, stage_of
from paritrana.programme.models import StageCode
from paritrana.regions.models import Region
from tests.factories.programme import make_edition, make_round

pytestmark = pytest.mark.django_db


def test_the_opening_moment_counts_and_the_closing_moment_does_not():
    round_ = make_round()
    stage = stage_of(round_, StageCode.REGISTRATION)
    tick = timedelta(microseconds=1)
    moments = [stage.opens_at - tick, stage.opens_at, stage.closes_at - tick, stage.closes_at]
    assert [bool(is_open(round_, StageCode.REGISTRATION, at)) for at in moments] == [False, True, True, False]


def test_a_refusal_names_the_stage_and_the_way_out():
    round_ = make_round(open_stage=StageCode.VERIFICATION)
    now = stage_of(round_, StageCode.VERIFICATION).opens_at + timedelta(hours=1)
    assert "secretariat" in str(
        is_open(round_, StageCode.REGISTRATION, now).sentence
    ).lower() or "sekretariat" in str(is_open(round_, StageCode.REGISTRATION, now).sentence)


def test_only_the_national_secretariat_lays_out_rounds(actor_of_role):
    edition, region = make_edition(), Region.objects.get(code="32")
    with pytest.raises(Refused):
        actions.open_round(
            edition, region=region, calendar={}, by=actor_of_role("province_secretariat", region)
        )
