"""The advice beside a snapshot: made by the worker from the snapshot alone, repeatable, and heard by the plenary."""

import pytest
from django.urls import reverse

from assessment import work
from assessment.actions import decision as decisions
from assessment.actions import job as jobs
from assessment.actions import snapshot as snapshots
from assessment.analysis import analyse
from assessment.models import RankingJob
from paritrana.lib.verdict import Refused
from tests.factories.assessment import closed_panel, counted_again, judged_panel, secretariat_of, snapshot_of
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def test_an_analysis_follows_from_its_seed_and_changes_no_place(client_as):
    panel = judged_panel(nominations=5, assessors=3)
    by = secretariat_of(panel.round)
    snapshot = snapshots.take(panel, "final", by=by, rehearsal=4)
    before = list(snapshot.placings.values_list("rank", "total"))
    work.run(jobs.order_analysis(snapshot, by=by).pk)
    outcome = RankingJob.objects.get(kind="analysis").outcome
    assert analyse(snapshot, seed=outcome["seed"]) == outcome
    assert set(outcome["agreement"]) == {"document", "interview"}
    assert set(outcome["without"]) == {"A2", "A3", "A4"}
    assert len(outcome["stability"]) == 5
    assert list(snapshot.placings.values_list("rank", "total")) == before
    client = client_as(make_person("chair", region=panel.round.region))
    assert client.get(reverse("assessment:ranking", args=[snapshot.public_id])).status_code == 404
    client = client_as(make_person("auditor", region=panel.round.region))
    assert "Krippendorff" in client.get(reverse("assessment:ranking", args=[snapshot.public_id])).text


def test_a_winner_that_severity_would_change_must_stand_in_the_minutes():
    panel = closed_panel()
    snapshot = snapshot_of(panel, "final")
    counted_again(snapshot)
    RankingJob.objects.filter(kind="analysis").update(
        outcome={"severity": {"moved": [], "changes_a_winner": True}}
    )
    facts = {
        "places": decisions.suggested(snapshot),
        "decree": "SK 4",
        "decided_on": snapshot.taken_at.date(),
        "by": secretariat_of(panel.round),
    }
    with pytest.raises(Refused, match="[Kk]eketatan|severity"):
        decisions.prepare(snapshot, **facts)
    made = decisions.prepare(snapshot, **facts, severity_note="Dilihat; tidak mengubah penetapan.")
    assert made.severity_note
