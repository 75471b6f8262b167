"""The verification desk: only in its time, with requirements and four eyes, and silent to the nominee until its end."""

import copy

import pypdfium2
import pytest
from django.urls import reverse

from nominations import actions
from nominations.models import Custody, EntryVerdict, Nomination, Reason, State, Verdict
from nominations.queries.minutes import minutes_of
from nominations.reports.papers import build_minutes
from paritrana.accounts.queries import actor_of
from paritrana.audit.queries import trail_of
from paritrana.documents.registry import SYSTEM
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from tests.factories.nominations import (
    BEKASI,
    a_region,
    approver_of,
    fill,
    judge_all,
    make_nomination,
    submit,
    verifier_of,
    while_open,
)
from tests.factories.people import make_person
from tests.factories.programme import make_edition, make_round, rulebook

pytestmark = pytest.mark.django_db


def page_of(nomination: Nomination, name: str = "nomination") -> str:
    return reverse(f"nominations:{name}", args=[nomination.public_id])


def with_requirements(**verification: object) -> Nomination:
    """A submitted nomination with a group, a regulation and a paragraph, under rules changed like that."""
    content = copy.deepcopy(rulebook())
    for category in content["categories"]:
        category["verification"] = category.get("verification", {}) | verification
    region = a_region()
    round_ = make_round(make_edition(content=content), region=region.province, open_stage="verification")
    with while_open(round_, "registration"):
        draft = make_nomination(region=region, round_=round_)
        by = actor_of(draft.created_by)
        fill(draft, by, BEKASI)
        group = draft.groups.get(group="teachers")
        actions.save(group, changes={"people": 900, "units": 3}, version=0, by=by)
        rule = actions.add_regulation(draft, by=by)
        actions.save(rule, changes={"kind": "Perwal", "number": "7"}, version=0, by=by)
        words = actions.add_statement(draft, section="integration", by=by)
        actions.save(words, changes={"text": "Perizinan terhubung."}, version=0, by=by)
        return submit(draft, approver_of(draft.organisation))


@pytest.mark.parametrize("stage", ["registration", "document"])
def test_no_verdict_and_no_end_outside_the_stage(stage):
    round_ = make_round(region=a_region().province, open_stage=stage)
    nomination = make_nomination(State.SUBMITTED, round_=round_)
    by = verifier_of(round_)
    with pytest.raises(Refused, match="Verifikasi"):
        actions.judge(nomination, "formal", verdict=Verdict.ACCEPTED, version=0, by=by)
    with pytest.raises(Refused, match="Verifikasi"):
        actions.declare_ineligible(nomination, ground="Tidak lengkap.", by=by)
    with while_open(round_, "verification"):
        judge_all(nomination, by)
    with pytest.raises(Refused, match="Verifikasi"):
        actions.verify(nomination, by=by)


def test_what_the_rulebook_wants_verified_needs_a_verdict_each():
    nomination = with_requirements()
    by = verifier_of(nomination.round)
    judge_all(nomination, by)
    with pytest.raises(Refused, match="Guru.*Perwal 7.*Perizinan"):
        actions.verify(nomination, by=by)
    group, rule, words = (
        nomination.groups.get(group="teachers"),
        nomination.regulations.get(),
        nomination.statements.get(),
    )
    with pytest.raises(Refused, match="jumlah orang"):
        actions.judge_entry(
            nomination, group.public_id, verdict="corrected", version=0, reason="mistyped", by=by
        )
    row = actions.judge_entry(
        nomination, group.public_id, verdict="corrected", version=0, reason="mistyped", people=880, by=by
    )
    assert (row.people, row.units) == (880, None)
    with pytest.raises(Refused, match="pada catatan"):
        actions.judge_entry(
            nomination, rule.public_id, verdict="corrected", version=0, reason="mistyped", by=by
        )
    actions.judge_entry(nomination, rule.public_id, verdict="accepted", version=0, by=by)
    with pytest.raises(Refused, match="telah memberi putusan"):
        actions.judge_entry(nomination, rule.public_id, verdict="not_proven", version=0, by=by)
    actions.judge_entry(
        nomination, words.public_id, verdict="not_proven", version=0, reason=Reason.NO_EVIDENCE, by=by
    )
    assert actions.verify(nomination, by=by).state == State.VERIFIED
    assert EntryVerdict.objects.get(entry=group.public_id).people == 880


def test_an_entry_of_another_nomination_is_unknown():
    mine, other = with_requirements(), with_requirements()
    with pytest.raises(LookupError):
        actions.judge_entry(
            mine, other.regulations.get().public_id, verdict="accepted", version=0, by=verifier_of(mine.round)
        )


def test_four_eyes_keep_the_end_from_who_judged():
    nomination = with_requirements(four_eyes=True, sections=[])
    first, second = verifier_of(nomination.round), verifier_of(nomination.round)
    judge_all(nomination, first)
    with pytest.raises(Refused, match="orang kedua"):
        actions.verify(nomination, by=first)
    with pytest.raises(Refused, match="orang kedua"):
        actions.declare_ineligible(nomination, ground="Tidak memenuhi.", by=first)
    assert actions.verify(nomination, by=second).state == State.VERIFIED


def test_a_nominee_learns_nothing_of_the_desk_before_the_outcome(client_as):
    nomination = make_nomination(State.SUBMITTED)
    officer, by = client_as(nomination.created_by), verifier_of(nomination.round)
    quiet = officer.get(page_of(nomination)).content.decode()
    actions.judge(
        nomination,
        "formal",
        verdict=Verdict.CORRECTED,
        version=0,
        covered=5,
        total=9,
        reason=Reason.OTHER,
        note="Kanari.",
        by=by,
    )
    actions.hand_over(
        nomination, to=make_person("province_secretariat", region=nomination.round.region), by=by
    )
    assert masked(officer.get(page_of(nomination)).content.decode()) == masked(quiet)
    assert officer.get(page_of(nomination, "minutes")).status_code == 403
    judge_all(nomination, by, only=["informal", "arrears_months"])
    actions.verify(nomination, by=by)
    assert "Kanari." in officer.get(page_of(nomination)).content.decode()


def masked(page: str) -> str:
    """A page without what differs in any two answers."""
    return "\n".join(
        line for line in page.splitlines() if "csrf" not in line and "data-clock" not in line
    ).split("<footer")[0]


def test_a_withdrawal_during_verification_keeps_the_verdicts_from_the_nominee(client_as):
    nomination = make_nomination(State.SUBMITTED)
    by = verifier_of(nomination.round)
    reason = {"reason": Reason.OTHER, "note": "Kanari."}
    actions.judge(nomination, "formal", verdict=Verdict.NOT_PROVEN, version=0, by=by, **reason)
    nomination = actions.withdraw(
        nomination, ground="Kepala daerah mundur.", by=actor_of(nomination.submitted_by)
    )
    page = client_as(nomination.created_by).get(page_of(nomination)).content.decode()
    assert "Kanari." not in page
    with pytest.raises(Refused, match="tidak mungkin"):
        actions.judge(nomination, "informal", verdict=Verdict.ACCEPTED, version=0, by=by)


def test_it_is_taken_handed_over_and_found_by_whose_hands(client_as):
    nomination = make_nomination(State.SUBMITTED)
    me = make_person("province_secretariat", region=nomination.round.region)
    colleague = make_person("province_secretariat", region=nomination.round.region, name="Rekan")
    stranger = make_person("province_secretariat", region=a_region("33"))
    client, queue = client_as(me), reverse("nominations:verification_queue")
    assert nomination.name not in client.get(queue, {"hand": "mine"}).content.decode()
    client.post(page_of(nomination, "take"))
    assert Custody.objects.get().verifier == me
    assert nomination.name in client.get(queue, {"hand": "mine"}).content.decode()
    assert nomination.name not in client.get(queue, {"hand": "nobody"}).content.decode()
    answer = client.post(page_of(nomination, "hand_over"), {"to": stranger.public_id})
    assert answer.status_code == 422
    client.post(page_of(nomination, "hand_over"), {"to": colleague.public_id})
    assert Custody.objects.get().verifier == colleague
    assert trail_of(nomination).last().changes == {"in_hand": [str(me), "Rekan"]}
    with pytest.raises(Refused, match="tidak memverifikasi"):
        actions.hand_over(nomination, to=stranger, by=actor_of(me))
    exported = client.get(reverse("nominations:export_queue")).content.decode("utf-8-sig")
    assert nomination.name in exported
    assert "Rekan" in exported


def test_the_desk_shows_an_entry_and_keeps_its_verdict(client_as):
    nomination = with_requirements()
    client = client_as(make_person("province_secretariat", region=nomination.round.region))
    rule = nomination.regulations.get()
    page = client.get(page_of(nomination, "verify"), {"item": rule.public_id}).content.decode()
    assert "Perwal 7" in page
    url = reverse("nominations:judge_entry", args=[nomination.public_id, rule.public_id])
    refused = client.post(url, {"version": 0, "verdict": "not_proven", "note": "Tetap di sini"})
    assert refused.status_code == 422
    assert "Tetap di sini" in refused.content.decode()
    client.post(url, {"version": 0, "verdict": "accepted"})
    assert EntryVerdict.objects.get().verdict == "accepted"
    assert (
        client.post(reverse("nominations:judge_entry", args=[nomination.public_id, "zzz"])).status_code == 404
    )


def test_minutes_tell_claim_verdict_and_difference():
    nomination = make_nomination(State.SUBMITTED)
    by = verifier_of(nomination.round)
    change = {"covered": 886000, "total": 929199, "reason": Reason.OTHER_IN_EVIDENCE}
    actions.judge(nomination, "formal", verdict=Verdict.CORRECTED, version=0, by=by, **change)
    judge_all(nomination, by, only=["informal", "arrears_months"])
    assert minutes_of(nomination) is None
    nomination = actions.verify(nomination, by=by)
    run = minutes_of(nomination)
    assert run is not None
    product = build_minutes(SYSTEM, run.parameters, lambda done, total: None)
    page = pypdfium2.PdfDocument(product.content)[0].get_textpage().get_text_range()
    lines = [line.strip() for line in page.splitlines()]
    assert "886.000 / 929.199" in page
    assert any("−113" in line and "poin" not in line for line in lines), lines


def test_the_moment_of_the_clock_decides():
    nomination = make_nomination(State.SUBMITTED)
    by, stage = verifier_of(nomination.round), nomination.round.stages.get(code="verification")
    with clock.set_to(stage.closes_at), pytest.raises(Refused, match="ditutup"):
        actions.judge(nomination, "formal", verdict=Verdict.ACCEPTED, version=0, by=by)
