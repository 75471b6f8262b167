"""Certificates for those who took part and for those who judged: after publication, once each, in series of their own."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from assessment.models import ScoreSheet, Seat
from ceremony import actions
from ceremony.invariants import broken_serials
from ceremony.models import Batch, Certificate, CertificateKind
from ceremony.queries.certificate import certificates_seen_by
from nominations.models import Nomination
from paritrana.accounts.models import Membership, User
from paritrana.accounts.queries import actor_of
from paritrana.documents import rendering, store
from paritrana.documents.models import ReportRun, RunState
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from tests.factories.ceremony import (
    decider_of,
    make_approved,
    make_decision,
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


def thank(decision, kind: CertificateKind, *, by) -> int:
    return actions.thank(decision, kind, by=by, progress=lambda done, total: None)


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
    assert thank(decision, PARTICIPATION, by=by) == 2
    assert thank(decision, PARTICIPATION, by=by) == 0
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
    assert thank(decision, ASSESSOR, by=publisher_of(decision)) == 2
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
        thank(embargoed, PARTICIPATION, by=publisher_of(embargoed))
    with pytest.raises(Refused):
        thank(decision, PARTICIPATION, by=decider_of(decision))
    assert not Certificate.objects.exclude(kind="award").exists()


def test_no_thanks_while_another_decision_of_the_pool_is_under_embargo(fresh):
    """Who is left out of the participants has won: a title that is public must not tell of the final."""
    title = make_published(winners=1, ranking="pioneer")
    pool = title.panel.round
    final, other = make_approved(pool, winners=1), make_decision(pool, winners=1, ranking="zone")
    by = publisher_of(final)
    with translation.override("en"):
        for decision, words in ((title, "on the final ranking"), (final, "once the results are public")):
            with pytest.raises(Refused, match=words):
                thank(decision, PARTICIPATION, by=by)
            with pytest.raises(Refused, match=words):
                actions.order_thanks(decision, PARTICIPATION, by=by)
    page = fresh(User.objects.get(pk=by.user_id)).get(
        reverse("ceremony:certificates", args=[title.public_id])
    )
    assert reverse("ceremony:thank", args=[title.public_id]) not in page.content.decode()
    actions.publish(final, by=by)
    other = actions.approve_decision(other, by=decider_of(other))
    nominee(final, "PT Serta", "submitted")
    with pytest.raises(Refused, match=other.decree):
        thank(final, PARTICIPATION, by=by)
    assert not Certificate.objects.filter(kind=PARTICIPATION).exists()
    actions.publish(other, by=by)
    assert thank(final, PARTICIPATION, by=by) == 1


def test_a_name_that_cannot_be_printed_refuses_all_and_takes_no_serial(decision):
    nominee(decision, "PT 北京", "submitted")
    with pytest.raises(Refused, match="5317"):
        thank(decision, PARTICIPATION, by=publisher_of(decision))
    assert not Certificate.objects.filter(kind=PARTICIPATION).exists()


def test_a_certificate_of_participation_is_replaced_within_its_series_without_touching_any_award(decision):
    thank(decision, PARTICIPATION, by=publisher_of(decision))
    first = Certificate.objects.get(serial="CTH-2025-P32-SERTA-0001")
    newer = reissue(first, "PT Ikut Serta")
    assert (newer.serial, newer.kind, newer.facts["title_en"]) == (
        "CTH-2025-P32-SERTA-0003", "participation", "Participant",
    )  # fmt: skip
    assert newer.nomination == first.nomination
    assert not decision.awards.exclude(corrects=None).exists()


def test_a_worker_that_dies_between_two_portions_is_taken_up_where_it_stood(decision, monkeypatch):
    monkeypatch.setattr("ceremony.actions.thanking.PORTION", 1)
    by, batch = publisher_of(decision), decision.batch
    Batch.objects.filter(pk=batch.pk).update(told_at=clock.now())
    told = []

    def killed(done, total):
        told.append((done, total))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        actions.thank(decision, PARTICIPATION, by=by, progress=killed)
    batch.refresh_from_db()
    assert (told, Certificate.objects.filter(kind=PARTICIPATION).count()) == ([(1, 2)], 1)
    assert batch.told_at  # the press is told of when the last one has been ordered
    assert thank(decision, PARTICIPATION, by=by) == 1
    batch.refresh_from_db()
    assert batch.told_at is None
    serials = Certificate.objects.filter(kind=PARTICIPATION).values_list("serial", flat=True)
    assert sorted(serials) == ["CTH-2025-P32-SERTA-0001", "CTH-2025-P32-SERTA-0002"]
    assert not list(broken_serials())


def test_thanks_are_a_run_with_the_askers_rights_whose_product_lists_them(decision, fresh):
    by = publisher_of(decision)
    address = reverse("ceremony:thank", args=[decision.public_id])
    answer = fresh(User.objects.get(pk=by.user_id)).post(address, {"kind": "participation"})
    run = ReportRun.objects.get(report="ceremony.thanks")
    assert answer.url == reverse("documents:run", args=[run.public_id])
    assert not Certificate.objects.filter(kind=PARTICIPATION).exists()
    rendering.render(run.pk)
    run.refresh_from_db()
    assert (run.state, run.progress, run.total) == (RunState.DONE, 2, 2)
    lines = store.path_of(run.document.sha256).read_text().splitlines()
    assert [line.split(";")[:2] for line in lines[1:]] == [
        ["CTH-2025-P32-SERTA-0001", "PT Ikut"],
        ["CTH-2025-P32-SERTA-0002", "PT Serta"],
    ]
    again = actions.order_thanks(decision, PARTICIPATION, by=by)
    rendering.render(again.pk)
    again.refresh_from_db()
    assert (again.state, Certificate.objects.filter(kind=PARTICIPATION).count()) == (RunState.DONE, 2)
    last = actions.order_thanks(decision, PARTICIPATION, by=by)
    Membership.objects.filter(user=by.user_id).update(
        valid_until="2000-01-02", ended_at=clock.now(), ended_by=by.user_id
    )
    nominee(decision, "PT Terlambat", "submitted")
    rendering.render(last.pk)
    last.refresh_from_db()
    assert last.state == RunState.FAILED
    assert Certificate.objects.filter(kind=PARTICIPATION).count() == 2
