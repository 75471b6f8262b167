"""What happens when time or people change under a draft: deadlines, extensions, clocks, ended roles, filing anew."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from nominations import actions
from nominations.actions.extending import extend
from nominations.history import changes_of
from nominations.models import Nomination, State
from nominations.queries import calls_for, digest_of, pool, rules_of
from nominations.queries.receipts import is_known
from paritrana.accounts.actions import end_role
from paritrana.accounts.models import Membership, OrganisationKind
from paritrana.accounts.queries import actor_of
from paritrana.audit.queries import trail_of
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.programme.models import StageCode
from paritrana.regions.models import Region
from tests.factories.nominations import (
    BEKASI,
    a_region,
    approver_of,
    fill,
    make_nomination,
    officer_of,
    round_of,
    submit,
    verifier_of,
)
from tests.factories.people import give_role, make_organisation, make_person
from tests.factories.programme import category_of, make_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Nomination:
    return make_nomination(figures=BEKASI)


def registration(nomination: Nomination):
    return nomination.round.stages.get(code=StageCode.REGISTRATION)


def again(nomination: Nomination) -> Nomination:
    """Begins anew where that one was withdrawn."""
    return actions.start(
        round_=nomination.round,
        category=nomination.category,
        organisation=nomination.organisation,
        by=actor_of(nomination.created_by),
    )


# ---- moments ----------------------------------------------------------------------------------------------------
def test_a_deadline_between_reading_and_submitting_is_said_and_nothing_is_lost(client_as, draft):
    client = client_as(approver_of(draft.organisation))
    review = reverse("nominations:review", args=[draft.public_id])
    assert "disabled" not in client.get(review).content.decode().split('id="submit"')[0][-2000:]
    with clock.set_to(registration(draft).closes_at):
        page = client.post(
            reverse("nominations:submit", args=[draft.public_id]), {"digest": digest_of(draft)}
        )
        assert page.status_code == 409
        assert "ditutup" in page.content.decode()
        assert "886.113" in page.content.decode()
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_a_round_extended_after_closing_takes_what_was_typed_too_late(client_as, draft):
    figure, stage = draft.figures.get(metric="formal"), registration(draft)
    client = client_as(draft.created_by)
    sent = {"field": "covered", "version": figure.version, "covered": "890.000"}
    url = reverse("nominations:save_figure", args=[figure.public_id])
    late = stage.closes_at + timedelta(hours=1)
    with clock.set_to(late):
        assert client.post(url, sent).status_code == 400
        extend(
            stage,
            closes_at=late + timedelta(days=1),
            reason="Banjir di wilayah.",
            by=verifier_of(draft.round),
        )
        assert client.post(url, sent).status_code == 200
        figure.refresh_from_db()
        assert figure.covered == 890000
        assert submit(draft, approver_of(draft.organisation)).state == State.SUBMITTED


def test_a_clock_that_jumps_back_loses_no_version_and_turns_no_history_round(draft):
    by, figure = actor_of(draft.created_by), draft.figures.get(metric="formal")
    colleague = actor_of(officer_of(draft.organisation))
    first = actions.save(figure, changes={"covered": 2}, version=figure.version, by=by)
    with clock.set_to(clock.now() - timedelta(hours=1)):
        second = actions.save(first, changes={"covered": 3}, version=first.version, by=colleague)
        with pytest.raises(actions.Clash):
            actions.save(first, changes={"covered": 4}, version=first.version, by=by)
        third = actions.save(second, changes={"covered": 5}, version=second.version, by=by)
    assert (second.version, third.version) == (first.version + 1, first.version + 2)
    assert [c.after for c in changes_of(draft, third, rules_of(draft)) if c.field == "covered"][:3] == [
        "5",
        "3",
        "2",
    ]


# ---- people -----------------------------------------------------------------------------------------------------
def test_a_role_that_ends_in_mid_edit_saves_nothing_and_leaves_the_words_to_the_browser(client_as, draft):
    person, figure = draft.created_by, draft.figures.get(metric="formal")
    client = client_as(person)
    end_role(Membership.objects.get(user=person), by=actor_of(make_person("admin")))
    sent = {"field": "covered", "version": figure.version, "covered": "1"}
    url = reverse("nominations:save_figure", args=[figure.public_id])
    answer = client.post(url, sent)
    # Sent to the sign-in: static/js/fields.js keeps the words under the person and says so (state "out").
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("account_login"))
    person.refresh_from_db()
    answer = client_as(person).post(url, sent)  # signed in again, without the role
    assert answer.status_code == 404
    assert "json" not in answer["Content-Type"]  # by which it knows that trying again is of no use ("gone")
    figure.refresh_from_db()
    assert figure.covered == BEKASI["formal"][0]


def test_who_drafted_for_a_branch_does_not_submit_as_the_regions_approver():
    region = a_region("32.75")
    round_ = round_of(region)
    branch = make_organisation(OrganisationKind.BPJS_BRANCH, region=region.province, name="Cabang Jawa Barat")
    person = officer_of(branch)
    draft = actions.start_on_behalf(
        round_=round_, category=category_of(round_), region=region, filer=branch, by=actor_of(person)
    )
    fill(draft, actor_of(person), BEKASI)
    give_role(person, "approver", draft.organisation)
    with pytest.raises(Refused, match="orang kedua"):
        submit(draft, person)
    assert submit(draft, approver_of(draft.organisation)).state == State.SUBMITTED


def test_the_predecessor_of_the_papua_provinces_is_told_who_files_once_it_has_ended():
    Region.objects.filter(code="91").update(valid_until=date(2022, 7, 24))
    round_ = make_round(region=None)
    category = category_of(round_, "province")

    def begin(code: str) -> Nomination:
        region = Region.objects.get(code=code)
        home = make_organisation(OrganisationKind.GOVERNMENT, region=region, name=f"Pemerintah {region}")
        by = actor_of(officer_of(home))
        return actions.start(round_=round_, category=category, organisation=home, by=by)

    with pytest.raises(Refused, match="24 Juli 2022.*Papua Selatan, Papua Tengah, Papua Pegunungan"):
        begin("91")
    for code in (
        "92",
        "93",
        "96",
    ):  # Papua Barat gave up land too and goes on; the young ones file for themselves
        assert begin(code).region.code == code


# ---- filing anew ------------------------------------------------------------------------------------------------
def test_who_withdrew_may_file_anew_while_registration_is_open(draft):
    approver = approver_of(draft.organisation)
    filed = submit(draft, approver)
    with pytest.raises(Refused):
        again(filed)
    actions.withdraw(filed, ground="Berkas tertukar.", by=actor_of(approver))
    (call,) = calls_for(actor_of(draft.created_by), clock.now())
    assert call.nomination is None
    fresh = again(draft)
    with pytest.raises(Refused, match="sudah"):
        again(draft)
    fill(fresh, actor_of(draft.created_by), BEKASI)
    fresh = submit(fresh, approver)
    assert [one.state for one in pool(fresh.round, fresh.category)] == [State.WITHDRAWN, State.SUBMITTED]
    filed.refresh_from_db()
    assert is_known(filed.digest)
    assert is_known(fresh.digest)
    assert filed.digest != fresh.digest
    assert trail_of(filed).last().verb == "nomination.withdraw"


def test_after_the_deadline_nobody_files_anew(draft):
    actions.withdraw(draft, ground="Ganda.", by=actor_of(draft.created_by))
    with clock.set_to(registration(draft).closes_at), pytest.raises(Refused):
        again(draft)
