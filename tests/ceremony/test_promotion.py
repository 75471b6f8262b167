"""Who goes on into the national round, with what, and what stands in the way."""

import copy
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessment.models import DecisionPlace, DecisionState
from ceremony import actions as honours
from ceremony import desk
from ceremony.actions.promoting import send_on
from nominations import actions, queries
from nominations.models import Nomination, Promotion, State, Verdict
from nominations.queries.promotion import origin_of
from paritrana.accounts.queries import actor_of
from paritrana.audit.models import Event
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.notifications.models import Message
from paritrana.programme.models import Round
from paritrana.programme.verifying import read_verification
from tests.factories.ceremony import decider_of, make_decision, publisher_of
from tests.factories.nominations import a_region, make_nomination, verifier_of
from tests.factories.people import make_person
from tests.factories.programme import make_edition, make_round, rulebook

pytestmark = pytest.mark.django_db
WHY = "Pleno menilai inovasinya lebih luas."


def content(**verification: object) -> dict:
    """The example rulebook with those rules for the provincial category."""
    changed = copy.deepcopy(rulebook())
    changed["categories"][0]["verification"] |= verification
    return changed


def rounds(**verification: object) -> tuple[Round, Round]:
    """(a province's round, the national one with its verification open)."""
    edition = make_edition(content=content(**verification))
    province = make_round(edition, region=a_region("32.75").province, open_stage="verification")
    return province, make_round(edition, open_stage="verification")


def verified(round_: Round, *codes: str) -> list[Nomination]:
    return [make_nomination(State.VERIFIED, round_=round_, region=a_region(code)) for code in codes]


def decided(round_: Round, ranked: list[tuple[Nomination, int]], *, publish: bool = True) -> None:
    """A decision with those ranks, approved without a snapshot behind it, and published unless told otherwise."""
    decision = make_decision(round_, winners=0)
    for nomination, rank in ranked:
        DecisionPlace.objects.create(
            decision=decision, nomination=nomination, rank=rank, title=f"Peringkat {rank} {nomination.pk}"
        )
    decision.state, decision.approved_at = DecisionState.APPROVED, clock.now()
    decision.approved_by_id = decider_of(decision).user_id
    decision.save()
    if publish:
        honours.publish(decision, by=publisher_of(decision))


def test_rank_one_goes_on_with_its_file_and_the_national_desk_sees_what_changed_since():
    province, nation = rounds()
    first, second = verified(province, "32.75", "32.73")
    decided(province, [(first, 1), (second, 2)])
    national = verifier_of(nation)
    target = send_on(first, by=verifier_of(province))
    assert (target.round, target.state, target.category.level) == (nation, State.SUBMITTED, "national")
    assert queries.digest_of(target) == target.digest
    mine, theirs = queries.claim_of(first), queries.claim_of(target)
    assert [file.document_id for file in theirs.evidence] == [file.document_id for file in mine.evidence]
    assert theirs.figures["formal"].covered == mine.figures["formal"].covered
    assert theirs.figures["formal"].evidence.nomination == target
    with pytest.raises(Refused):
        send_on(second, by=verifier_of(province))
    assert not origin_of(target).changes
    actions.give_back(target, reason="Mohon perbarui.", due_at=clock.now() + timedelta(days=1), by=national)
    figure = target.figures.get(metric="formal")
    officer = actor_of(first.created_by)
    actions.save(figure, changes={"covered": 880000}, version=figure.version, by=officer)
    assert [change.name for change in origin_of(target).changes] == ["formal"]
    event = Event.objects.get(verb="nomination.promote")
    assert (event.noun_id, event.region) == (target.public_id, "32")
    told = set(Message.objects.filter(kind="nomination.promoted").values_list("recipient", flat=True))
    assert {first.created_by_id, first.submitted_by_id, national.user_id} <= told


def test_nothing_goes_on_before_publication_since_that_would_tell_the_place():
    province, _nation = rounds()
    (first,) = verified(province, "32.75")
    decided(province, [(first, 1)], publish=False)
    with pytest.raises(Refused):
        send_on(first, by=verifier_of(province))
    assert not Promotion.objects.exists()


def test_a_round_with_nobody_due_hides_no_other_on_the_desk(monkeypatch):
    monkeypatch.setattr(desk, "MOST", 1)
    owing, done = (rounds()[0] for _edition in range(2))
    for province in (owing, done):
        (first,) = verified(province, "32.75")
        decided(province, [(first, 1)])
    send_on(first, by=verifier_of(done))
    (step,) = desk.nominations_to_send_on(actor_of(make_person("province_secretariat", region=done.region)))
    assert step.url == reverse("ceremony:promotion", args=[owing.public_id])


def test_it_waits_while_its_objection_is_open_and_an_objection_afterwards_is_seen_by_the_desk():
    province, _nation = rounds()
    (first,) = verified(province, "32.75")
    decided(province, [(first, 1)])
    objection = actions.file_objection(first, ground="Angka kami lain.", by=actor_of(first.created_by))
    with pytest.raises(Refused, match=r"sanggah|objected"):
        send_on(first, by=verifier_of(province))
    actions.settle_objection(objection, uphold=False, answer="Tetap.", by=verifier_of(province))
    target = send_on(first, by=verifier_of(province))
    assert origin_of(target).verdicts == {}
    row = first.verifications.get(metric="formal")
    type(first.verifications.get(metric="formal")).objects.filter(pk=row.pk).update(
        verdict=Verdict.NOT_PROVEN, reason="no_evidence", covered=None, total=None
    )
    assert set(origin_of(target).verdicts) == {"formal"}


@pytest.mark.parametrize("rule", ["choose", "all"])
def test_of_two_that_share_the_first_rank_a_person_chooses_with_a_reason_or_both_go(rule):
    province, _nation = rounds(promotes_tie=rule)
    one, other = verified(province, "32.75", "32.73")
    decided(province, [(one, 1), (other, 1)])
    by = verifier_of(province)
    if rule == "all":
        assert {send_on(nomination, by=by).organisation for nomination in (one, other)} == {
            one.organisation,
            other.organisation,
        }
        return
    with pytest.raises(Refused):
        send_on(one, by=by)
    send_on(one, reason=WHY, by=by)
    assert Promotion.objects.get().reason == WHY
    with pytest.raises(Refused):
        send_on(other, reason=WHY, by=by)


def test_when_it_is_withdrawn_during_national_verification_the_next_may_go_with_a_reason():
    province, nation = rounds()
    first, second = verified(province, "32.75", "32.73")
    decided(province, [(first, 1), (second, 2)])
    by = verifier_of(province)
    target = send_on(first, by=by)
    actions.withdraw(target, ground="Kami mengundurkan diri.", by=actor_of(first.submitted_by))
    with pytest.raises(Refused):
        actions.judge(target, "formal", verdict=Verdict.ACCEPTED, version=0, by=verifier_of(nation))
    with pytest.raises(Refused):
        send_on(second, by=by)
    assert send_on(second, reason="Peringkat I mengundurkan diri.", by=by).organisation == second.organisation


def test_a_round_that_only_proposes_names_as_many_as_the_rulebook_says():
    province, _nation = rounds(proposes=True, promotes=1)
    one, other = verified(province, "32.75", "32.73")
    by = verifier_of(province)
    with pytest.raises(Refused):
        send_on(one, by=by)
    target = send_on(one, reason="Usulan panitia provinsi.", by=by)
    assert (target.promoted_from.rank, target.promoted_from.ranking) == (None, "")
    with pytest.raises(Refused):
        send_on(other, reason="Usulan panitia provinsi.", by=by)


def test_nobody_files_into_a_category_that_comes_by_promotion():
    changed = content()
    changed["categories"][1]["verification"] |= {"by_promotion": True}
    nation = make_round(make_edition(content=changed))
    with pytest.raises(Refused, match=r"provinsi|province"):
        make_nomination(round_=nation, region=a_region("32.75"))
    officer = actor_of(make_person("officer", region=a_region("32.75")))
    assert not queries.calls_for(officer, clock.now())


def test_only_the_province_s_own_secretariat_sends_on_and_nobody_twice():
    province, _nation = rounds()
    (first,) = verified(province, "32.75")
    decided(province, [(first, 1)])
    neighbour = actor_of(make_person("province_secretariat", region=a_region("33.74").province))
    for stranger in (neighbour, actor_of(first.submitted_by), actor_of(make_person("national_secretariat"))):
        with pytest.raises(Refused):
            send_on(first, by=stranger)
    send_on(first, by=verifier_of(province))
    with pytest.raises(Refused):
        send_on(first, by=verifier_of(province))


def test_the_page_sends_on_and_costs_the_same_for_one_and_three(client_as):
    province, _nation = rounds(promotes=3)
    nominations = verified(province, "32.75", "32.73", "32.04")
    decided(province, [(nomination, place) for place, nomination in enumerate(nominations, 1)])
    client = client_as(make_person("province_secretariat", region=province.region))
    page = reverse("ceremony:promotion", args=[province.public_id])
    assert page in client.get(reverse("desk")).content.decode()

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(page).status_code == 200
        return len([query for query in seen if "SAVEPOINT" not in query["sql"]])

    def send(nomination: Nomination) -> None:
        assert client.post(page, {"nomination": nomination.public_id}).status_code == 302

    cost()
    send(nominations[0])
    one = cost()
    send(nominations[1])
    send(nominations[2])
    assert cost() == one
    assert "Semua yang berhak sudah diteruskan" in client.get(page).content.decode()
    desk = client_as(make_person("national_secretariat"))
    target = Promotion.objects.first().target
    answer = desk.get(reverse("nominations:verify", args=[target.public_id])).content.decode()
    assert "Dari provinsi" in answer


def test_the_rules_of_promotion_are_read_and_a_wrong_one_is_refused():
    assert read_verification({"promotes": 2}).promotes == (("final", 2),)
    assert read_verification({"promotes": {"final": 1, "innovation": 1}}).promotes[1] == ("innovation", 1)
    with pytest.raises(ValueError, match="choose or all"):
        read_verification({"promotes_tie": "lot"})
