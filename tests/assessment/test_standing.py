"""What has changed since a snapshot: the gate sees it, no decision rests on it, and a new snapshot puts it right."""

from datetime import date, timedelta

import pytest

from assessment.actions import absence, signoff
from assessment.actions import decision as decisions
from assessment.models import Clearance, Conflict, DecisionState
from assessment.policies.ranking import may_clear
from assessment.queries.checks import checks_of
from assessment.queries.standing import changes_since, late_conflicts
from nominations.models import Finding, Nomination, Objection
from paritrana.accounts.queries import actor_of
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.notifications.models import Message
from tests.factories.assessment import (
    cleared,
    closed_panel,
    counted_again,
    make_nomination,
    prepared_decision,
    region,
    secretariat_of,
    snapshot_of,
)
from tests.factories.people import give_role, make_organisation, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel():
    return closed_panel(nominations=1, assessors=3)


def open_checks(snapshot) -> set[str]:
    return {check.code for check in checks_of(snapshot) if not check.holds}


def decide(snapshot):
    return decisions.prepare(
        snapshot,
        places=decisions.suggested(snapshot),
        decree="SK 9",
        decided_on=date(2026, 3, 1),
        by=secretariat_of(snapshot.panel.round),
    )


def test_a_finding_or_an_objection_that_is_open_keeps_the_gate_shut(panel):
    snapshot = snapshot_of(panel, "final")
    nomination, by, now = snapshot.placings.get().nomination, secretariat_of(panel.round), clock.now()
    counted_again(snapshot)
    assert open_checks(snapshot) == set()
    finding = Finding.objects.create(
        nomination=nomination, title="Cakupan", due_at=now, asked_at=now, asked_by_id=by.user_id
    )
    (check,) = [check for check in checks_of(snapshot) if not check.holds]
    assert (check.code, nomination.name in check.sentence) == ("findings", True)
    Finding.objects.filter(pk=finding.pk).update(state="settled")
    assert open_checks(snapshot) == set()
    Objection.objects.create(
        nomination=nomination, outcome_at=now, ground="Angka.", filed_at=now, filed_by_id=by.user_id
    )
    assert open_checks(snapshot) == {"findings"}


def test_an_auditor_with_a_part_in_the_pool_signs_nothing(panel):
    snapshot = snapshot_of(panel, "final")
    user = make_person("auditor", region=panel.round.region)
    assert may_clear(actor_of(user), snapshot)
    give_role(user, "officer", snapshot.placings.get().nomination.organisation)
    with pytest.raises(Refused, match="Kota Bekasi"):
        signoff.sign(snapshot, by=actor_of(user))


def test_a_tie_that_only_the_tables_know_is_found_and_the_next_snapshot_sets_the_sheet_aside(panel):
    snapshot = snapshot_of(panel, "final")
    seat = panel.seats.filter(is_assessor=True).first()
    give_role(seat.user, "officer", make_organisation(region=region("32.75")))
    assert not Conflict.objects.exists()
    assert "Kota Bekasi" in late_conflicts(snapshot)
    assert {"conflicts", "standing"} <= open_checks(snapshot)
    newer = snapshot_of(panel, "final")
    assert Conflict.objects.get().is_late
    assert newer.placings.get().remarks == [f"recused_sheet:{seat.label}"]
    assert late_conflicts(newer) == ""


def test_a_sheet_whose_assessor_never_declared_anything_keeps_the_gate_shut(panel):
    snapshot = snapshot_of(panel, "final")
    Clearance.objects.filter(seat=panel.seats.filter(is_assessor=True).first()).delete()
    assert "conflicts" in open_checks(snapshot)


def test_figures_verified_again_and_a_nomination_that_came_later_ask_for_a_new_snapshot(panel):
    snapshot = snapshot_of(panel, "shortlist")
    make_nomination(panel.round, "32.73")
    assert "Kota Bandung" in changes_since(snapshot)
    again = snapshot_of(panel, "shortlist")
    assert changes_since(again) == ""
    later = again.taken_at + timedelta(seconds=1)
    Nomination.objects.filter(region__code="32.75").update(verified_at=later)
    assert "Kota Bekasi" in changes_since(again)


def test_absent_after_a_ranking_asks_for_a_new_one_and_no_decision_rests_on_the_old(panel):
    snapshot = cleared(snapshot_of(panel, "final"))
    nomination, by = snapshot.placings.get().nomination, secretariat_of(panel.round)
    absence.record_absence(nomination, ground="Tidak datang.", by=by)
    assert Message.objects.filter(kind="ranking.outdated", params__nomination=nomination.name).exists()
    with pytest.raises(Refused, match="Kota Bekasi"):
        decide(snapshot)
    assert snapshot_of(panel, "final").placings.get().status == "absent"


def test_absent_is_refused_while_a_decision_stands(panel):
    decision = prepared_decision(panel)
    nomination, by = decision.places.get().nomination, secretariat_of(panel.round)
    with pytest.raises(Refused, match="SK 2/2026"):
        absence.record_absence(nomination, ground="Tidak datang.", by=by)
    decisions.approve(decision, by=actor_of(make_person("decider", region=panel.round.region)))
    with pytest.raises(Refused, match="SK 2/2026"):
        absence.record_absence(nomination, ground="Tidak datang.", by=by)
    nomination.refresh_from_db()
    assert nomination.state == "verified"


def test_a_decision_prepared_before_is_not_approved_on_other_facts(panel):
    decision = prepared_decision(panel)
    Nomination.objects.filter(region__code="32.75").update(state="withdrawn", ground="Mundur.")
    with pytest.raises(Refused, match="Kota Bekasi"):
        decisions.approve(decision, by=actor_of(make_person("decider", region=panel.round.region)))
    assert decision.state == DecisionState.PREPARED
