"""A decision: prepared by one, approved by another; departures only with a reason."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from assessment.actions import decision as decisions
from assessment.models import Decision, DecisionState
from assessment.titles import roman
from paritrana.accounts.queries import actor_of
from paritrana.audit.models import Event
from paritrana.lib.verdict import Refused
from paritrana.notifications.models import Message
from tests.factories.assessment import closed_panel, prepared_decision, secretariat_of, snapshot_of
from tests.factories.people import give_role, make_organisation, make_person

pytestmark = pytest.mark.django_db
HEAD = {"decree": "SK 1", "decided_on": date(2026, 3, 1)}
ROLES = [
    "officer",
    "assessor",
    "chair",
    "province_secretariat",
    "national_secretariat",
    "decider",
    "auditor",
    "admin",
]


@pytest.fixture
def panel(db):
    return closed_panel(nominations=3, assessors=3)


def somebody(role, panel):
    return actor_of(make_person(role, region=None if role == "national_secretariat" else panel.round.region))


def test_the_proposal_is_the_ranking_itself(panel):
    places = decisions.suggested(snapshot_of(panel, "final"))
    assert [(place.rank, place.title) for place in places] == [
        (1, "Terbaik I"),
        (2, "Terbaik II"),
        (3, "Terbaik III"),
    ]


def test_roman_numerals():
    assert [roman(n) for n in (1, 2, 3, 4, 5, 6, 9, 10, 14, 19)] == [
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "IX",
        "X",
        "XIV",
        "XIX",
    ]


@pytest.mark.parametrize("role", ROLES)
def test_only_the_rounds_secretariat_prepares(panel, role):
    snapshot = snapshot_of(panel, "final")
    by = somebody(role, panel)
    places = decisions.suggested(snapshot)
    if role == "province_secretariat":
        make_person("decider", region=panel.round.region)
        decision = decisions.prepare(snapshot, places=places, by=by, **HEAD)
        assert Event.objects.filter(verb="decision.prepare").count() == 1
        assert Message.objects.filter(kind="decision.prepared").count() == 1
        assert decision.state == DecisionState.PREPARED
    else:
        with pytest.raises(Refused):
            decisions.prepare(snapshot, places=places, by=by, **HEAD)


def test_departures_need_a_reason(panel):
    snapshot, by = snapshot_of(panel, "final"), secretariat_of(panel.round)
    first, second, third = decisions.suggested(snapshot)
    swapped = [replace(first, rank=2), replace(second, rank=1), third]
    with pytest.raises(Refused, match=first.nomination.name):
        decisions.prepare(snapshot, places=swapped, by=by, **HEAD)
    with pytest.raises(Refused, match=third.nomination.name):
        decisions.prepare(snapshot, places=[first, second], by=by, **HEAD)
    reasoned = [replace(place, reason="Pleno.") for place in swapped[:2]]
    omitted = {third.nomination.public_id: "Mengundurkan diri."}
    decision = decisions.prepare(snapshot, places=reasoned, omissions=omitted, by=by, **HEAD)
    assert decision.omissions == omitted
    assert [place.departure_reason for place in decision.places.all()] == ["Pleno.", "Pleno."]


def test_a_title_that_contradicts_its_rank_needs_a_reason(panel):
    snapshot, by = snapshot_of(panel, "final"), secretariat_of(panel.round)
    first, second, third = decisions.suggested(snapshot)
    swapped = [replace(first, title=third.title), second, replace(third, title=first.title)]
    with pytest.raises(Refused):
        decisions.prepare(snapshot, places=swapped, by=by, **HEAD)
    explained = [replace(place, reason="Pleno.") for place in swapped]
    decisions.prepare(snapshot, places=explained, by=by, **HEAD)


def test_bad_places_are_refused(panel):
    snapshot, by = snapshot_of(panel, "final"), secretariat_of(panel.round)
    places = decisions.suggested(snapshot)
    stranger = replace(places[0], nomination=closed_panel(1, 1).round.nominations.get(), reason="x")
    for bad in ([], [replace(places[0], title=" ")], [*places, places[0]], [stranger]):
        with pytest.raises(Refused):
            decisions.prepare(snapshot, places=bad, by=by, **HEAD)
    with pytest.raises(Refused):
        decisions.prepare(snapshot, places=places, by=by, decree=" ", decided_on=date(2026, 3, 1))
    assert not Decision.objects.exists()


def test_only_the_newest_final_snapshot_is_decided_on(panel):
    old, by = snapshot_of(panel, "final"), secretariat_of(panel.round)
    snapshot_of(panel, "final")
    with pytest.raises(Refused):
        decisions.prepare(old, places=decisions.suggested(old), by=by, **HEAD)
    shortlist = snapshot_of(panel, "shortlist")
    with pytest.raises(Refused, match="daftar undangan"):
        decisions.prepare(shortlist, places=decisions.suggested(shortlist), by=by, **HEAD)


def test_a_newer_snapshot_stops_the_approval(panel):
    decision = prepared_decision(panel)
    snapshot_of(panel, "final")
    with pytest.raises(Refused):
        decisions.approve(decision, by=somebody("decider", panel))


def test_one_ranking_has_one_decision(panel):
    decision = prepared_decision(panel)
    with pytest.raises(Refused):
        prepared_decision(panel)
    decisions.withdraw(Decision.objects.get(), reason="Salah ketik.", by=secretariat_of(panel.round))
    assert prepared_decision(panel).pk != decision.pk


# ---- every state × step × role
@pytest.mark.parametrize("state", DecisionState.values)
@pytest.mark.parametrize("step", ["approve", "withdraw"])
def test_each_step_is_taken_by_its_role_from_its_state_alone(state, step):
    panel = closed_panel(nominations=1, assessors=3)
    decision = prepared_decision(panel)
    if state == DecisionState.APPROVED:
        decisions.approve(decision, by=somebody("decider", panel))
    elif state == DecisionState.WITHDRAWN:
        decisions.withdraw(decision, reason="Uji.", by=secretariat_of(panel.round))
    before = Event.objects.filter(noun="decision").count()
    takes = {"approve": "decider", "withdraw": "province_secretariat"}[step]

    def take(by):
        if step == "approve":
            return decisions.approve(decision, by=by)
        return decisions.withdraw(decision, reason="Uji.", by=by)

    for role in sorted(ROLES, key=lambda role: role == takes):
        by = somebody(role, panel)
        if state == DecisionState.PREPARED and role == takes:
            assert take(by).state == {"approve": "approved", "withdraw": "withdrawn"}[step]
            assert Event.objects.filter(noun="decision").count() == before + 1
        else:
            with pytest.raises(Refused):
                take(by)
            assert Decision.objects.get().state == state
            assert Event.objects.filter(noun="decision").count() == before


def test_the_preparer_cannot_approve_even_as_decider(panel):
    user = make_person("province_secretariat", region=panel.round.region)
    give_role(user, "decider", make_organisation("committee", region=panel.round.region))
    decision = prepared_decision(panel, by=actor_of(user))
    with pytest.raises(Refused, match="kedua|second"):
        decisions.approve(decision, by=actor_of(user))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE assessment_decision SET state = 'approved', approved_at = now(), approved_by_id = prepared_by_id"
        )


def test_an_approval_holds_its_panel_and_an_ended_decision_never_changes(panel):
    prepared, by = prepared_decision(panel), somebody("decider", panel)
    with CaptureQueriesContext(connection) as asked:
        decision = decisions.approve(prepared, by=by)
    held = next(query["sql"] for query in asked if "FOR UPDATE" in query["sql"])
    assert held.endswith('FOR UPDATE OF "assessment_panel"')  # before its own row, as every snapshot does
    for command in (
        "UPDATE assessment_decision SET decree = 'lain'",
        "UPDATE assessment_decision SET state = 'prepared', approved_at = NULL, approved_by_id = NULL",
        "DELETE FROM assessment_decisionplace",
        "INSERT INTO assessment_decisionplace (decision_id, nomination_id, title, departure_reason)"
        f" SELECT decision_id, nomination_id, 'Lain', '' FROM assessment_decisionplace WHERE decision_id = {decision.pk}",
    ):
        refused = pytest.raises(Exception, match="never|only ends|no further")
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(command)
