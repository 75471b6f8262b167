"""A branch or a province's secretariat files for a region: who may, who is told, who takes over, and never twice."""

import pytest
from django.urls import reverse

from nominations import actions, queries
from nominations.content import content_of
from nominations.models import Nomination, State
from nominations.policies.nomination import may_edit, may_submit, may_take_over, may_verify
from nominations.queries.on_behalf import on_behalf_for
from paritrana.accounts.models import Organisation, OrganisationKind, User
from paritrana.accounts.queries import actor_of
from paritrana.audit.queries import trail_of
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.notifications.models import Message
from paritrana.programme.models import Round
from tests.factories.nominations import (
    BEKASI,
    a_region,
    approver_of,
    fill,
    make_nomination,
    officer_of,
    round_of,
    submit,
)
from tests.factories.people import give_role, make_organisation, make_person
from tests.factories.programme import category_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_() -> Round:
    return round_of(a_region("32.75"))


@pytest.fixture
def branch() -> Organisation:
    return make_organisation(
        OrganisationKind.BPJS_BRANCH, region=a_region("32.75").province, name="Cabang Jawa Barat"
    )


@pytest.fixture
def officer(branch) -> User:
    return officer_of(branch)


def government(code: str = "32.75") -> Organisation:
    region = a_region(code)
    return make_organisation(OrganisationKind.GOVERNMENT, region=region, name=f"Pemerintah {region}")


def begin(round_: Round, branch: Organisation, officer: User, code: str = "32.75") -> Nomination:
    return actions.start_on_behalf(
        round_=round_, category=category_of(round_), region=a_region(code), filer=branch, by=actor_of(officer)
    )


def told(user: User) -> list[str]:
    return list(Message.objects.filter(recipient=user).values_list("kind", flat=True))


def test_a_branch_files_for_the_regions_of_its_area_and_no_other(round_, branch, officer):
    (offer,) = on_behalf_for(actor_of(officer), clock.now())
    assert offer.round == round_
    assert {region.province.code for region in offer.regions} == {"32"}
    assert len(offer.regions) == 27
    with pytest.raises(Refused, match="di luar wilayah kerja"):
        begin(round_, branch, officer, "33.74")
    city = make_organisation(OrganisationKind.BPJS_BRANCH, region=a_region("32.75"), name="Cabang Kota")
    (offer,) = on_behalf_for(actor_of(officer_of(city)), clock.now())
    assert [region.code for region in offer.regions] == ["32.75"]


def test_only_who_the_rulebook_names_files_on_behalf(round_):
    inspectorate = make_organisation(
        OrganisationKind.GOVERNMENT, region=a_region("32.75").province, name="Dinas"
    )
    officer = officer_of(inspectorate)
    assert on_behalf_for(actor_of(officer), clock.now()) == []
    with pytest.raises(Refused, match="tidak membolehkan"):
        begin(round_, inspectorate, officer)


def test_the_secretariat_of_a_province_files_too_and_then_does_not_verify_it(round_):
    committee = make_organisation(OrganisationKind.COMMITTEE, region=round_.region, name="Panitia")
    officer = officer_of(committee)
    give_role(officer, "province_secretariat", committee)
    nomination = begin(round_, committee, officer)
    fill(nomination, actor_of(officer), BEKASI)
    nomination = submit(nomination, approver_of(committee))
    assert not may_verify(actor_of(officer), nomination)
    assert may_verify(actor_of(make_person("province_secretariat", organisation=committee)), nomination)


def test_the_regions_own_people_are_told_and_write_along(round_, branch, officer):
    own = officer_of(government())
    nomination = begin(round_, branch, officer)
    assert told(own) == ["nomination.begun_for_you"]
    assert nomination.organisation == government()
    for user in (own, officer):
        assert queries.nominations_seen_by(actor_of(user)).filter(pk=nomination.pk).exists()
        assert may_edit(actor_of(user), nomination)
    stranger = officer_of(
        make_organisation(OrganisationKind.BPJS_BRANCH, region=round_.region, name="Cabang lain")
    )
    assert not queries.nominations_seen_by(actor_of(stranger)).filter(pk=nomination.pk).exists()


def test_a_second_person_submits_for_the_branch_or_for_the_region(round_, branch, officer):
    nomination = begin(round_, branch, officer)
    give_role(officer, "approver", branch)
    assert not may_submit(actor_of(officer), nomination)
    assert may_submit(actor_of(approver_of(government())), nomination)
    fill(nomination, actor_of(officer), BEKASI)
    own = officer_of(government())
    nomination = submit(nomination, approver_of(branch))
    assert nomination.state == State.SUBMITTED
    assert "nomination.submitted" in told(own)


def test_what_is_filed_names_who_filed_it(round_, branch, officer):
    nomination = begin(round_, branch, officer)
    own = make_nomination(region=a_region("32.73"), round_=round_)
    assert queries.digest_of(nomination)
    content = queries.claim_of(nomination), queries.claim_of(own)
    assert content_of(content[0])["nominee"]["filed_by"] == "Cabang Jawa Barat"
    assert "filed_by" not in content_of(content[1])["nominee"]


def test_the_region_takes_it_over_with_everything_written(round_, branch, officer):
    own = officer_of(government())
    nomination = begin(round_, branch, officer)
    fill(nomination, actor_of(officer), BEKASI)
    assert not may_take_over(actor_of(officer), nomination)
    with pytest.raises(Refused):
        actions.take_over(nomination, by=actor_of(officer))
    taken = actions.take_over(nomination, by=actor_of(own))
    assert taken.filer is None
    assert taken.figures.get(metric="formal").covered == BEKASI["formal"][0]
    assert told(officer) == ["nomination.taken_over"]
    assert not may_edit(actor_of(officer), taken)
    assert not queries.nominations_seen_by(actor_of(officer)).exists()
    assert trail_of(taken).filter(verb="nomination.take_over").count() == 1
    with pytest.raises(Refused, match="tidak ada yang perlu diambil alih"):
        actions.take_over(taken, by=actor_of(own))


def test_a_region_is_nominated_once_whoever_comes_second(round_, branch, officer):
    begun = begin(round_, branch, officer)
    with pytest.raises(Refused, match="Cabang Jawa Barat mengajukan atas nama"):
        actions.start(
            round_=round_,
            category=category_of(round_),
            organisation=government(),
            by=actor_of(officer_of(government())),
        )
    other = make_organisation(OrganisationKind.BPJS_BRANCH, region=round_.region, name="Cabang lain")
    with pytest.raises(Refused, match="Cabang Jawa Barat mengajukan atas nama"):
        begin(round_, other, officer_of(other))
    own = make_nomination(region=a_region("32.73"), round_=round_)
    with pytest.raises(Refused, match=f"sudah diusulkan dalam kategori ini oleh {own.organisation}"):
        begin(round_, branch, officer, "32.73")
    assert set(Nomination.objects.filter(round=round_)) == {begun, own}


def test_the_page_leads_to_the_draft_that_is_there_already(round_, branch, officer, client_as):
    client, (offer,) = client_as(officer), on_behalf_for(actor_of(officer), clock.now())
    form = {"on_behalf": offer.key, "region": "32.75"}
    first = client.post(reverse("nominations:start"), form)
    assert first.status_code == 302
    again = client.post(reverse("nominations:start"), form)
    assert again.status_code == 409
    assert first["Location"] in again.content.decode()
    assert client.post(reverse("nominations:start"), form | {"region": "33.74"}).status_code == 404
    page = client_as(officer_of(government())).get(first["Location"]).content.decode()
    assert "Diajukan oleh Cabang Jawa Barat atas nama Pemerintah Kota Bekasi" in page
    assert f"{first['Location']}ambil-alih/" in page


def test_where_a_region_has_nobody_registered_its_government_is_made_once(round_, branch, officer):
    nomination = begin(round_, branch, officer, "32.79")
    assert nomination.organisation.name == "Pemerintah Kota Banjar"
    assert Organisation.objects.filter(region__code="32.79", kind=OrganisationKind.GOVERNMENT).count() == 1
