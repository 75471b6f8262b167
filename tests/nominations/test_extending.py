"""More time for a stage: who gives it, to whom it counts, and that what had closed is possible again."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nominations import actions, queries
from nominations.actions.extending import extend
from nominations.desk import verification
from nominations.models import Nomination, State, Verdict
from paritrana.accounts.queries import actor_of
from paritrana.audit.models import Event
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.notifications.models import Message
from paritrana.programme.models import StageCode
from tests.factories.nominations import a_region, judge_all, make_nomination, verifier_of
from tests.factories.people import make_person
from tests.factories.programme import make_round

pytestmark = pytest.mark.django_db
WHY = "Jaringan terputus tiga hari."


def later(days: float = 2):
    return clock.now() + timedelta(days=days)


@pytest.fixture
def round_(db):
    """Documents are assessed; registration and verification have closed."""
    return make_round(region=a_region("32.75").province, open_stage=StageCode.DOCUMENT)


@pytest.fixture
def waiting(round_) -> Nomination:
    return make_nomination(State.SUBMITTED, round_=round_, region=a_region("32.75"))


def extended(round_, code=StageCode.VERIFICATION, **options):
    given = {"closes_at": later(), "reason": WHY, "by": verifier_of(round_)} | options
    return extend(round_.stages.get(code=code), **given)


def judge(nomination: Nomination) -> None:
    nomination = Nomination.objects.get(pk=nomination.pk)
    version = getattr(nomination.verifications.filter(metric="formal").first(), "version", 0)
    by = verifier_of(nomination.round)
    actions.judge(nomination, "formal", verdict=Verdict.ACCEPTED, version=version, by=by)


def test_a_late_verdict_is_refused_until_the_stage_is_extended_and_then_verification_can_end(round_, waiting):
    with pytest.raises(Refused, match=r"perpanjangan|extension"):
        judge(waiting)
    extended(round_)
    judge(waiting)
    waiting = Nomination.objects.get(pk=waiting.pk)
    judge_all(waiting, verifier_of(round_), only={"informal", "arrears_months"})
    assert actions.verify(waiting, by=verifier_of(round_)).state == State.VERIFIED


def test_one_region_s_time_is_no_other_s(round_, waiting):
    other = make_nomination(State.SUBMITTED, round_=round_, region=a_region("32.04"))
    extended(round_, region=a_region("32.75"))
    judge(waiting)
    with pytest.raises(Refused):
        judge(other)
    assert round_.stages.get(code=StageCode.VERIFICATION).closes_at < clock.now()


def test_a_late_filing_and_a_late_submission_are_possible_within_it(round_):
    draft = make_nomination(figures={"formal": (1, 2)}, round_=round_, region=a_region("32.75"))
    officer = actor_of(draft.created_by)
    figure = draft.figures.get(metric="formal")
    with pytest.raises(Refused):
        actions.save(figure, changes={"covered": 2}, version=figure.version, by=officer)
    assert not queries.calls_for(officer, clock.now())
    extended(round_, StageCode.REGISTRATION, region=a_region("32.75"))
    actions.save(figure, changes={"covered": 2}, version=figure.version, by=officer)
    assert [call.nomination for call in queries.calls_for(officer, clock.now())] == [draft]
    elsewhere = actor_of(make_person("officer", region=a_region("32.04")))
    assert not queries.calls_for(elsewhere, clock.now())


def test_a_return_whose_time_has_passed_can_be_mended_once_the_registration_is_extended(round_, waiting):
    extended(round_)
    until = clock.now() + timedelta(hours=1)
    actions.give_back(waiting, reason="Mohon diperbaiki.", due_at=until, by=verifier_of(round_))
    waiting = Nomination.objects.get(pk=waiting.pk)
    officer = actor_of(waiting.created_by)
    figure = waiting.figures.get(metric="formal")
    with clock.set_to(until):
        with pytest.raises(Refused):
            actions.save(figure, changes={"covered": 2}, version=figure.version, by=officer)
        extended(round_, StageCode.REGISTRATION, closes_at=until + timedelta(days=1))
        actions.save(figure, changes={"covered": 2}, version=figure.version, by=officer)


def test_it_never_shortens_never_lies_in_the_past_and_never_goes_without_a_reason(round_):
    stage = round_.stages.get(code=StageCode.DOCUMENT)
    for closes_at, reason in [
        (stage.closes_at, WHY),
        (stage.closes_at - timedelta(hours=1), WHY),
        (later(20), " "),
    ]:
        with pytest.raises(Refused):
            extended(round_, StageCode.DOCUMENT, closes_at=closes_at, reason=reason)
    with pytest.raises(Refused):
        extended(round_, closes_at=clock.now() - timedelta(minutes=1))
    stage.refresh_from_db()
    assert not stage.extensions.exists()


def test_a_region_of_another_province_and_a_panel_s_stage_are_refused(round_):
    with pytest.raises(Refused):
        extended(round_, region=a_region("33.74"))
    with pytest.raises(Refused):
        extended(round_, StageCode.DOCUMENT, region=a_region("32.75"), closes_at=later(20))


def test_the_national_secretariat_may_too_and_a_neighbour_or_the_decider_may_not(round_):
    by = actor_of(make_person("national_secretariat"))
    extended(round_, by=by)
    neighbour = actor_of(make_person("province_secretariat", region=a_region("33.74").province))
    decider = actor_of(make_person("decider", region=round_.region))
    for stranger in (neighbour, decider):
        with pytest.raises(Refused):
            extended(round_, by=stranger, closes_at=later(9))


def test_it_is_on_record_once_and_those_it_concerns_are_told(round_, waiting):
    untouched = make_nomination(State.SUBMITTED, round_=round_, region=a_region("32.04"))
    extended(round_, region=a_region("32.75"))
    event = Event.objects.get(verb="stage.extend")
    assert (event.reason, event.region, event.changes["region"]) == (WHY, "32", [None, "32.75"])
    told = set(Message.objects.filter(kind="stage.extended").values_list("recipient", flat=True))
    assert {waiting.created_by_id, waiting.submitted_by_id} <= told
    assert not told & {untouched.created_by_id, untouched.submitted_by_id}


def test_the_nominee_s_calendar_and_deadline_show_it(client_as, round_):
    draft = make_nomination(round_=round_, region=a_region("32.75"))
    page = reverse("nominations:nomination", args=[draft.public_id])
    client = client_as(draft.created_by)
    assert "diperpanjang" not in client.get(page).content.decode()
    extended(round_, StageCode.REGISTRATION, region=a_region("32.75"))
    answer = client.get(page).content.decode()
    assert "Pendaftaran (diperpanjang)" in answer
    assert "lagi" in answer
    assert draft.name in client.get(reverse("desk")).content.decode()


def test_the_desk_of_the_secretariat_leads_to_the_calendar_when_something_is_late(client_as, round_, waiting):
    client = client_as(make_person("province_secretariat", region=round_.region))
    page = reverse("nominations:calendar", args=[round_.public_id])
    assert page in client.get(reverse("desk")).content.decode()
    assert waiting.name in client.get(page).content.decode()
    form = reverse("nominations:extend", args=[round_.public_id])
    until = (later() + timedelta(hours=7)).strftime("%Y-%m-%dT%H:%M")
    said = {"stage": "verification", "region": "32.75", "closes_at": until, "reason": WHY}
    wrong = client.post(form, said | {"region": "33.74"})
    assert wrong.status_code == 422
    assert WHY in wrong.content.decode()
    assert client.post(form, said).status_code == 302
    answer = client.get(page).content.decode()
    assert WHY in answer
    assert "masih menunggu verifikasi" not in answer
    judge(waiting)


def test_the_desk_leads_to_whoever_can_still_be_verified_by_the_time_of_its_region(round_, waiting):
    by = verifier_of(round_)
    (step,) = verification.verifications(by)
    assert step.url == reverse("nominations:calendar", args=[round_.public_id])
    late = make_nomination(State.SUBMITTED, round_=round_, region=a_region("32.01"))
    until = extended(round_, region=a_region("32.01")).closes_at
    (step,) = verification.verifications(by)
    assert step.url == reverse("nominations:verify", args=[late.public_id])
    assert (step.due_at, step.sentence) == (until, "2 usulan menunggu verifikasi")
    with clock.set_to(until):
        (step,) = verification.verifications(by)
    assert (step.url, step.due_at) == (reverse("nominations:calendar", args=[round_.public_id]), until)


def test_the_calendar_costs_the_same_for_one_and_three_extensions_and_late_nominations(client_as, round_):
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(page).status_code == 200
        return len([query for query in seen if "SAVEPOINT" not in query["sql"]])

    make_nomination(State.SUBMITTED, round_=round_, region=a_region("32.75"))
    extended(round_, region=a_region("32.01"))
    client = client_as(make_person("province_secretariat", region=round_.region))
    page = reverse("nominations:calendar", args=[round_.public_id])
    client.get(page)
    one = cost()
    for code in ("32.04", "32.05"):
        make_nomination(State.SUBMITTED, round_=round_, region=a_region(code))
        extended(round_, region=a_region("32.01"), closes_at=later(int(code[-1])))
    assert cost() == one
