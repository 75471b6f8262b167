"""The auditor's gate: what it asks, who signs, and that nothing official leaves before."""

import pytest
from django.db import connection, transaction
from django.urls import reverse

from assessment.actions import decision as decisions
from assessment.actions import notice, signoff
from assessment.models import OutcomeNotice, RankingJob, SignOff, SignOffState, SnapshotInput
from assessment.queries.checks import checks_of
from assessment.queries.phrasing import is_draft
from assessment.workflow import SIGNOFF
from nominations.models import Nomination
from paritrana.accounts.queries import actor_of
from paritrana.audit.models import Event
from paritrana.lib.verdict import Refused
from paritrana.notifications.models import Message
from tests.factories.assessment import (
    cleared,
    close,
    closed_panel,
    counted_again,
    judged_panel,
    make_nomination,
    secretariat_of,
    snapshot_of,
)
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def auditor_of(snapshot):
    return actor_of(make_person("auditor", region=snapshot.panel.round.region))


def open_checks(snapshot) -> set[str]:
    return {check.code for check in checks_of(snapshot) if not check.holds}


def test_a_snapshot_waits_until_all_holds_and_is_signed_once():
    snapshot = snapshot_of(closed_panel(), "final")
    auditor = auditor_of(snapshot)
    assert open_checks(snapshot) == {"recount", "advice"}
    with pytest.raises(Refused, match="Hitung ulang sama"):
        signoff.sign(snapshot, by=auditor)
    counted_again(snapshot)
    assert open_checks(snapshot) == set()
    signed = signoff.sign(snapshot, by=auditor)
    assert signed.state == SignOffState.SIGNED
    assert Event.objects.filter(verb="signoff.sign").count() == 1
    with pytest.raises(Refused):
        signoff.sign(snapshot, by=auditor)
    refused = pytest.raises(Exception, match="never changes")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE assessment_signoff SET state = 'waiting'")


def test_a_decision_is_not_approved_before_the_auditor_has_signed():
    panel = closed_panel()
    snapshot = snapshot_of(panel, "final")
    decision = decisions.prepare(
        snapshot,
        places=decisions.suggested(snapshot),
        decree="SK 3",
        decided_on=snapshot.taken_at.date(),
        by=secretariat_of(panel.round),
    )
    decider = actor_of(make_person("decider", region=panel.round.region))
    with pytest.raises(Refused, match="[Aa]uditor"):
        decisions.approve(decision, by=decider)
    cleared(snapshot)
    assert decisions.approve(decision, by=decider).state == "approved"


@pytest.mark.parametrize("state", SignOffState.values)
@pytest.mark.parametrize("step", list(SIGNOFF))
@pytest.mark.parametrize(
    "role",
    ["officer", "province_secretariat", "assessor", "chair", "decider", "national_secretariat", "auditor"],
)
def test_every_state_and_step_and_role(state, step, role):
    snapshot = snapshot_of(closed_panel(nominations=1, assessors=1), "final")
    row = snapshot.signoff
    row.state = state
    who = actor_of(make_person(role, region=snapshot.panel.round.region))
    allowed = role == "auditor" and state in SIGNOFF[step].from_
    assert bool(SIGNOFF[step].verdict(who, row)) is allowed


def test_the_auditor_hands_back_with_a_reason_and_may_sign_later():
    snapshot = snapshot_of(closed_panel(), "final")
    auditor = auditor_of(snapshot)
    with pytest.raises(Refused):
        signoff.give_back(snapshot, reason=" ", by=auditor)
    signoff.give_back(snapshot, reason="Temuan 4 terbuka.", by=auditor)
    counted_again(snapshot)
    assert signoff.sign(snapshot, by=auditor).state == "signed"


def test_what_is_incomplete_needs_the_plenarys_reason():
    panel = close(judged_panel(nominations=1, assessors=1), reason="Uji.")
    snapshot = snapshot_of(panel)
    counted_again(snapshot)
    assert open_checks(snapshot) == {"incomplete"}
    key = snapshot.placings.get().nomination.public_id
    by = secretariat_of(panel.round)
    with pytest.raises(Refused):
        signoff.explain(snapshot, "tidak-ada", reason="Uji.", by=by)
    signoff.explain(snapshot, key, reason="Hanya satu penilai hadir.", by=by)
    with pytest.raises(Refused):
        signoff.explain(snapshot, key, reason="Lain.", by=by)
    assert open_checks(snapshot) == set()


def test_a_nomination_withdrawn_afterwards_is_named():
    snapshot = snapshot_of(closed_panel(), "final")
    counted_again(snapshot)
    gone = snapshot.placings.first().nomination
    Nomination.objects.filter(pk=gone.pk).update(state="withdrawn", ground="Mundur.")
    (check,) = [check for check in checks_of(snapshot) if not check.holds]
    assert check.code == "standing"
    assert gone.name in check.sentence


def test_a_tampered_input_is_found_by_the_recount():
    snapshot = snapshot_of(closed_panel(), "final")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE assessment_snapshotinput DISABLE TRIGGER never_changes")
        cursor.execute(
            'UPDATE assessment_snapshotinput SET sheets = replace(sheets, \'"legal_force":"5"\', \'"legal_force":"4"\')'
        )
        assert cursor.rowcount == SnapshotInput.objects.count()
    counted_again(snapshot)
    assert not RankingJob.objects.get(kind="recount").outcome["is_equal"]
    assert "recount" in open_checks(snapshot)


def test_every_file_says_draft_until_then(fresh_client_as):
    snapshot = snapshot_of(closed_panel(), "final")
    client = fresh_client_as(make_person("province_secretariat", region=snapshot.panel.round.region))
    csv = reverse("assessment:shortlist_csv", args=[snapshot.public_id])
    assert "DRAF" in client.get(csv).getvalue().decode()
    page = client.get(reverse("assessment:signoff", args=[snapshot.public_id]))
    assert "2 hal masih kurang" in page.text
    cleared(snapshot)
    assert "DRAF" not in client.get(csv).getvalue().decode()
    assert client.get(reverse("assessment:signoff", args=[snapshot.public_id])).status_code == 200


def test_the_auditor_signs_in_the_browser(fresh_client_as, client_as):
    snapshot = snapshot_of(closed_panel(), "final")
    user = make_person("auditor", region=snapshot.panel.round.region)
    sign = reverse("assessment:signoff_sign", args=[snapshot.public_id])
    assert (
        "/reauthenticate" in client_as(user).post(sign).url or client_as(user).post(sign).status_code == 302
    )
    assert SignOff.objects.get().state == "waiting"
    client = fresh_client_as(user)
    assert client.get(sign).status_code == 200
    assert client.post(sign).status_code == 409
    counted_again(snapshot)
    assert client.post(sign).status_code == 302
    assert not is_draft(type(snapshot).objects.get())


# ---- invitations
def test_a_shortlist_tells_each_nominee_its_own_outcome_once():
    panel = judged_panel(nominations=3, assessors=3)
    make_nomination(panel.round, "32.79", figures={"arrears_months": "9"})
    make_nomination(panel.round, "32.72", state="withdrawn")
    panel = close(panel, reason="Uji.")
    snapshot = snapshot_of(panel)
    by = secretariat_of(panel.round)
    with pytest.raises(Refused):
        notice.invite(snapshot, by=by)
    for placing in snapshot.placings.filter(status="incomplete"):
        signoff.explain(snapshot, placing.nomination.public_id, reason="Uji.", by=by)
    snapshot = cleared(snapshot)
    told = notice.invite(snapshot, by=by)
    assert {one.outcome for one in told} == {"not_invited"}
    assert OutcomeNotice.objects.count() == 4
    names = {one.nomination.name for one in told}
    for message in Message.objects.filter(kind__startswith="shortlist."):
        own = message.params["name"]
        assert not any(name in str(message.params) for name in names - {own})
        assert set(message.params) == {"name"}
    with pytest.raises(Refused):
        notice.invite(snapshot, by=by)
