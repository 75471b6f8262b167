"""What pages and autosave cost in queries, however much there is."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nominations import actions
from nominations.models import Nomination, State
from paritrana.accounts.queries import actor_of
from tests.factories.nominations import BEKASI, fill, judge_all, make_nomination, verifier_of
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def address(name: str, *args: object) -> str:
    return reverse(f"nominations:{name}", args=args)


def cost_of(client: Client, url: str, **data: object) -> int:
    """Queries of one request, without the transaction's own BEGIN and COMMIT (SAVEPOINT in a test)."""
    with CaptureQueriesContext(connection) as seen:
        answer = client.post(url, data) if data else client.get(url)
    assert answer.status_code == 200
    return len([query for query in seen if "SAVEPOINT" not in query["sql"]])


def verifier(client_as, nomination: Nomination) -> Client:
    return client_as(make_person("province_secretariat", region=nomination.round.region))


def test_an_autosave_costs_at_most_ten_queries_however_large_the_draft(client_as):
    draft = make_nomination()
    client, by = client_as(draft.created_by), actor_of(draft.created_by)
    figure = draft.figures.get(metric="formal")
    url = address("save_figure", figure.public_id)
    cost_of(client, url, field="covered", version=0, covered="1")  # reads the rulebook into memory
    small = cost_of(client, url, field="covered", version=1, covered="2")
    fill(draft, by, BEKASI)
    for section in ("integration", "innovation"):
        actions.add_statement(draft, section=section, by=by)
    figure.refresh_from_db()
    assert cost_of(client, url, field="covered", version=figure.version, covered="3") == small
    assert small <= 10  # of which one looks whether the last event is folded into


@pytest.mark.parametrize("page", ["list", "verification_queue"])
def test_a_list_costs_the_same_for_one_and_three_rows(client_as, page):
    first = make_nomination(State.SUBMITTED)
    client = verifier(client_as, first)
    cost_of(client, address(page))
    one = cost_of(client, address(page))
    for _ in range(2):
        make_nomination(State.SUBMITTED, round_=first.round)
    assert cost_of(client, address(page)) == one
    assert (
        one <= 8
    )  # of which five are session, person, second factor, roles with the moment, and the inbox count


def test_a_section_costs_the_same_empty_and_full(client_as):
    draft = make_nomination()
    client, by = client_as(draft.created_by), actor_of(draft.created_by)
    url = address("section", draft.public_id, "regulations")
    cost_of(client, url)
    empty = cost_of(client, url)
    fill(draft, by, BEKASI)
    for number in range(3):
        row = actions.add_regulation(draft, by=by)
        row = actions.save(row, changes={"number": str(number)}, version=0, by=by)
        actions.cite(row, evidence=draft.evidence.get(), page=1, version=1, by=by)
    assert cost_of(client, url) == empty


def test_the_verification_of_one_costs_the_same_with_and_without_verdicts(client_as):
    nomination = make_nomination(State.SUBMITTED)
    client, url = verifier(client_as, nomination), address("verify", nomination.public_id)
    cost_of(client, url)
    before = cost_of(client, url)
    judge_all(nomination, verifier_of(nomination.round))
    assert cost_of(client, url) == before
