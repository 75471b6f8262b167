"""The dashboard of rounds: true counts, late rounds, the map, and a cost that does not grow."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessment.models import DecisionPlace, DecisionState
from assessment.queries.funnel import STEPS, standings_of
from nominations.models import State
from paritrana.lib import clock
from paritrana.programme.models import Round
from paritrana.regions.models import Region
from tests.factories.ceremony import make_decision
from tests.factories.nominations import a_region, make_nomination
from tests.factories.people import make_person
from tests.factories.programme import make_edition, make_round

pytestmark = pytest.mark.django_db


def of(code: str) -> Region:
    return Region.objects.get(code=code)


def cost(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len([query for query in seen if "SAVEPOINT" not in query["sql"]])


def standing(round_: Round, now=None):
    rounds = Round.objects.filter(pk=round_.pk).prefetch_related("stages")
    return standings_of(rounds, now or clock.now())[0]


def test_the_funnel_counts_each_nomination_in_every_step_it_has_reached():
    round_ = make_round(region=of("32"), open_stage="verification")
    for state, code in ((State.DRAFT, "32.01"), (State.SUBMITTED, "32.02"), (State.INELIGIBLE, "32.03")):
        make_nomination(state, round_=round_, region=a_region(code))
    verified = make_nomination(State.VERIFIED, round_=round_, region=a_region("32.75"))
    decision = make_decision(round_, winners=0)
    DecisionPlace.objects.create(decision=decision, nomination=verified, rank=1, title="Terbaik I")
    decision.state, decision.approved_at = DecisionState.APPROVED, clock.now()
    decision.approved_by = make_person("decider", region=round_.region)
    decision.save()
    counts = standing(round_).counts()
    assert counts == dict(
        zip(STEPS, (4, 3, 1, 0, 0, 1), strict=True)
    )  # the last without a shortlist before it
    assert standing(round_).counts(verified.category_id) == counts


def test_a_round_is_late_when_verification_closed_with_work_left_and_not_before():
    round_ = make_round(region=of("32"), open_stage="verification")
    make_nomination(State.SUBMITTED, round_=round_, region=a_region("32.75"))
    assert not standing(round_).late
    assert standing(round_, round_.stages.get(code="verification").closes_at).late


def test_the_page_shows_what_one_follows_and_nobody_else_s(client_as):
    edition = make_edition()
    west, central = (make_round(edition, region=of(code)) for code in ("32", "33"))
    page = reverse("assessment:rounds")
    own = client_as(make_person("province_secretariat", region=west.region)).get(page).content.decode()
    assert west.public_id in own
    assert central.public_id not in own
    nation = client_as(make_person("national_secretariat"))
    answer = nation.get(page).content.decode()
    assert west.public_id in answer
    assert central.public_id in answer
    assert client_as(make_person("assessor", region=west.region)).get(page).status_code == 404
    assert 'value="filed" selected' in answer  # the filter names the step that the map shows
    assert "Diajukan menurut provinsi" in answer
    table = nation.get(reverse("assessment:export_rounds")).content.decode("utf-8-sig")
    assert table.startswith("Putaran,Dimulai")
    asked = nation.get(f"{page}?late=1&step=nonsense&category=x").content.decode()
    assert west.public_id not in asked
    assert "Tidak ada putaran yang terlambat" in asked


def test_dashboards_cost_the_same_for_one_and_three_rounds_and_nominations(client_as):
    edition = make_edition()
    first = make_round(edition, region=of("32"), open_stage="verification")
    make_nomination(State.SUBMITTED, round_=first, region=a_region("32.75"))
    client = client_as(make_person("national_secretariat"))
    pages = [reverse("assessment:rounds"), reverse("assessment:round", args=[first.public_id])]
    for page in pages:
        client.get(page)
    before = [cost(client, page) for page in pages]
    for code, home in (("33", "33.74"), ("35", "35.78")):
        round_ = make_round(edition, region=of(code), open_stage="verification")
        make_nomination(State.SUBMITTED, round_=round_, region=a_region(home))
        make_nomination(State.SUBMITTED, round_=first, region=a_region({"33": "32.01", "35": "32.02"}[code]))
    assert [cost(client, page) for page in pages] == before
