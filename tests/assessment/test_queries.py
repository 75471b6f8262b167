"""Pages cost a fixed number of queries, however many rows stand behind them.

All of a request are counted, those of session and person included; only BEGIN, COMMIT and their like ask for nothing.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessment import desk
from assessment.models import ScoreSheet, Seat
from paritrana.accounts.queries import actor_of
from paritrana.programme.models import Round
from tests.factories.assessment import closed_panel, fill, judged_panel, sign, snapshot_of
from tests.factories.nominations import a_region
from tests.factories.people import give_role, make_person

pytestmark = pytest.mark.django_db
NOISE = ("SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN", "COMMIT")


def cost(client, path, data=None) -> int:
    """Queries of one request."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path) if data is None else client.post(path, data)
    assert answer.status_code == 200
    return sum(not query["sql"].startswith(NOISE) for query in queries)


def first_sheet(panel) -> ScoreSheet:
    return ScoreSheet.objects.filter(seat__panel=panel).select_related("seat__user").order_by("id").first()


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("queue", 12),
        ("sheet", 8),
        ("sheet_sign", 8),
        ("desk", 12),
        ("desk of the chair", 12),
        ("grid", 12),
        ("panel", 12),
        ("dashboard", 12),
        ("close", 11),
    ],
)
def test_pages_of_judging_cost_the_same_for_one_and_for_three(name, most, client_as):
    costs = []
    for rows in (1, 3):
        panel = judged_panel(nominations=rows, assessors=rows)
        sheet = first_sheet(panel)
        fill(sheet, {"legal_force": "4"})
        chair = panel.seats.get(duty="chair").user
        person, path = {
            "queue": (sheet.seat.user, reverse("assessment:queue", args=[sheet.seat.public_id])),
            "sheet": (sheet.seat.user, reverse("assessment:sheet", args=[sheet.public_id])),
            "sheet_sign": (sheet.seat.user, reverse("assessment:sheet_sign", args=[sheet.public_id])),
            "desk": (sheet.seat.user, reverse("desk")),
            "desk of the chair": (chair, reverse("desk")),
            "grid": (sheet.seat.user, reverse("assessment:grid", args=[sheet.seat.public_id, "legal_force"])),
            "dashboard": (
                make_person("province_secretariat", region=panel.round.region),
                reverse("assessment:panel", args=[panel.public_id]),
            ),
            "panel": (chair, reverse("assessment:panel", args=[panel.public_id])),
            "close": (chair, reverse("assessment:panel_close", args=[panel.public_id])),
        }[name]
        costs.append(cost(client_as(person, fresh=name == "close"), path))
    assert costs[0] == costs[1]
    assert costs[0] <= most, costs


def test_a_desk_costs_the_same_for_one_panel_and_for_three(client_as):
    """Of somebody who leads all of them and scores there too; the secretariat's has verification, field checks and decisions besides."""
    panels = [judged_panel(nominations=2, assessors=1) for _panel in range(3)]
    region = panels[0].round.region
    person, secretariat = (
        make_person("chair", region=region),
        make_person("province_secretariat", region=region),
    )
    give_role(person, "assessor", person.memberships.get().organisation)
    costs = []
    for count, panel in enumerate(panels, start=1):
        leads, scores = panel.seats.order_by("number")
        Seat.objects.filter(pk=leads.pk).update(user=person, is_assessor=True)
        ScoreSheet.objects.filter(seat=scores).update(seat=leads)
        answer = client_as(person).get(reverse("desk"))
        assert len([answer.context["step"], *answer.context["others"]]) == 2 * count
        costs.append(cost(client_as(person), reverse("desk")))
    assert costs == [12, 12, 12]
    Round.objects.exclude(pk=panels[0].round_id).update(region=a_region("33"))
    costs = [cost(client_as(secretariat), reverse("desk"))]
    Round.objects.update(region=region)
    assert [*costs, cost(client_as(secretariat), reverse("desk"))] == [17, 17]


def test_what_is_finished_hides_no_open_sheet_on_the_desk(monkeypatch):
    monkeypatch.setattr(desk, "MOST", 1)
    open_, finished = (judged_panel(nominations=1, assessors=1) for _panel in range(2))
    sheet, done = first_sheet(open_), first_sheet(finished)
    Seat.objects.filter(pk=done.seat_id).update(user=sheet.seat.user)
    sign(first_sheet(finished))
    (step,) = desk.sheets(actor_of(sheet.seat.user))
    assert step.url == reverse("assessment:sheet", args=[sheet.public_id])


def test_saving_a_score_costs_at_most_eight(client_as):
    sheet = first_sheet(judged_panel(nominations=1, assessors=1))
    path = reverse("assessment:sheet_save", args=[sheet.public_id])
    data = {"field": "score-legal_force", "score-legal_force": "4", "version": "1"}
    assert cost(client_as(sheet.seat.user), path, data) <= 8


@pytest.mark.parametrize("name", ["ranking", "why", "rankings", "decision_prepare"])
def test_pages_of_the_ranking_cost_at_most_ten(name, client_as):
    costs = []
    for rows in (1, 3):
        panel = closed_panel(nominations=rows, assessors=rows)
        snapshot = snapshot_of(panel, "final")
        args = {"rankings": [], "why": [snapshot.public_id, snapshot.placings.first().nomination.public_id]}
        path = reverse(f"assessment:{name}", args=args.get(name, [snapshot.public_id]))
        client = client_as(make_person("province_secretariat", region=panel.round.region))
        costs.append(cost(client, path))
    most = 8 if name == "ranking" else 10
    assert costs[0] <= most, costs
    assert costs[1] <= most, costs
    if name != "why":  # one more neighbour is in the same query, but the first has none to look for
        assert costs[0] == costs[1]
