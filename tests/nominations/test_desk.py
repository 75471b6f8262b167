"""What waits for whom."""

import pytest

from nominations import desk
from nominations.models import State
from paritrana.accounts.models import OrganisationKind
from paritrana.accounts.queries import actor_of
from paritrana.lib import clock
from paritrana.programme.models import StageCode
from tests.factories.nominations import (
    BEKASI,
    a_region,
    approver_of,
    make_nomination,
    officer_of,
    round_of,
    verifier_of,
)
from tests.factories.people import make_organisation, make_person

pytestmark = pytest.mark.django_db


def test_an_officer_is_led_to_the_open_round_in_the_own_zone():
    region = a_region("81.71")
    round_ = round_of(region)
    organisation = make_organisation(OrganisationKind.GOVERNMENT, region=region, name="Pemerintah Kota Ambon")
    (step,) = desk.calls(actor_of(officer_of(organisation)))
    assert step.sentence == "Pendaftaran terbuka bagi Pemerintah Kota Ambon"
    assert step.due_at == round_.stages.get(code=StageCode.REGISTRATION).closes_at
    assert step.timezone == "Asia/Jayapura"
    assert step.is_example


def test_an_officer_is_led_to_the_gap_that_matters_most():
    nomination = make_nomination()
    actor = actor_of(nomination.created_by)
    assert list(desk.calls(actor)) == []
    (step,) = desk.drafts(actor)
    assert "Pekerja penerima upah: isi jumlah" in step.reason
    assert f"/usulan/{nomination.public_id}/bagian/coverage/#" in step.url


def test_an_approver_is_asked_to_check():
    nomination = make_nomination(figures=BEKASI)
    (step,) = desk.drafts(actor_of(approver_of(nomination.organisation)))
    assert step.button == "Periksa usulan"
    empty = make_nomination()
    (step,) = desk.drafts(actor_of(approver_of(empty.organisation)))
    assert "Belum dapat diajukan" in step.reason


def test_nothing_waits_after_the_deadline_or_after_submission():
    nomination = make_nomination()
    with clock.set_to(nomination.round.stages.get(code=StageCode.REGISTRATION).closes_at):
        assert list(desk.drafts(actor_of(nomination.created_by))) == []
    submitted = make_nomination(State.SUBMITTED)
    assert list(desk.drafts(actor_of(submitted.created_by))) == []
    assert list(desk.drafts(actor_of(submitted.submitted_by))) == []


def test_a_secretariat_sees_how_many_wait_in_its_rounds():
    first = make_nomination(State.SUBMITTED)
    make_nomination(State.SUBMITTED, round_=first.round)
    make_nomination(round_=first.round)  # a draft waits for nobody else
    (step,) = desk.verifications(verifier_of(first.round))
    assert step.sentence == "2 usulan menunggu verifikasi"
    assert step.button == f"Verifikasi {first}"
    other = actor_of(make_person("province_secretariat", region=a_region("33.74").province))
    assert list(desk.verifications(other)) == []
