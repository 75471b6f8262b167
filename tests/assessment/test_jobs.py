"""Work on rankings: one snapshot at a time, refusals as sentences, twice without harm, rehearsals that say so."""

import json

import pytest
from django.urls import reverse

from assessment import scoring, work
from assessment.actions import job as jobs
from assessment.actions import snapshot as snapshots
from assessment.models import JobState, RankingJob, ScoreSheet, Snapshot
from assessment.queries.differences import changed, differences
from assessment.queries.pack import pack_of, result_of
from assessment.recounting import recount
from nominations.models import Verification
from paritrana.lib.verdict import Refused
from tests.factories.assessment import closed_panel, judged_panel, secretariat_of, snapshot_of
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def test_two_snapshots_of_a_panel_are_not_taken_at_once():
    panel = closed_panel(nominations=1)
    by = secretariat_of(panel.round)
    job = jobs.order_snapshot(panel, "final", by=by)
    with pytest.raises(Refused, match="sedang diambil"):
        jobs.order_snapshot(panel, "shortlist", by=by)
    work.run(job.pk)
    work.run(job.pk)
    assert Snapshot.objects.count() == 1
    job.refresh_from_db()
    assert (job.state, job.snapshot) == (JobState.DONE, Snapshot.objects.get())
    jobs.order_snapshot(panel, "shortlist", by=by)


def test_a_snapshot_while_a_stage_is_still_judged_is_refused_at_once():
    panel = judged_panel(nominations=1, assessors=1)
    with pytest.raises(Refused, match="Penilaian dokumen"):
        jobs.order_snapshot(panel, "shortlist", by=secretariat_of(panel.round))
    assert not RankingJob.objects.exists()


def test_what_the_worker_finds_ends_as_a_sentence():
    panel = closed_panel(nominations=1)
    job = jobs.order_snapshot(panel, "final", by=secretariat_of(panel.round))
    Verification.objects.filter(metric="informal").delete()
    work.run(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "Kota Bekasi" in job.error
    assert not Snapshot.objects.exists()


def test_whoever_lost_the_role_meanwhile_gets_no_snapshot():
    panel = closed_panel(nominations=1)
    user = make_person("province_secretariat", region=panel.round.region)
    from paritrana.accounts.queries import actor_of

    job = jobs.order_snapshot(panel, "final", by=actor_of(user))
    user.is_active = False
    user.save()
    work.run(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.FAILED


def test_a_rehearsal_needs_no_sheet_and_says_so_everywhere(fresh_client_as):
    panel = judged_panel(nominations=3, assessors=3, works_for=("32.75",))
    by = secretariat_of(panel.round)
    work.run(jobs.order_snapshot(panel, "final", by=by, rehearsal=True, seed=7).pk)
    snapshot = Snapshot.objects.get()
    assert snapshot.is_rehearsal
    assert recount(snapshot).is_equal
    assert not ScoreSheet.objects.filter(state="signed").exists()
    assert {placing.status for placing in snapshot.placings.all()} == {"ranked", "incomplete"}
    client = fresh_client_as(make_person("province_secretariat", region=panel.round.region))
    page = client.get(reverse("assessment:ranking", args=[snapshot.public_id])).text
    assert "Gladi" in page
    csv = client.get(reverse("assessment:shortlist_csv", args=[snapshot.public_id]))
    assert "gladi-" in csv["Content-Disposition"]
    assert "GLADI" in csv.getvalue().decode()
    assert client.get(reverse("assessment:signoff", args=[snapshot.public_id])).status_code == 404
    again = snapshots.take(panel, "final", by=by, rehearsal=7)
    scores = [json.loads("".join(pack_of(one)))["sheets"] for one in (snapshot, again)]
    assert [sheet["scores"] for sheet in scores[0]] == [sheet["scores"] for sheet in scores[1]]


def test_the_rows_spell_pack_and_result_as_the_arithmetic_does():
    snapshot = snapshot_of(closed_panel(nominations=3, assessors=3), "final")
    pack = "".join(pack_of(snapshot))
    assert scoring.canonical(json.loads(pack)).decode() == pack
    assert scoring.digest(json.loads(pack)) == snapshot.pack_digest
    result = scoring.rank(scoring.read(pack))
    assert scoring.canonical(result).decode() == "".join(result_of(snapshot))
    assert scoring.digest(result) == snapshot.result_digest


def test_differences_name_the_cause_and_add_up():
    panel = closed_panel(nominations=3, assessors=3)
    older = snapshot_of(panel, "final")
    figure = Verification.objects.filter(metric="formal").order_by("id").first()
    Verification.objects.filter(pk=figure.pk).update(covered=100)
    newer = snapshot_of(panel, "final")
    rows = differences(older, newer, changed(older, newer))
    mine = next(row for row in rows if row.after.nomination_id == figure.nomination_id)
    assert [cause.code for cause in mine.causes] == ["correction"]
    assert mine.causes[0].detail == "formal"
    assert mine.causes[0].change == mine.change == "-16.0000"
    assert all(not row.causes for row in rows if row is not mine)


def test_a_reopened_sheet_and_a_withdrawal_are_told_apart():
    panel = closed_panel(nominations=3, assessors=4)
    older = snapshot_of(panel, "final")
    first, second = older.placings.all()[:2]
    with_sheet = ScoreSheet.objects.filter(nomination=first.nomination, stage="interview").first()
    ScoreSheet.objects.filter(pk=with_sheet.pk).update(
        state="draft", signed_at=None, signed_by=None, digest=""
    )
    type(second.nomination).objects.filter(pk=second.nomination_id).update(
        state="withdrawn", ground="Mundur."
    )
    newer = snapshot_of(panel, "final")
    found = {
        row.public_id: [cause.code for cause in row.causes]
        for row in differences(older, newer, changed(older, newer))
    }
    assert found[first.nomination.public_id] == ["reopened"]
    assert found[second.nomination.public_id] == ["status"]


def test_pages_of_differences_and_comparison_open(fresh_client_as):
    panel = closed_panel(nominations=3, assessors=3)
    older, newer = snapshot_of(panel, "final"), snapshot_of(panel, "final")
    client = fresh_client_as(make_person("auditor", region=panel.round.region))
    assert client.get(reverse("assessment:differences", args=[older.public_id])).status_code == 404
    page = client.get(reverse("assessment:differences", args=[newer.public_id]))
    assert "sama" in page.text
    keys = [placing.nomination.public_id for placing in newer.placings.all()]
    page = client.get(reverse("assessment:compare", args=[newer.public_id]), {"usulan": keys})
    assert all(placing.nomination.name in page.text for placing in newer.placings.all())
    assert client.get(reverse("assessment:compare", args=[newer.public_id])).status_code == 200
    ordered = client.post(reverse("assessment:annex", args=[newer.public_id]), {"usulan": keys[:1]})
    assert "/berkas/" in ordered.url
