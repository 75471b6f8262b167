"""Replacing and revoking by two persons, and the log of prints."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from ceremony import actions
from ceremony.models import Certificate, CertificateRequest, Printing, RequestKind, RequestState
from ceremony.workflow import REQUEST
from paritrana.accounts.models import User
from paritrana.accounts.queries import actor_of
from paritrana.accounts.roles import ROLES
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.notifications.models import Message
from paritrana.regions.models import Region
from tests.ceremony.test_actions import last_event, verbs_since
from tests.factories.ceremony import decider_of, make_published, publisher_of, reissue, revoke
from tests.factories.people import give_role, make_organisation, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate() -> Certificate:
    make_published(winners=2)
    return Certificate.objects.order_by("serial").first()


def asked_to_revoke(certificate: Certificate) -> CertificateRequest:
    by = publisher_of(certificate.decision)
    return actions.ask(certificate, RequestKind.REVOKE, by=by, reason="Data terbukti keliru")


def test_a_replacement_takes_the_next_serial_and_ends_the_old_one(certificate):
    before = last_event()
    newer = reissue(certificate, "Pemerintah Kabupaten Bogor Raya")
    certificate.refresh_from_db()
    assert (certificate.state, certificate.replaced_by, certificate.end_reason) == (
        "replaced",
        newer,
        "Salah eja",
    )
    assert newer.serial.endswith("-0003")
    assert newer.facts["recipient"] == "Pemerintah Kabupaten Bogor Raya"
    assert newer.award.corrects.recipient == "Pemerintah Kabupaten Bogor"
    assert newer.code != certificate.code
    assert sorted(set(verbs_since(before)) - {"user.create", "membership.grant"}) == [
        "award.correct",
        "certificate.issue",
        "certificate.replace",
        "certificaterequest.ask",
        "certificaterequest.confirm",
        "reportrun.order",
    ]


def test_a_revocation_is_for_good(certificate):
    revoke(certificate)
    certificate.refresh_from_db()
    assert certificate.state == "revoked"
    with pytest.raises(Refused):
        revoke(certificate)
    with pytest.raises(Refused):
        reissue(certificate, "X")


def test_nothing_changes_before_the_second_person_confirms(certificate):
    request = asked_to_revoke(certificate)
    certificate.refresh_from_db()
    assert certificate.state == "issued"
    with pytest.raises(Refused):
        actions.confirm(request, by=publisher_of(certificate.decision))
    actions.confirm(request, by=decider_of(certificate.decision))
    certificate.refresh_from_db()
    assert certificate.state == "revoked"


def test_who_asked_does_not_confirm_even_as_decider(certificate):
    request = asked_to_revoke(certificate)
    user = User.objects.get(pk=request.asked_by_id)
    give_role(user, "decider", make_organisation("committee", region=Region.objects.get(code="32")))
    with pytest.raises(Refused, match="yourself|sendiri"):
        actions.confirm(request, by=actor_of(user))
    with pytest.raises(IntegrityError), transaction.atomic():
        CertificateRequest.objects.update(state="confirmed", closed_at=clock.now(), closed_by=user)


def test_a_declined_request_leaves_the_certificate_and_says_why(certificate):
    request, decider = asked_to_revoke(certificate), decider_of(certificate.decision)
    with pytest.raises(Refused):
        actions.decline(request, by=decider, answer=" ")
    actions.decline(request, by=decider, answer="Bukti kurang")
    certificate.refresh_from_db()
    assert certificate.state == "issued"
    with pytest.raises(Refused):
        actions.confirm(request, by=decider)
    assert Message.objects.filter(kind="certificaterequest.closed", recipient=request.asked_by).count() == 1
    assert asked_to_revoke(certificate).state == "open"


def test_a_request_needs_a_reason_a_name_that_can_be_printed_and_comes_once(certificate):
    by = publisher_of(certificate.decision)
    with pytest.raises(Refused):
        actions.ask(certificate, RequestKind.REVOKE, by=by, reason="  ")
    with pytest.raises(Refused, match="U\\+5317"):
        actions.ask(certificate, RequestKind.REPLACE, by=by, reason="ejaan", recipient="PT 北京")
    asked_to_revoke(certificate)
    with pytest.raises(Refused):
        asked_to_revoke(certificate)


@pytest.mark.parametrize("state", RequestState.values)
@pytest.mark.parametrize("step", list(REQUEST))
def test_every_step_from_every_state_for_every_role(certificate, state, step):
    request = asked_to_revoke(certificate)
    request.state = state
    for role in ROLES:
        for code in ("32", "33"):
            by = actor_of(make_person(role, region=Region.objects.get(code=code)))
            expected = state == "open" and role == "decider" and code == "32"
            assert bool(REQUEST[step].verdict(by, request)) == expected, (role, code)


def test_the_second_print_on_paper_needs_a_reason_and_no_print_is_forgotten(certificate):
    by = publisher_of(certificate.decision)
    actions.log_printing(certificate, by=by, copies=1, reason="")
    with pytest.raises(Refused):
        actions.log_printing(certificate, by=by, copies=1, reason=" ")
    actions.log_printing(certificate, by=by, copies=2, reason="Basah oleh hujan")
    assert list(certificate.printings.values_list("copies", "reason")) == [(1, ""), (2, "Basah oleh hujan")]
    with pytest.raises(DatabaseError), transaction.atomic():
        Printing.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Printing.objects.update(copies=1)


def test_an_answered_request_is_frozen_in_the_database(certificate):
    actions.confirm(asked_to_revoke(certificate), by=decider_of(certificate.decision))
    with pytest.raises(DatabaseError), transaction.atomic():
        CertificateRequest.objects.update(reason="lain")


def test_pages_ask_confirm_and_list_the_prints(certificate, client_as, fresh):
    region = Region.objects.get(code="32")
    secretariat, decider = (
        fresh(make_person("province_secretariat", region=region)),
        fresh(make_person("decider", region=region)),
    )
    asked = secretariat.post(f"/piagam/{certificate.public_id}/cabut/", {"reason": "Data keliru"})
    assert asked.status_code == 302
    request = CertificateRequest.objects.get()
    page = f"/permintaan/{request.public_id}/"
    assert secretariat.get(page).status_code == 403
    assert "Data keliru" in decider.get(page).content.decode()
    assert page in decider.get("/meja/").content.decode()
    kept = decider.post(page, {"verdict": "decline", "answer": ""})
    assert (kept.status_code, bool(kept.context["form"].errors)) == (200, True)
    assert decider.post(page, {"verdict": "confirm", "answer": ""}).status_code == 302
    certificate.refresh_from_db()
    assert certificate.state == "revoked"
    prints = f"/piagam/{certificate.public_id}/cetakan/"
    assert secretariat.post(prints, {"copies": "1", "reason": ""}).status_code == 302
    assert "reason" in secretariat.post(prints, {"copies": "1", "reason": ""}).context["form"].errors
