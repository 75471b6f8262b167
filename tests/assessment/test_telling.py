"""Telling the nominees of a shortlist: ordered on the page, done by a worker, each told once whatever happens to it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assessment import work
from assessment.actions import job as jobs
from assessment.actions import notice
from assessment.models import JobState, OutcomeNotice, RankingJob
from assessment.views import notice as views
from nominations.queries import people
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.notifications.models import Message
from tests.factories.assessment import cleared, closed_panel, secretariat_of, snapshot_of
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """What no worker survives."""


def told() -> list[tuple[str, int]]:
    """(nomination, person) of each message, as often as there are."""
    messages = Message.objects.filter(kind__startswith="shortlist.")
    return sorted(messages.values_list("noun_id", "recipient_id"))


def test_each_nominee_is_told_once_though_the_worker_dies_between(monkeypatch):
    snapshot = cleared(snapshot_of(closed_panel(nominations=3)))
    by = secretariat_of(snapshot.panel.round)
    job = jobs.order_invitations(snapshot, by=by)
    assert jobs.order_invitations(snapshot, by=by) == job
    everybody = sorted(
        (placing.nomination.public_id, user)
        for placing in snapshot.placings.all()
        for user in people.told_about(placing.nomination)
    )
    really_tell = notice.tell

    def dies_at_the_second(*args, **kwargs):
        if told():
            raise Killed
        return really_tell(*args, **kwargs)

    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(notice, "tell", dies_at_the_second)
        work.run(job.pk)
    job.refresh_from_db()
    assert (job.state, told(), OutcomeNotice.objects.count()) == (JobState.RUNNING, [], 0)

    work.run(job.pk)  # the lease of the dead one still runs
    assert told() == []
    RankingJob.objects.filter(pk=job.pk).update(lease_until=clock.now() - timedelta(seconds=1))
    work.run(job.pk)
    work.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.outcome) == (JobState.DONE, {"told": 3})
    assert told() == everybody
    with pytest.raises(Refused, match="sudah diberi tahu"):
        jobs.order_invitations(snapshot, by=by)


def test_what_changed_since_the_order_ends_as_a_sentence_and_nobody_is_told():
    panel = closed_panel(nominations=1)
    snapshot = cleared(snapshot_of(panel))
    job = jobs.order_invitations(snapshot, by=secretariat_of(panel.round))
    snapshot_of(panel)  # a newer one
    work.run(job.pk)
    job.refresh_from_db()
    assert (job.state, told()) == (JobState.FAILED, [])
    assert "lebih baru" in job.error


def test_the_page_orders_it_and_then_leads_to_how_far_it_is(fresh_client_as, monkeypatch):
    snapshot = cleared(snapshot_of(closed_panel(nominations=1)))
    client = fresh_client_as(make_person("province_secretariat", region=snapshot.panel.round.region))
    page = reverse("assessment:invite", args=[snapshot.public_id])
    preview = client.get(page).text
    assert snapshot.placings.get().nomination.name in preview
    assert "menurut nama" not in preview
    with monkeypatch.context() as patched:
        patched.setattr(views, "SHOWN", 0)
        assert "0 yang pertama menurut nama" in client.get(page).text
    at_work = client.post(page).url
    assert at_work == reverse("assessment:job", args=[RankingJob.objects.get(kind="invite").public_id])
    assert told() == []
    assert "Para pengusul sedang diberi tahu" in client.get(at_work).text
    answer = client.get(page).text
    assert at_work in answer
    assert "Beri tahu para pengusul" not in answer
    work.run(RankingJob.objects.get(kind="invite").pk)
    assert "1 pengusul telah diberi tahu" in client.get(at_work).text
