"""Certificates for those who took part and for those who judged: after publication, once each, in series of their own."""

import pytest
from django.test import Client

from assessment.models import ScoreSheet, Seat
from ceremony import actions
from ceremony.invariants import broken_serials
from ceremony.models import Certificate, CertificateKind
from ceremony.queries import certificates_seen_by
from nominations.models import Nomination
from paritrana.accounts.queries import actor_of
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from tests.factories.ceremony import (
    decider_of,
    make_approved,
    make_nominee,
    make_published,
    publisher_of,
    reissue,
)
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db

PARTICIPATION, ASSESSOR = CertificateKind.PARTICIPATION, CertificateKind.ASSESSOR


@pytest.fixture
def decision():
    made = make_published(winners=1)
    for name, state in (("PT Serta", "submitted"), ("PT Ikut", "verified"), ("PT Konsep", "draft")):
        nominee(made, name, state)
    return made


def nominee(decision, name: str, state: str) -> Nomination:
    row = make_nominee(decision.panel.round, decision.panel.category, name)
    moments = {
        "submitted": {
            "digest": "0" * 64,
            "submitted_at": clock.now(),
            "submitted_by": make_person("approver"),
        },
        "draft": {},
    }
    moments["verified"] = moments["submitted"] | {"verified_at": clock.now(), "verified_by": row.created_by}
    Nomination.objects.filter(pk=row.pk).update(state=state, **moments[state])
    return row


def seat(decision, number: int, *, signed: bool, is_assessor: bool = True, duty: str = "member") -> Seat:
    person = make_person("assessor", region=decision.panel.round.region)
    made = Seat.objects.create(
        panel=decision.panel, user=person, number=number, duty=duty, is_assessor=is_assessor,
        seated_at=clock.now(), seated_by=person,
    )  # fmt: skip
    if signed:
        ScoreSheet.objects.create(
            seat=made, nomination=decision.awards.get().nomination, stage="document", state="signed",
            signed_at=clock.now(), signed_by=person, digest="0" * 64,
        )  # fmt: skip
    return made


def test_who_took_part_without_an_award_gets_one_certificate_in_a_series_of_its_own(decision):
    by = publisher_of(decision)
    assert actions.thank(decision, PARTICIPATION, by=by) == 2
    assert actions.thank(decision, PARTICIPATION, by=by) == 0
    made = Certificate.objects.filter(kind=PARTICIPATION).order_by("serial")
    assert [(row.serial, row.facts["recipient"]) for row in made] == [
        ("CTH-2025-P32-SERTA-0001", "PT Ikut"),
        ("CTH-2025-P32-SERTA-0002", "PT Serta"),
    ]
    assert not list(broken_serials())
    answer = Client().get(f"/periksa/{made[0].code}.json").json()
    assert (answer["state"], answer["kind"], answer["recipient"]) == ("valid", "participation", "PT Ikut")


def test_who_signed_a_sheet_or_led_the_panel_gets_one_and_who_did_nothing_does_not(decision):
    seat(decision, 1, signed=True)
    seat(decision, 2, signed=False)
    seat(decision, 3, signed=False, is_assessor=False, duty="chair")
    assert actions.thank(decision, ASSESSOR, by=publisher_of(decision)) == 2
    made = Certificate.objects.filter(kind=ASSESSOR).order_by("serial")
    assert [(row.serial, row.facts["title"]) for row in made] == [
        ("CTH-2025-P32-NILAI-0001", "Anggota tim penilai"),
        ("CTH-2025-P32-NILAI-0002", "Ketua tim penilai"),
    ]
    mine = certificates_seen_by(actor_of(made[0].seat.user))
    assert set(mine.filter(kind=ASSESSOR)) >= {made[0]}
    stranger = actor_of(make_person("officer", region=None))
    assert not certificates_seen_by(stranger).filter(kind=ASSESSOR).exists()


def test_before_publication_and_by_others_nobody_is_thanked(decision):
    embargoed = make_approved(winners=1)
    nominee(embargoed, "PT Menunggu", "submitted")
    with pytest.raises(Refused):
        actions.thank(embargoed, PARTICIPATION, by=publisher_of(embargoed))
    with pytest.raises(Refused):
        actions.thank(decision, PARTICIPATION, by=decider_of(decision))
    assert not Certificate.objects.exclude(kind="award").exists()


def test_a_name_that_cannot_be_printed_refuses_all_and_takes_no_serial(decision):
    nominee(decision, "PT 北京", "submitted")
    with pytest.raises(Refused, match="5317"):
        actions.thank(decision, PARTICIPATION, by=publisher_of(decision))
    assert not Certificate.objects.filter(kind=PARTICIPATION).exists()


def test_a_certificate_of_participation_is_replaced_within_its_series_without_touching_any_award(decision):
    actions.thank(decision, PARTICIPATION, by=publisher_of(decision))
    first = Certificate.objects.get(serial="CTH-2025-P32-SERTA-0001")
    newer = reissue(first, "PT Ikut Serta")
    assert (newer.serial, newer.kind, newer.facts["title_en"]) == (
        "CTH-2025-P32-SERTA-0003", "participation", "Participant",
    )  # fmt: skip
    assert newer.nomination == first.nomination
    assert not decision.awards.exclude(corrects=None).exists()
