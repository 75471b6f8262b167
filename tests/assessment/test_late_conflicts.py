"""A conflict that comes to light after a ranking: nothing is told or decided by a snapshot that does not hold it."""

from datetime import date

import pytest

from assessment.actions import conflict as conflicts
from assessment.actions import decision as decisions
from assessment.actions import snapshot as snapshots
from assessment.actions.notice import may_go_out
from assessment.models import Conflict, Ground, Post, ScoreSheet, SnapshotInput
from paritrana.accounts.queries import actor_of
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from tests.factories.assessment import (
    cleared,
    close,
    closed_panel,
    judged_panel,
    prepared_decision,
    secretariat_of,
    sign,
    snapshot_of,
)
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def declared_late(panel):
    sheet = (
        ScoreSheet.objects.filter(seat__panel=panel, state="signed")
        .select_related("seat", "nomination")
        .first()
    )
    conflicts.declare(
        sheet.seat, sheet.nomination, text="Terungkap kemudian.", by=secretariat_of(panel.round)
    )


def test_a_decision_on_a_ranking_older_than_a_conflict_is_neither_approved_nor_prepared():
    panel = closed_panel(nominations=1, assessors=3)
    decision, by = prepared_decision(panel), secretariat_of(panel.round)
    declared_late(panel)
    decider = actor_of(make_person("decider", region=panel.round.region))
    with pytest.raises(Refused, match="Benturan|conflict"):
        decisions.approve(decision, by=decider)
    decisions.withdraw(decision, reason="Benturan baru.", by=by)
    places = decisions.suggested(decision.snapshot)
    with pytest.raises(Refused, match="Benturan|conflict"):
        decisions.prepare(decision.snapshot, places=places, decree="SK 3", decided_on=date(2026, 3, 1), by=by)
    newer = snapshot_of(panel, "final")
    assert SnapshotInput.objects.get(snapshot=newer).recusals


@pytest.fixture
def ranked():
    panel = judged_panel(nominations=1, assessors=3)
    for sheet in ScoreSheet.objects.filter(seat__panel=panel).select_related("seat__user"):
        sign(sheet)
    return close(panel)


def test_nobody_is_invited_from_a_shortlist_older_than_a_conflict(ranked):
    shortlist = cleared(snapshot_of(ranked))
    assert may_go_out(shortlist)
    declared_late(ranked)
    assert not may_go_out(shortlist)


def test_a_snapshot_holds_a_tie_that_was_entered_after_the_last_signature(ranked):
    sheet = ScoreSheet.objects.filter(seat__panel=ranked).select_related("seat", "nomination").first()
    Post.objects.create(
        user_id=sheet.seat.user_id,
        organisation=sheet.nomination.organisation,
        title="Kepala bagian",
        entered_at=clock.now(),
        entered_by_id=sheet.seat.user_id,
    )
    kept = SnapshotInput.objects.get(snapshot=snapshot_of(ranked))
    assert Conflict.objects.get(seat=sheet.seat).ground != Ground.DECLARED
    assert sheet.seat.label in kept.recusals


def test_a_conflict_declared_while_a_ranking_is_counted_refuses_it(ranked, monkeypatch):
    keep = snapshots._keep

    def keep_and_declare(*given):
        keep(*given)
        declared_late(ranked)

    monkeypatch.setattr(snapshots, "_keep", keep_and_declare)
    with pytest.raises(Refused):
        snapshot_of(ranked)
    assert ranked.snapshots.count() == 0
