"""Verdicts: one for each metric, never overwritten by a colleague, and complete when verification ends."""

import pytest

from nominations import actions, queries
from nominations.models import Nomination, Reason, State, Verdict, Verification
from paritrana.accounts.queries import actor_of
from paritrana.audit.queries import trail_of
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.notifications.models import Message
from tests.factories.nominations import judge_all, make_nomination, verifier_of
from tests.factories.people import give_role, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def nomination() -> Nomination:
    return make_nomination(State.SUBMITTED)


@pytest.fixture
def by(nomination) -> Actor:
    return verifier_of(nomination.round)


def test_accepting_takes_the_claimed_figure(nomination, by):
    row = actions.judge(nomination, "formal", verdict=Verdict.ACCEPTED, version=0, by=by)
    assert (row.covered, row.total, row.version) == (886113, 929199, 1)
    assert queries.verified_metrics(nomination) == {"formal": {"covered": 886113, "total": 929199}}


def test_correcting_needs_both_counts_and_a_reason(nomination, by):
    def correct(**given):
        return actions.judge(nomination, "formal", verdict=Verdict.CORRECTED, version=0, by=by, **given)

    with pytest.raises(Refused, match="kedua jumlah"):
        correct(covered=5, reason=Reason.MISTYPED)
    with pytest.raises(Refused, match="dari jumlah 0"):
        correct(covered=5, total=0, reason=Reason.MISTYPED)
    with pytest.raises(Refused, match="Pilih alasannya"):
        correct(covered=5, total=9)
    with pytest.raises(Refused, match="Pilih alasannya"):
        correct(covered=5, total=9, reason="whatever")
    with pytest.raises(Refused, match="dengan kata-kata"):
        correct(covered=5, total=9, reason=Reason.OTHER)
    row = correct(covered=5, total=9, reason=Reason.OTHER_IN_EVIDENCE, note="Halaman 3.")
    assert (row.covered, row.total, row.note) == (5, 9, "Halaman 3.")
    figure = nomination.figures.get(metric="formal")
    assert (figure.covered, figure.total) == (886113, 929199)  # the claim stays beside it


def test_a_value_is_corrected_as_a_decimal_string(nomination, by):
    with pytest.raises(Refused, match="Tulis angka"):
        actions.judge(
            nomination, "arrears_months", verdict=Verdict.CORRECTED, version=0, by=by, reason=Reason.MISTYPED
        )
    actions.judge(
        nomination,
        "arrears_months",
        verdict=Verdict.CORRECTED,
        version=0,
        by=by,
        value="2.5",
        reason=Reason.MISTYPED,
    )
    assert queries.verified_metrics(nomination) == {"arrears_months": "2.5"}


def test_what_is_not_proven_counts_as_nothing(nomination, by):
    with pytest.raises(Refused, match="Pilih alasannya"):
        actions.judge(nomination, "formal", verdict=Verdict.NOT_PROVEN, version=0, by=by)
    actions.judge(
        nomination,
        "formal",
        verdict=Verdict.NOT_PROVEN,
        version=0,
        by=by,
        covered=1,
        total=2,
        reason=Reason.NO_EVIDENCE,
    )
    assert queries.verified_metrics(nomination) == {"formal": None}


def test_there_must_be_a_figure_to_accept_and_a_verdict_that_exists(nomination, by):
    with pytest.raises(Refused, match="tidak ada angka utuh|Tidak ada angka utuh"):
        actions.judge(nomination, "total", verdict=Verdict.ACCEPTED, version=0, by=by)
    with pytest.raises(Refused, match="Pilih putusan"):
        actions.judge(
            nomination, "formal", verdict="perhaps", version=0, by=by, reason=Reason.OTHER, note="x"
        )
    with pytest.raises(KeyError):
        actions.judge(nomination, "height", verdict=Verdict.ACCEPTED, version=0, by=by)


def test_two_verifiers_never_overwrite_each_other(nomination, by):
    colleague = verifier_of(nomination.round)
    actions.judge(nomination, "formal", verdict=Verdict.ACCEPTED, version=0, by=colleague)
    with pytest.raises(Refused, match="telah memberi putusan"):
        actions.judge(
            nomination, "formal", verdict=Verdict.NOT_PROVEN, version=0, by=by, reason=Reason.NO_EVIDENCE
        )
    assert Verification.objects.get().verdict == Verdict.ACCEPTED
    again = actions.judge(
        nomination, "formal", verdict=Verdict.NOT_PROVEN, version=1, by=by, reason=Reason.NO_EVIDENCE
    )
    assert (again.version, again.covered) == (2, None)
    last = trail_of(nomination).last()
    before, after = last.changes["figure.formal.verified"]
    assert (before["verdict"], after["verdict"]) == ("accepted", "not_proven")


def test_the_end_needs_a_verdict_for_every_figure_that_was_filed(nomination, by):
    judge_all(nomination, by, only=["formal", "arrears_months"])
    with pytest.raises(Refused, match=r"menunggu putusan: Pekerja bukan penerima upah\."):
        actions.verify(nomination, by=by)
    judge_all(nomination, by, only=["informal"])
    ended = actions.verify(nomination, by=by)
    assert (ended.state, ended.verified_by_id) == (State.VERIFIED, by.user_id)
    figures = queries.verified_metrics(nomination)
    assert {code: figure for code, figure in figures.items() if figure is not None} == {
        "formal": {"covered": 886113, "total": 929199},
        "informal": {"covered": 55289, "total": 454088},
        "arrears_months": "0",
    }
    assert set(figures) == {metric.code for metric in queries.rules_of(nomination).metrics}
    assert Verification.objects.get(metric="total").reason == Reason.NOT_FILED
    assert set(Message.objects.filter(kind="nomination.verified").values_list("recipient_id", flat=True)) == {
        nomination.created_by_id,
        nomination.submitted_by_id,
    }


def test_each_change_leaves_exactly_one_event(nomination, by):
    before = trail_of(nomination).count()
    judge_all(nomination, by)
    actions.verify(nomination, by=by)
    actions.mark_absent(nomination, ground="Tidak hadir pada giliran.", by=by)
    assert list(trail_of(nomination).values_list("verb", flat=True))[before:] == [
        "nomination.judge",
        "nomination.judge",
        "nomination.judge",
        "nomination.verify",
        "nomination.mark_absent",
    ]


def test_a_verdict_after_the_end_is_refused(nomination, by):
    judge_all(nomination, by)
    actions.verify(nomination, by=by)
    with pytest.raises(Refused, match="keadaan sekarang"):
        actions.judge(
            nomination, "formal", verdict=Verdict.NOT_PROVEN, version=1, by=by, reason=Reason.NO_EVIDENCE
        )


def test_ineligibility_needs_a_ground(nomination, by):
    with pytest.raises(Refused, match="Tulis dasarnya"):
        actions.declare_ineligible(nomination, ground="", by=by)
    ended = actions.declare_ineligible(nomination, ground="Bukan peserta.", by=by)
    assert (ended.state, ended.ground) == (State.INELIGIBLE, "Bukan peserta.")
    assert ended.verified_at


def test_who_has_a_part_in_it_does_not_verify(nomination):
    for person in (nomination.created_by, nomination.submitted_by):
        give_role(
            person,
            "province_secretariat",
            make_person("province_secretariat", region=nomination.round.region)
            .memberships.get()
            .organisation,
        )
        with pytest.raises(Refused, match="ikut serta"):
            actions.judge(nomination, "formal", verdict=Verdict.ACCEPTED, version=0, by=actor_of(person))


def test_the_secretariat_of_another_province_does_not_verify(nomination):
    other = actor_of(make_person("province_secretariat", region=nomination.region))
    with pytest.raises(Refused, match="Hanya sekretariat putaran"):
        actions.judge(nomination, "formal", verdict=Verdict.ACCEPTED, version=0, by=other)


def test_the_pool_has_everything_submitted_and_no_draft(nomination):
    round_, category = nomination.round, nomination.category
    states = {}
    for state in (State.DRAFT, State.VERIFIED, State.INELIGIBLE, State.WITHDRAWN, State.ABSENT):
        states[state] = make_nomination(state, round_=round_)
    found = {one.pk for one in queries.pool(round_, category)}
    assert found == {nomination.pk, *(one.pk for state, one in states.items() if state != State.DRAFT)}
