"""Findings, returns and objections: who speaks when, and what becomes of verdicts."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from nominations import actions
from nominations.models import FindingState, Objection, State, Verdict, Verification
from nominations.queries.receipts import receipt_of
from paritrana.accounts.queries import actor_of
from paritrana.audit.queries import trail_of
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from tests.factories.nominations import archived, judge_all, make_nomination, submit, verifier_of
from tests.factories.people import make_person
from tests.reading import drawn_together

pytestmark = pytest.mark.django_db


@pytest.fixture
def nomination():
    return make_nomination(State.SUBMITTED)


@pytest.fixture
def by(nomination):
    return verifier_of(nomination.round)


def officer(nomination):
    return actor_of(nomination.created_by)


def test_a_finding_is_asked_answered_with_a_file_and_settled(nomination, by):
    finding = actions.ask(
        nomination, item="formal", title="Pekerja penerima upah", text="Termasuk luar kota?", by=by
    )
    assert finding.due_at - finding.asked_at == timedelta(days=3)  # as the rulebook says
    with pytest.raises(Refused, match="masih punya waktu"):
        actions.settle(finding, by=by)
    with pytest.raises(Refused, match="Hanya instansi"):
        actions.answer(finding, text="Ya.", by=by)
    with pytest.raises(Refused, match="beberapa kata"):
        actions.answer(finding, text=" ", by=officer(nomination))
    actions.answer(finding, text="Tidak.", upload=archived("surat.pdf"), by=officer(nomination))
    with pytest.raises(Refused, match="tidak mungkin"):
        actions.answer(finding, text="Sekali lagi.", by=officer(nomination))
    finding = actions.ask_again(finding, text="Sejak kapan?", by=by)
    finding = actions.answer(finding, text="Sejak Januari.", by=officer(nomination))
    finding = actions.settle(finding, text="Jelas.", by=by)
    assert finding.state == FindingState.SETTLED
    assert [line.text for line in finding.lines.all()] == [
        "Termasuk luar kota?",
        "Tidak.",
        "Sejak kapan?",
        "Sejak Januari.",
        "Jelas.",
    ]
    assert [event.verb for event in trail_of(finding)] == [
        "finding.ask",
        "finding.answer",
        "finding.ask_again",
        "finding.answer",
        "finding.settle",
    ]


def test_after_the_deadline_nobody_answers_and_the_desk_settles(nomination, by):
    finding = actions.ask(nomination, text="Mohon bukti.", by=by)
    with clock.set_to(finding.due_at):
        with pytest.raises(Refused, match="sudah lewat"):
            actions.answer(finding, text="Terlambat.", by=officer(nomination))
        assert actions.settle(finding, by=by).state == FindingState.SETTLED


def test_verification_does_not_end_over_an_open_finding(nomination, by):
    judge_all(nomination, by)
    finding = actions.ask(nomination, title="Regulasi", text="Mana berkasnya?", by=by)
    with pytest.raises(Refused, match="belum selesai: Regulasi"):
        actions.verify(nomination, by=by)
    actions.answer(finding, text="Terlampir.", by=officer(nomination))
    actions.settle(finding, by=by)
    assert actions.verify(nomination, by=by).state == State.VERIFIED


def test_a_finding_of_one_source_is_asked_once(nomination, by):
    first = actions.ask(nomination, item="formal", text="Selisih.", reference="recap:1", by=by)
    assert actions.ask(nomination, item="formal", text="Selisih.", reference="recap:1", by=by) == first


def test_a_returned_nomination_is_mended_and_its_changed_verdicts_fall(nomination, by):
    judge_all(nomination, by)
    writer, approver = officer(nomination), nomination.submitted_by
    until = clock.now() + timedelta(days=2)
    with pytest.raises(Refused, match="apa yang harus diperbaiki"):
        actions.give_back(nomination, reason=" ", due_at=until, by=by)
    with pytest.raises(Refused, match="sudah lewat"):
        actions.give_back(nomination, reason="Perbarui.", due_at=clock.now(), by=by)
    actions.give_back(nomination, reason="Perbarui angka.", due_at=until, by=by)
    nomination.refresh_from_db()
    assert nomination.state == State.RETURNED
    with pytest.raises(Refused, match="tidak mungkin"):
        actions.judge(nomination, "formal", verdict=Verdict.ACCEPTED, version=1, by=by)
    figure = nomination.figures.get(metric="formal")
    actions.save(figure, changes={"covered": 880000}, version=figure.version, by=writer)
    with clock.set_to(until), pytest.raises(Refused, match="sudah lewat"):
        actions.save(figure, changes={"covered": 1}, version=figure.version + 1, by=writer)
    first_receipt = receipt_of(nomination)
    nomination = submit(nomination, approver)
    assert nomination.state == State.SUBMITTED
    assert receipt_of(nomination) != first_receipt
    kept = set(Verification.objects.filter(nomination=nomination).values_list("metric", flat=True))
    assert kept == {"informal", "arrears_months"}
    with pytest.raises(Refused, match="menunggu putusan: Pekerja penerima upah"):
        actions.verify(nomination, by=by)


def test_the_database_lets_a_returned_claim_be_written_and_no_other(nomination, by):
    figure = nomination.figures.get(metric="formal")
    with pytest.raises(Exception, match="never changes"), transaction.atomic():
        type(figure).objects.filter(pk=figure.pk).update(covered=1)
    actions.give_back(nomination, reason="Perbarui.", due_at=clock.now() + timedelta(days=1), by=by)
    assert type(figure).objects.filter(pk=figure.pk).update(covered=1) == 1


def test_what_changed_is_shown_to_the_desk(nomination, by, client_as):
    actions.give_back(nomination, reason="Perbarui.", due_at=clock.now() + timedelta(days=1), by=by)
    figure = nomination.figures.get(metric="formal")
    actions.save(figure, changes={"covered": 880000}, version=figure.version, by=officer(nomination))
    page = reverse("nominations:nomination", args=[nomination.public_id])
    desk = client_as(make_person("province_secretariat", region=nomination.round.region))
    nomination.refresh_from_db()
    submit(nomination, nomination.submitted_by)
    shown = desk.get(page).content.decode()
    assert "Berubah sejak dikembalikan: 1 isian" in shown
    assert "886.113 dari 929.199 → 880.000 dari 929.199" in drawn_together(shown)


def test_an_objection_is_answered_and_may_open_verification_again(nomination, by):
    judge_all(nomination, by)
    writer = officer(nomination)
    with pytest.raises(Refused, match="tidak mungkin"):
        actions.file_objection(nomination, ground="Angka kami benar.", by=writer)
    nomination = actions.verify(nomination, by=by)
    with pytest.raises(Refused, match="Hanya pengusul"):
        actions.file_objection(nomination, ground="Bukan kami.", by=by)
    with (
        clock.set_to(nomination.verified_at + timedelta(days=3)),
        pytest.raises(Refused, match="sudah lewat"),
    ):
        actions.file_objection(nomination, ground="Terlambat.", by=writer)
    objection = actions.file_objection(nomination, ground="Angka kami benar.", by=writer)
    with pytest.raises(Refused, match="sudah menyanggah"):
        actions.file_objection(nomination, ground="Sekali lagi.", by=writer)
    with pytest.raises(Refused, match="Tulis jawabannya"):
        actions.settle_objection(objection, uphold=True, answer="", by=by)
    objection = actions.settle_objection(objection, uphold=True, answer="Benar, diperiksa lagi.", by=by)
    nomination.refresh_from_db()
    assert (objection.state, nomination.state, nomination.verified_at) == ("upheld", State.SUBMITTED, None)
    with pytest.raises(Refused, match="tidak mungkin"):
        actions.settle_objection(objection, uphold=False, answer="Tidak jadi.", by=by)
    assert actions.verify(nomination, by=by).state == State.VERIFIED


def test_a_rejected_objection_leaves_the_outcome(nomination, by):
    nomination = actions.declare_ineligible(nomination, ground="Bukan wilayahnya.", by=by)
    objection = actions.file_objection(nomination, ground="Keliru.", by=officer(nomination))
    actions.settle_objection(objection, uphold=False, answer="Tetap.", by=by)
    nomination.refresh_from_db()
    assert nomination.state == State.INELIGIBLE
    with pytest.raises(IntegrityError), transaction.atomic():
        Objection.objects.filter(pk=objection.pk).update(answer="")


def test_the_thread_in_a_browser(nomination, by, client_as):
    secretariat = client_as(make_person("province_secretariat", region=nomination.round.region))
    ask = reverse("nominations:ask", args=[nomination.public_id])
    assert secretariat.post(ask, {"text": ""}).status_code == 422
    page = secretariat.post(ask, {"item": "formal", "text": "Termasuk luar kota?"})["Location"]
    theirs = client_as(nomination.created_by)
    assert "Termasuk luar kota?" in theirs.get(page).content.decode()
    theirs.post(page, {"text": "Tidak."})
    assert "Dijawab" in secretariat.get(page).content.decode()
    secretariat.post(page, {"text": "", "settle": ""})
    assert nomination.findings.get().state == FindingState.SETTLED
    stranger = client_as(make_person("officer", region=None))
    assert stranger.get(page).status_code == 404


def test_words_of_either_side_wait_in_the_browser_until_they_have_arrived(nomination, by, client_as):
    finding = actions.ask(nomination, text="Mohon bukti.", by=by)
    for person in (
        nomination.created_by,
        make_person("province_secretariat", region=nomination.round.region),
    ):
        page = (
            client_as(person).get(reverse("nominations:finding", args=[finding.public_id])).content.decode()
        )
        assert " data-kept>" in page
        assert "data-kept-words" in page


def test_only_forms_that_are_sent_as_a_whole_are_kept_as_such(settings):
    """The room's question form keeps its words itself (room.js); two keepers would overwrite each other."""
    kept = [
        path for path in (settings.BASE_DIR / "templates").rglob("*.html") if "data-kept" in path.read_text()
    ]
    assert len(kept) >= 10
    assert all("data-kept=" not in path.read_text() and "data-stay" not in path.read_text() for path in kept)
