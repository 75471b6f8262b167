"""Pages cost a fixed number of queries, however many rows stand behind them.

Not counted is what every request of a signed-in person costs: session, person, roles with the moment they are read for, second factor,
inbox.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessment.models import ScoreSheet
from tests.factories.assessment import closed_panel, fill, judged_panel, snapshot_of
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
NOISE = ("SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN", "COMMIT")
OF_EVERY_REQUEST = (
    '"django_session"',
    'FROM "accounts_user" WHERE "accounts_user"."id" =',
    'FROM "accounts_membership"',
    '"mfa_authenticator"',
    '"notifications_message"',
)


def cost(client, path, data=None) -> int:
    """Queries of one request beyond those of every request."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path) if data is None else client.post(path, data)
    assert answer.status_code == 200
    counted = [
        query["sql"]
        for query in queries
        if not query["sql"].startswith(NOISE) and not any(part in query["sql"] for part in OF_EVERY_REQUEST)
    ]
    return len(counted)


def first_sheet(panel) -> ScoreSheet:
    return ScoreSheet.objects.filter(seat__panel=panel).select_related("seat__user").order_by("id").first()


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("queue", 12),
        ("sheet", 8),
        ("sheet_sign", 8),
        ("desk", 12),
        ("grid", 12),
        ("panel", 12),
        ("dashboard", 12),
        ("close", 8),
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


def test_saving_a_score_costs_at_most_eight(client_as):
    sheet = first_sheet(judged_panel(nominations=1, assessors=1))
    path = reverse("assessment:sheet_save", args=[sheet.public_id])
    data = {"field": "score-legal_force", "score-legal_force": "4", "version": "1"}
    assert cost(client_as(sheet.seat.user), path, data) <= 8


@pytest.mark.parametrize("name", ["ranking", "why", "rankings", "decision_prepare"])
def test_pages_of_the_ranking_cost_at_most_eight(name, client_as):
    costs = []
    for rows in (1, 3):
        panel = closed_panel(nominations=rows, assessors=rows)
        snapshot = snapshot_of(panel, "final")
        args = {"rankings": [], "why": [snapshot.public_id, snapshot.placings.first().nomination.public_id]}
        path = reverse(f"assessment:{name}", args=args.get(name, [snapshot.public_id]))
        client = client_as(make_person("province_secretariat", region=panel.round.region))
        costs.append(cost(client, path))
    assert costs[0] <= 8, costs
    assert costs[1] <= 8, costs
    if name != "why":  # one more neighbour is in the same query, but the first has none to look for
        assert costs[0] == costs[1]
