"""What waits for whom."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nominations import actions
from nominations.desk import calls, drafts, findings, verification
from nominations.models import State
from paritrana.accounts.models import OrganisationKind
from paritrana.accounts.queries import actor_of
from paritrana.lib import clock
from paritrana.programme.models import StageCode
from tests.factories.nominations import (
    BEKASI,
    a_region,
    approver_of,
    fill,
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
    (step,) = calls.calls(actor_of(officer_of(organisation)))
    assert step.sentence == "Pendaftaran terbuka bagi Pemerintah Kota Ambon"
    assert step.due_at == round_.stages.get(code=StageCode.REGISTRATION).closes_at
    assert step.timezone == "Asia/Jayapura"
    assert step.is_example


def test_an_officer_is_led_to_the_gap_that_matters_most():
    nomination = make_nomination()
    actor = actor_of(nomination.created_by)
    assert list(calls.calls(actor)) == []
    (step,) = drafts.drafts(actor)
    assert "Pekerja penerima upah: isi jumlah" in step.task
    assert re.fullmatch(r"Pendaftaran ditutup [45] hari( \d+ jam)? lagi", step.sentence)
    assert step.facts[2].note == "belum ada: minta operator menambahkannya"
    assert f"/usulan/{nomination.public_id}/bagian/coverage/#" in step.url


def test_an_approver_is_asked_to_check():
    nomination = make_nomination(figures=BEKASI)
    (step,) = drafts.drafts(actor_of(approver_of(nomination.organisation)))
    assert step.button == "Periksa usulan"
    empty = make_nomination()
    (step,) = drafts.drafts(actor_of(approver_of(empty.organisation)))
    assert "Belum dapat diajukan" in step.reason


def test_nothing_waits_after_the_deadline_or_after_submission():
    nomination = make_nomination()
    with clock.set_to(nomination.round.stages.get(code=StageCode.REGISTRATION).closes_at):
        assert list(drafts.drafts(actor_of(nomination.created_by))) == []
    submitted = make_nomination(State.SUBMITTED)
    assert list(drafts.drafts(actor_of(submitted.created_by))) == []
    assert list(drafts.drafts(actor_of(submitted.submitted_by))) == []


def test_a_secretariat_sees_how_many_wait_in_its_rounds():
    first = make_nomination(State.SUBMITTED)
    make_nomination(State.SUBMITTED, round_=first.round)
    make_nomination(round_=first.round)  # a draft waits for nobody else
    (step,) = verification.verifications(verifier_of(first.round))
    assert step.sentence == "2 usulan menunggu verifikasi"
    assert step.button == f"Verifikasi {first}"
    other = actor_of(make_person("province_secretariat", region=a_region("33.74").province))
    assert list(verification.verifications(other)) == []


def test_the_desk_says_what_is_missing_what_asks_and_what_others_did(client_as):
    nomination = make_nomination(figures=BEKASI | {"formal": (1509, 1000)})
    colleague = make_person("officer", organisation=nomination.organisation, name="Petugas kedua")
    group = nomination.groups.get(group="teachers")
    actions.save(group, changes={"people": 12}, version=0, by=actor_of(colleague))
    page = client_as(nomination.created_by).get(reverse("desk")).content.decode()
    assert page.count('class="btn btn-primary"') == 1
    assert "Yang paling berpengaruh" in page
    assert "Kalender putaran" in page
    assert "1.509 dari 1.000 adalah 150,90" in page
    assert colleague.name in page  # the one who did something since
    assert nomination.created_by.name not in page.partition("Kerja orang lain")[2].partition("</section>")[0]


def test_a_returned_nomination_and_an_open_question_wait_for_the_nominee():
    nomination = make_nomination(State.RETURNED)
    (step,) = drafts.drafts(actor_of(nomination.created_by))
    assert step.sentence.startswith("Dikembalikan: ")
    assert step.due_at == nomination.returns.get().due_at
    asked = make_nomination(State.SUBMITTED)
    finding = actions.ask(
        asked, text="Mana halamannya?", item="formal", title="Pekerja", by=verifier_of(asked.round)
    )
    (step,) = findings.questions(actor_of(asked.created_by))
    assert finding.public_id in step.url
    assert step.due_at == finding.due_at


def test_a_verifiers_desk_says_how_far_the_round_is_and_who_waits_longest(client_as):
    first = make_nomination(State.SUBMITTED)
    make_nomination(State.VERIFIED, round_=first.round)
    secretariat = make_person("province_secretariat", region=first.round.region)
    page = client_as(secretariat).get(reverse("desk")).content.decode()
    assert "1 dari 2 usulan selesai diverifikasi" in page
    assert f"{first}: Diajukan" in page
    assert page.count('class="btn btn-primary"') == 1


def test_the_desk_costs_the_same_however_much_is_filed(client_as):
    nomination = make_nomination()
    client, by = client_as(nomination.created_by), actor_of(nomination.created_by)

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("desk"))
        return len(seen)

    cost()  # reads the rulebook into memory
    empty = cost()
    fill(nomination, by, BEKASI)
    for number in range(3):
        row = actions.add_regulation(nomination, by=by)
        actions.save(row, changes={"number": str(number)}, version=0, by=by)
    assert cost() == empty
    assert empty <= 45  # over all who add to the desk
