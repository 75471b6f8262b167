"""Approving, publishing, replacing, revoking: what changes, who may, and what the database refuses."""

import pytest
from django.db import DatabaseError, connection, transaction

from ceremony import actions
from ceremony.models import Award, Certificate, Publication, SerialCounter
from paritrana.accounts.models import User
from paritrana.accounts.queries import actor_of
from paritrana.audit.models import Event
from paritrana.documents.models import ReportRun
from paritrana.lib.verdict import Refused
from tests.factories.ceremony import decider_of, make_approved, make_decision, make_published, publisher_of
from tests.factories.people import give_role, make_organisation

pytestmark = pytest.mark.django_db


def verbs_since(event_id: int) -> list[str]:
    return list(Event.objects.filter(id__gt=event_id).order_by("id").values_list("verb", flat=True))


def last_event() -> int:
    return Event.objects.order_by("-id").values_list("id", flat=True).first() or 0


def test_an_approval_gives_every_winner_an_award_a_serial_and_a_print_order():
    decision = make_decision(winners=3, is_example=False)
    actions.approve_decision(decision, by=decider_of(decision))
    certificates = list(Certificate.objects.order_by("serial"))
    assert [certificate.serial for certificate in certificates] == [
        f"PRT-2025-P32-KK-000{n}" for n in (1, 2, 3)
    ]
    assert [certificate.award.title for certificate in certificates] == [
        "Terbaik I",
        "Terbaik II",
        "Terbaik III",
    ]
    assert certificates[0].award.recipient == "Pemerintah Kabupaten Bogor"
    assert {certificate.run.key for certificate in certificates} == {
        f"certificate:{c.serial}" for c in certificates
    }
    assert {certificate.run.parameters["certificate"] for certificate in certificates} == {
        c.public_id for c in certificates
    }


def test_every_change_of_an_approval_stands_in_the_trail_once():
    decision = make_decision(winners=2)
    by, before = decider_of(decision), last_event()
    actions.approve_decision(decision, by=by)
    assert sorted(verbs_since(before)) == sorted(
        ["decision.approve"] + 2 * ["award.confer", "certificate.issue", "reportrun.order"]
    )


def test_the_preparer_can_not_approve():
    decision = make_decision()
    give_role(
        decision.prepared_by, "decider", make_organisation("committee", region=decision.panel.round.region)
    )
    with pytest.raises(Refused, match="second|kedua"):
        actions.approve_decision(decision, by=actor_of(decision.prepared_by))
    assert not Award.objects.exists()


def test_an_approval_happens_once():
    decision = make_approved(winners=2)
    with pytest.raises(Refused):
        actions.approve_decision(decision, by=decider_of(decision))
    assert Certificate.objects.count() == ReportRun.objects.count() == 2


def test_a_name_that_can_not_be_printed_refuses_the_whole_approval():
    decision = make_decision(names=["PT Kota Baru", "PT 北京"])
    with pytest.raises(Refused, match="U\\+5317"):
        actions.approve_decision(decision, by=decider_of(decision))
    decision.refresh_from_db()
    assert decision.state == "prepared"
    assert not Award.objects.exists()
    assert not SerialCounter.objects.exists()


def test_a_rolled_back_approval_leaves_no_gap():
    first = make_decision(winners=2, is_example=False)
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.approve_decision(first, by=decider_of(first))
        raise RuntimeError("the power fails")
    actions.approve_decision(first, by=decider_of(first))
    assert sorted(Certificate.objects.values_list("serial", flat=True)) == [
        "PRT-2025-P32-KK-0001",
        "PRT-2025-P32-KK-0002",
    ]


def test_examples_never_spend_an_official_number():
    make_approved(winners=1, is_example=True)
    assert Certificate.objects.get().serial == "CTH-2025-P32-KK-0001"


def test_what_a_demo_account_approves_is_an_example_in_a_real_edition_too():
    decision = make_decision(winners=1, is_example=False)
    by = decider_of(decision)
    User.objects.filter(pk=by.user_id).update(is_example=True)
    actions.approve_decision(decision, by=by)
    assert Certificate.objects.get().serial == "CTH-2025-P32-KK-0001"
    assert Certificate.objects.get().facts["edition"]["is_example"]


def test_a_failed_print_is_ordered_again_with_its_serial_by_the_secretariat_only():
    decision = make_approved(winners=1)
    certificate = Certificate.objects.select_related("run").get()
    with pytest.raises(Refused):  # it has not failed
        actions.reprint(certificate, by=publisher_of(decision))
    ReportRun.objects.update(state="failed", error="-", finished_at=certificate.issued_at)
    with pytest.raises(Refused):
        actions.reprint(certificate, by=decider_of(decision))
    by, before = publisher_of(decision), last_event()
    actions.reprint(certificate, by=by)
    assert verbs_since(before) == ["reportrun.retry", "certificate.reprint"]
    assert ReportRun.objects.get().state == "queued"
    assert Certificate.objects.get().serial == certificate.serial


def test_a_publication_is_recorded_once_and_by_another_person():
    decision, before = make_approved(), last_event()
    by = publisher_of(decision)
    before = last_event()
    actions.publish(decision, by=by)
    assert verbs_since(before) == ["decision.publish"]
    with pytest.raises(Refused):
        actions.publish(decision, by=publisher_of(decision))
    assert Publication.objects.count() == 1


def test_the_approver_does_not_publish():
    decision = make_approved()
    give_role(
        decision.approved_by,
        "province_secretariat",
        make_organisation("committee", region=decision.panel.round.region),
    )
    with pytest.raises(Refused):
        actions.publish(decision, by=actor_of(decision.approved_by))


def test_a_decision_that_waits_can_not_be_published():
    decision = make_decision()
    with pytest.raises(Refused):
        actions.publish(decision, by=publisher_of(decision))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ceremony_award SET title = 'Terbaik I'",
        "UPDATE ceremony_publication SET published_at = now()",
        "UPDATE ceremony_certificate SET serial = 'PRT-2025-P32-KK-0009'",
        "UPDATE ceremony_serialcounter SET space = 'PRT-2025-P33-KK'",
        *(
            f"DELETE FROM ceremony_{table}"
            for table in ("award", "publication", "certificate", "serialcounter")
        ),
    ],
)
def test_the_database_refuses_to_alter_what_was_conferred(change):
    make_published(winners=1)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_the_facts_of_a_certificate_are_frozen_in_the_database():
    make_approved(winners=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        Certificate.objects.update(facts={})


def test_a_serial_counter_never_goes_back():
    make_approved(winners=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        SerialCounter.objects.update(last=0)
