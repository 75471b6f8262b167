"""The pages: who sees them, what they show, what they cost."""

import pytest
from django.urls import reverse

from nominations.models import Nomination, State
from paritrana.regions.models import Region
from tests.factories.nominations import (
    a_region,
    make_nomination,
)
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def bekasi() -> Region:
    return a_region("32.75")


def draft_of(region: Region) -> Nomination:
    return make_nomination(region=region)


def officer(nomination: Nomination):
    return nomination.created_by


def address(name: str, *args: object) -> str:
    return reverse(f"nominations:{name}", args=args)


SECTIONS = ("coverage", "groups", "regulations", "integration", "innovation")


@pytest.mark.parametrize("section", SECTIONS)
def test_an_officer_opens_every_section(client_as, bekasi, section):
    nomination = draft_of(bekasi)
    answer = client_as(officer(nomination)).get(address("section", nomination.public_id, section))
    assert answer.status_code == 200
    assert "Kota Bekasi" in answer.content.decode()


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("page", ["nomination", "files", "review"])
def test_the_pages_of_every_state_open(client_as, state, page):
    nomination = make_nomination(state)
    assert client_as(officer(nomination)).get(address(page, nomination.public_id)).status_code == 200


def test_the_verification_pages_open(client_as):
    nomination = make_nomination(State.SUBMITTED)
    client = client_as(make_person("province_secretariat", region=nomination.round.region))
    for page in ("verify", "finish", "declare_ineligible", "mark_absent", "nomination", "files"):
        assert client.get(address(page, nomination.public_id)).status_code == 200, page
    assert "Kabupaten" in client.get(address("verification_queue")).content.decode()
