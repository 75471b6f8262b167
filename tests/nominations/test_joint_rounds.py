"""A round of two provinces: one hosts and runs it, the other's nominees file in it and its secretariat reads along."""

import pytest
from django.urls import reverse

from nominations import queries
from nominations.actions.extending import extend
from nominations.models import State
from nominations.queries.verification import queue_of
from paritrana.accounts.queries import actor_of
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.programme.queries import rounds_seen_by
from paritrana.regions.models import Region
from tests.factories.nominations import a_region, make_nomination
from tests.factories.people import make_person
from tests.factories.programme import make_edition, make_round, secretariat_of_the_nation

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(db):
    return make_edition()


@pytest.fixture
def joint(edition):
    """Sulawesi Tengah hosts, Sulawesi Barat joins; registration is open."""
    host, guest = (Region.objects.get(code=code) for code in ("72", "76"))
    return make_round(edition, region=host, joined=[guest])


def test_nominees_of_both_provinces_file_in_it_and_no_others(joint):
    for code in ("72.71", "76.02"):
        officer = actor_of(make_person("officer", region=a_region(code)))
        assert joint in {call.round for call in queries.calls_for(officer, clock.now())}
        assert make_nomination(round_=joint, region=a_region(code)).round == joint
    with pytest.raises(Refused):
        make_nomination(round_=joint, region=a_region("73.71"))


def test_the_host_runs_it_and_the_guest_s_secretariat_reads_along(joint):
    nomination = make_nomination(State.SUBMITTED, round_=joint, region=a_region("76.02"))
    host, guest, stranger = (
        actor_of(make_person("province_secretariat", region=Region.objects.get(code=code)))
        for code in ("72", "76", "73")
    )
    for actor, sees in ((host, True), (guest, True), (stranger, False)):
        assert queries.nominations_seen_by(actor).filter(pk=nomination.pk).exists() == sees
        assert rounds_seen_by(actor).filter(pk=joint.pk).exists() == sees
    assert queue_of(host).filter(pk=nomination.pk).exists()
    assert not queue_of(guest).filter(pk=nomination.pk).exists()


def test_a_region_of_the_guest_can_be_given_more_time(joint):
    stage = joint.stages.get(code="registration")
    until = stage.closes_at + (stage.closes_at - stage.opens_at)
    by = secretariat_of_the_nation()
    assert extend(stage, closes_at=until, reason="Listrik padam.", region=a_region("76.02"), by=by).pk
    with pytest.raises(Refused):
        extend(stage, closes_at=until, reason="Listrik padam.", region=a_region("73.71"), by=by)


def test_a_province_has_one_round_in_an_edition_its_own_or_a_joint_one(edition, joint):
    with pytest.raises(Refused):
        make_round(edition, region=Region.objects.get(code="76"))


def test_the_dashboard_names_both_provinces_and_says_that_they_are_counted_once(joint, client_as):
    make_nomination(State.SUBMITTED, round_=joint, region=a_region("76.02"))
    page = client_as(make_person("national_secretariat")).get(reverse("assessment:rounds")).content.decode()
    assert "Putaran bersama dihitung satu kali" in page
    assert "Sulawesi Tengah + Sulawesi Barat: Diajukan 1" in page  # on the map, at either tile
    assert ">Sulawesi Tengah + Sulbar</a>" in page  # in the calendars


def test_the_queue_counts_the_figures_that_were_filed(joint):
    make_nomination(State.SUBMITTED, round_=joint, region=a_region("76.02"))
    host = actor_of(make_person("province_secretariat", region=joint.region))
    (waiting,) = queue_of(host)
    assert (waiting.judged, waiting.filed) == (0, 3)
