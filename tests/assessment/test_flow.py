"""The whole way from handed-out sheets to an approved decision, through the actions."""

import json

import pytest

from assessment import scoring
from assessment.actions import decision as decisions
from assessment.models import DecisionState, PanelState, ScoreSheet
from assessment.queries.pack import pack_of
from assessment.recounting import recount
from paritrana.accounts.queries import actor_of
from paritrana.audit.models import Event
from tests.factories.assessment import closed_panel, prepared_decision, snapshot_of
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def test_from_sheets_to_an_approved_decision():
    panel = closed_panel()
    assert panel.state == PanelState.CLOSED
    snapshot = snapshot_of(panel, "final")
    assert recount(snapshot).is_equal
    assert scoring.check(json.loads("".join(pack_of(snapshot)))) == []
    assert [placing.rank for placing in snapshot.placings.all()] == [1, 2, 3]
    decision = prepared_decision(panel)
    decider = actor_of(make_person("decider", region=panel.round.region))
    approved = decisions.approve(decision, by=decider)
    assert approved.state == DecisionState.APPROVED
    assert [place.title for place in approved.places.all()] == ["Terbaik I", "Terbaik II", "Terbaik III"]


def test_the_pack_names_no_assessor():
    panel = closed_panel()
    snapshot = snapshot_of(panel, "final")
    pack = "".join(pack_of(snapshot))
    people = [seat.user for seat in panel.seats.all()]
    assert not any(name in pack for user in people for name in (user.name, user.email, user.public_id))
    assert json.loads("".join(pack_of(snapshot)))["assessors"] == ["A2", "A3", "A4"]


def test_every_change_has_exactly_one_event():
    panel = closed_panel(nominations=1, assessors=1)
    sheets = ScoreSheet.objects.filter(seat__panel=panel)
    for sheet in sheets:
        verbs = list(
            Event.objects.filter(noun="scoresheet", noun_id=sheet.public_id).values_list("verb", flat=True)
        )
        assert sorted(verbs) == ["scoresheet.save", "scoresheet.sign"]
    verbs = list(
        Event.objects.filter(noun="panel", noun_id=panel.public_id)
        .order_by("id")
        .values_list("verb", flat=True)
    )
    assert verbs == ["panel.found", "panel.hand_out", "panel.close", "panel.hand_out", "panel.close"]
