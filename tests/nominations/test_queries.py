"""Who sees which nomination, and where one can file."""

import pytest

from nominations import queries
from nominations.models import State
from nominations.queries.receipts import is_known
from nominations.queries.verification import queue_of
from paritrana.accounts.models import OrganisationKind
from paritrana.accounts.queries import actor_of
from paritrana.accounts.roles import ROLES
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.programme.models import StageCode
from tests.factories.nominations import a_region, make_nomination, officer_of, round_of
from tests.factories.people import make_organisation, make_person
from tests.factories.programme import category_of, make_edition, make_round

pytestmark = pytest.mark.django_db


def sees(actor: Actor, nomination) -> bool:
    return queries.nominations_seen_by(actor).filter(pk=nomination.pk).exists()


READERS_OF_A_FILED_ONE = {
    "own officer", "own approver", "province_secretariat", "national_secretariat", "auditor", "national auditor",
}  # fmt: skip


def everyone(nomination) -> dict[str, Actor]:
    here, elsewhere = nomination.round.region, a_region("33.74").province
    people = {role: actor_of(make_person(role, region=here)) for role in ROLES}
    people |= {f"{role} elsewhere": actor_of(make_person(role, region=elsewhere)) for role in ROLES}
    people |= {
        "own officer": actor_of(make_person("officer", organisation=nomination.organisation)),
        "own approver": actor_of(make_person("approver", organisation=nomination.organisation)),
        "national auditor": actor_of(make_person("auditor")),
        "national decider": actor_of(make_person("decider")),
        "nobody": Actor(),
    }
    people["national_secretariat"] = actor_of(make_person("national_secretariat"))
    people.pop("national_secretariat elsewhere")  # it follows every round, wherever it sits
    return people


@pytest.mark.parametrize("state", [State.SUBMITTED, State.VERIFIED, State.WITHDRAWN])
def test_a_submitted_nomination_is_seen_by_its_people_the_round_and_who_follows(state):
    nomination = make_nomination(state)
    assert {
        who for who, actor in everyone(nomination).items() if sees(actor, nomination)
    } == READERS_OF_A_FILED_ONE


def test_a_draft_is_seen_by_its_people_alone():
    nomination = make_nomination()
    assert {who for who, actor in everyone(nomination).items() if sees(actor, nomination)} == {
        "own officer",
        "own approver",
    }


def test_the_national_round_is_verified_nationally_only():
    round_ = make_round(make_edition(), region=None)
    nomination = make_nomination(State.SUBMITTED, region=a_region("21.71"), round_=round_)
    national = actor_of(make_person("national_secretariat"))
    province = actor_of(make_person("province_secretariat", region=a_region("21.71").province))
    assert list(queue_of(national)) == [nomination]
    assert not sees(province, nomination)


def test_who_follows_all_rounds_still_verifies_only_the_national_one():
    nomination = make_nomination(State.SUBMITTED)
    national = actor_of(make_person("national_secretariat"))
    assert sees(national, nomination)
    assert list(queue_of(national)) == []


def test_entries_and_evidence_go_the_same_way():
    from nominations.models import Figure

    nomination = make_nomination(State.SUBMITTED)
    stranger = actor_of(make_person("officer"))
    owner = actor_of(nomination.created_by)
    loader = queries.entries_seen_by(Figure)
    assert loader(owner).count() == len(queries.rules_of(nomination).metrics)
    assert not loader(stranger).exists()
    assert queries.evidence_seen_by(owner).count() == 1
    assert not queries.evidence_seen_by(stranger).exists()


def test_a_call_stands_where_the_registration_is_open_and_the_organisation_belongs():
    region = a_region("32.75")
    round_ = round_of(region)
    round_of(region, open_stage=StageCode.VERIFICATION)
    make_round(make_edition(), region=a_region("33.74").province)
    organisation = make_organisation(
        OrganisationKind.GOVERNMENT, region=region, name="Pemerintah Kota Bekasi"
    )
    (call,) = queries.calls_for(actor_of(officer_of(organisation)), clock.now())
    assert (call.round, call.category, call.nomination) == (round_, category_of(round_), None)
    assert queries.calls_for(actor_of(make_person("approver", organisation=organisation)), clock.now()) == []


def test_a_call_tells_of_the_nomination_that_is_there():
    nomination = make_nomination()
    (call,) = queries.calls_for(actor_of(nomination.created_by), clock.now())
    assert call.nomination == nomination


def test_only_a_submitted_digest_is_known():
    nomination = make_nomination(State.SUBMITTED)
    assert is_known(nomination.digest)
    assert not is_known("0" * 64)
    assert not is_known("")
    assert not is_known(queries.digest_of(make_nomination()))


def test_the_figures_of_a_pool_come_in_one_query(django_assert_num_queries):
    first = make_nomination(State.VERIFIED)
    make_nomination(State.VERIFIED, round_=first.round)
    nominations = list(queries.pool(first.round, first.category))
    with django_assert_num_queries(1):
        figures = queries.verified_metrics_of(nominations)
    asked = len(queries.rules_of(first).metrics)
    assert {len(of_one) for of_one in figures.values()} == {asked}
