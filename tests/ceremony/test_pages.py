"""Pages of the decision, its certificates and the results: who sees what, and when."""

import json
import re
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from assessment.policies.ranking import may_approve
from ceremony.models import Award, Certificate, CertificateState, Publication
from ceremony.workflow import TRANSITIONS
from paritrana.accounts.models import User
from paritrana.accounts.queries import actor_of
from paritrana.accounts.roles import ROLES
from paritrana.documents import rendering
from paritrana.regions.models import Region
from paritrana.web import desk
from tests.factories.ceremony import make_approved, make_decision, make_published
from tests.factories.people import give_role, make_organisation, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_counters_yet():
    cache.clear()


@pytest.fixture
def west_java() -> Region:
    return Region.objects.get(code="32")


def url(name: str, noun: Any) -> str:
    return reverse(f"ceremony:{name}", args=[noun.public_id])


# ---- the decision -------------------------------------------------------------------------------------------------
def test_the_decider_reads_the_decision_and_approves_it(fresh, west_java):
    decision = make_decision(winners=3)
    client = fresh(make_person("decider", region=west_java))
    page = client.get(url("decision", decision)).content.decode()
    assert "Terbaik III" in page
    assert decision.snapshot.result_digest.removeprefix("sha256:") in page
    assert decision.prepared_by.name in page
    assert "Setujui penetapan ini?" in page
    assert not Award.objects.exists()
    answer = client.post(url("decision", decision), follow=True)
    assert answer.request["PATH_INFO"] == url("certificates", decision)
    assert Certificate.objects.count() == 3


def test_the_preparer_is_refused_with_the_sentence(fresh):
    decision = make_decision()
    give_role(
        decision.prepared_by, "decider", make_organisation("committee", region=decision.panel.round.region)
    )
    client = fresh(decision.prepared_by)
    with translation.override("id"):
        sentence = str(may_approve(actor_of(decision.prepared_by), decision).sentence)
    for refused in (client.get(url("decision", decision)), client.post(url("decision", decision))):
        assert refused.status_code == 403
        assert sentence in unescape(refused.content.decode())
    assert not Award.objects.exists()


def test_an_approval_asks_for_a_fresh_sign_in(client_as, west_java):
    decision = make_decision()
    client = client_as(make_person("decider", region=west_java))
    answer = client.post(url("decision", decision))
    assert answer.status_code == 302
    assert "/akun/ulangi/" in answer["Location"]
    assert not Award.objects.exists()


def test_a_name_that_can_not_be_printed_is_said_and_nothing_happens(fresh, west_java):
    decision = make_decision(names=["PT 北京"])
    answer = fresh(make_person("decider", region=west_java)).post(url("decision", decision))
    assert answer.status_code == 409
    assert "U+5317" in answer.content.decode()
    assert not Award.objects.exists()


# ---- the certificates ---------------------------------------------------------------------------------------------
def test_the_list_shows_serials_recipients_and_how_far_the_files_are(client_as, west_java):
    decision = make_approved(winners=3)
    client = client_as(make_person("province_secretariat", region=west_java))
    rendering.render(Certificate.objects.order_by("serial")[0].run_id)
    page = client.get(url("certificates", decision)).content.decode()
    for certificate in Certificate.objects.all():
        assert certificate.serial in page
        assert certificate.facts["recipient"] in page
    assert page.count("Unduh PDF") == 1
    assert json.loads(client.get(url("progress", decision)).content) == {
        "done": 1,
        "total": 3,
        "left": "",
        "running": True,
    }


def test_the_list_asks_the_same_number_of_queries_for_one_and_for_three(client_as, west_java):
    client = client_as(make_person("province_secretariat", region=west_java))
    counts = []
    for winners in (1, 3):
        decision = make_approved(winners=winners)
        client.get(url("certificates", decision))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url("certificates", decision)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_results_ask_the_same_number_of_queries_for_one_and_for_three():
    counts = []
    for winners in (1, 3):
        make_published(winners=winners)
        Client().get(reverse("ceremony:results"))
        with CaptureQueriesContext(connection) as queries:
            assert Client().get(reverse("ceremony:results")).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


ROLE_REGION = [(role, region) for role in ROLES for region in ("32", "33", "")]

UNDER_EMBARGO = {
    ("province_secretariat", "32"),
    ("national_secretariat", "32"),
    ("decider", "32"),
    ("auditor", "32"),
    ("auditor", ""),
}


@pytest.mark.parametrize(("role", "region"), ROLE_REGION)
def test_under_embargo_only_those_who_handle_the_round_get_the_file(client_as, role, region):
    make_approved(winners=1)
    certificate = Certificate.objects.get()
    rendering.render(certificate.run_id)
    person = make_person(role, region=Region.objects.filter(code=region).first())
    answer = client_as(person).get(url("certificate_file", certificate))
    assert answer.status_code == (200 if (role, region) in UNDER_EMBARGO else 404)
    if answer.status_code == 200:
        assert answer["Content-Disposition"] == f'attachment; filename="piagam-{certificate.serial}.pdf"'


@pytest.mark.parametrize("role", ["officer", "approver"])
def test_after_publication_the_nominee_downloads_its_own_certificate_and_no_other(client_as, role):
    make_published(winners=2)
    own, other = Certificate.objects.select_related("award__nomination__organisation").order_by("serial")
    rendering.render(own.run_id)
    client = client_as(make_person(role, organisation=own.award.nomination.organisation))
    assert client.get(url("certificate_file", own)).status_code == 200
    assert client.get(url("certificate_file", other)).status_code == 404


@pytest.mark.parametrize("published", [False, True])
def test_who_follows_all_rounds_gets_the_file_after_publication_only(client_as, published):
    (make_published if published else make_approved)(winners=1)
    certificate = Certificate.objects.get()
    rendering.render(certificate.run_id)
    client = client_as(make_person("national_secretariat"))
    assert client.get(url("certificate_file", certificate)).status_code == (200 if published else 404)
    listed = client.get(url("certificates", certificate.decision))
    assert listed.status_code == (200 if published else 403)
    assert (certificate.serial in listed.content.decode()) == published


def test_a_failed_file_can_be_printed_again_from_the_list(client_as, west_java):
    decision = make_approved(winners=1)
    certificate = Certificate.objects.select_related("run").get()
    certificate.run.state, certificate.run.error, certificate.run.finished_at = (
        "failed",
        "Gagal.",
        certificate.issued_at,
    )
    certificate.run.save()
    client = client_as(make_person("province_secretariat", region=west_java))
    assert "Sebagian piagam gagal dicetak" in client.get(url("certificates", decision)).content.decode()
    assert client.post(url("reprint", certificate)).status_code == 302
    assert "Piagam sedang dicetak" in client.get(url("certificates", decision)).content.decode()


def test_an_unseen_certificate_is_like_a_missing_one(client_as, west_java):
    make_approved(winners=1)
    client = client_as(make_person("province_secretariat", region=Region.objects.get(code="33")))
    certificate = Certificate.objects.get()
    for name in ("certificate_file", "revoke", "reissue"):
        seen = client.get(url(name, certificate))
        missing = client.get(reverse(f"ceremony:{name}", args=["2" * 12]))
        assert (seen.status_code, missing.status_code) == (404, 404)
        assert _masked(seen) == _masked(missing)


def _masked(answer: Any) -> bytes:
    return re.sub(
        rb'name="csrfmiddlewaretoken" value="[^"]+"|name="next" value="[^"]*"|<time[^>]*>[^<]*</time>',
        b"",
        answer.content,
    )


def test_a_file_that_is_not_ready_is_said(client_as, west_java):
    make_approved(winners=1)
    answer = client_as(make_person("decider", region=west_java)).get(
        url("certificate_file", Certificate.objects.get())
    )
    assert answer.status_code == 409


# ---- publication --------------------------------------------------------------------------------------------------
def test_the_secretariat_publishes_after_it_was_asked_once_more(fresh, west_java):
    decision = make_approved(winners=1)
    client = fresh(make_person("province_secretariat", region=west_java))
    assert url("publish", decision) in client.get(url("certificates", decision)).content.decode()
    assert "Umumkan hasil ini?" in client.get(url("publish", decision)).content.decode()
    assert not Publication.objects.exists()
    assert client.post(url("publish", decision)).status_code == 302
    assert Publication.objects.count() == 1
    assert url("publish", decision) not in client.get(url("certificates", decision)).content.decode()
    assert client.post(url("publish", decision)).status_code == 403


@pytest.mark.parametrize(("role", "region"), ROLE_REGION)
def test_only_the_secretariat_of_the_round_publishes(fresh, role, region):
    decision = make_approved(winners=1)
    client = fresh(make_person(role, region=Region.objects.filter(code=region).first()))
    may = (role, region) in {("province_secretariat", "32"), ("national_secretariat", "32")}
    assert client.post(url("publish", decision)).status_code in ({302} if may else {403, 404})
    assert Publication.objects.exists() == may


def test_before_publication_the_results_say_nothing():
    make_approved(winners=1)
    page = Client().get(reverse("ceremony:results")).content.decode()
    assert "Kabupaten Bogor" not in page
    assert "Belum ada hasil yang diumumkan" in page


def test_published_results_are_public_and_examples_are_marked():
    make_published(winners=2, is_example=True)
    page = Client().get(reverse("ceremony:results")).content.decode().partition("<main")[2]
    assert "Pemerintah Kabupaten Bogor" in page
    assert "Terbaik II" in page
    assert "contoh" in page


# ---- replacing and revoking ---------------------------------------------------------------------------------------
def test_asking_says_beside_the_form_what_is_missing_and_keeps_what_was_typed(fresh, west_java):
    make_published(winners=1)
    client, certificate = (
        fresh(make_person("province_secretariat", region=west_java)),
        Certificate.objects.get(),
    )
    assert "reason" in client.post(url("revoke", certificate), {"reason": " "}).context["form"].errors
    answer = client.post(url("reissue", certificate), {"reason": "Salah eja", "recipient": "PT 北京"})
    assert answer.status_code == 200
    assert "U+5317" in answer.content.decode()
    assert "Salah eja" in answer.content.decode()
    right = {"reason": "Salah eja", "recipient": "PT Benar"}
    assert client.post(url("reissue", certificate), right).status_code == 302
    assert client.post(url("revoke", certificate), {"reason": "lagi"}).status_code == 403


@pytest.mark.parametrize("state", CertificateState.values)
@pytest.mark.parametrize("step", list(TRANSITIONS))
def test_every_step_from_every_state_for_every_role(state, step):
    make_published(winners=1)
    certificate = Certificate.objects.select_related("decision__panel__round__region").get()
    certificate.state = state
    for role, region in ROLE_REGION:
        actor = actor_of(make_person(role, region=Region.objects.filter(code=region).first()))
        decider = role == "decider" and region == "32"
        verdict = TRANSITIONS[step].verdict(actor, certificate)
        assert bool(verdict) == (decider and state == "issued"), (role, region)
        assert verdict or str(verdict.sentence)


# ---- the desk -----------------------------------------------------------------------------------------------------
def steps(user: User) -> list[str]:
    return [step.url for step in desk.steps_for(actor_of(user))]


def test_the_desk_leads_decider_and_secretariat_to_their_next_step(west_java):
    decider, secretary = (make_person(role, region=west_java) for role in ("decider", "province_secretariat"))
    other = make_person("decider", region=Region.objects.get(code="33"))
    waiting = make_decision(winners=1)
    assert url("decision", waiting) in steps(decider)
    assert url("decision", waiting) not in steps(other) + steps(secretary) + steps(waiting.prepared_by)
    approved = make_approved(winners=1)
    assert url("certificates", approved) in steps(secretary)
    assert url("certificates", approved) not in steps(decider) + steps(other)
    published = make_published(winners=1)
    assert url("certificates", published) not in steps(secretary)
