"""Files of the report centre go after their time; the order stays and can be made again."""

from datetime import timedelta

import pytest
from django.urls import reverse

from paritrana.accounts.queries import actor_of
from paritrana.audit.models import Event
from paritrana.documents import actions, expiry, rendering, store
from paritrana.documents.models import Document, ReportRun
from paritrana.documents.models.run import KEPT
from paritrana.documents.registry import SYSTEM
from paritrana.lib.verdict import Refused
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def made(user=None, key=None, **parameters) -> ReportRun:
    run = actions.order("tests.quick", parameters, by=actor_of(user) if user else SYSTEM, key=key)
    rendering.render(run.pk)
    run.refresh_from_db()
    return run


def grow_old(by: timedelta = KEPT + timedelta(seconds=1)) -> None:
    for run in ReportRun.objects.all():
        ReportRun.objects.filter(pk=run.pk).update(finished_at=run.finished_at - by)


def test_a_file_goes_after_its_time_and_the_order_makes_it_again(
    client_as, django_capture_on_commit_callbacks
):
    user = make_user()
    run = made(user, round="abc")
    path = store.path_of(run.document.sha256)
    grow_old(KEPT - timedelta(minutes=1))
    assert expiry.clear_expired() == 0
    grow_old(timedelta(minutes=2))
    with django_capture_on_commit_callbacks(execute=True):
        assert expiry.clear_expired() == 1
    assert not path.exists()
    assert not Document.objects.exists()
    assert Event.objects.filter(verb="reportrun.expire").count() == 1
    client = client_as(user)
    assert run.file_name in client.get(reverse("documents:runs")).text
    assert client.get(reverse("documents:run", args=[run.public_id])).status_code == 200
    assert client.get(reverse("documents:download", args=[run.public_id])).status_code in (403, 409)
    assert client.post(reverse("documents:retry", args=[run.public_id])).status_code == 302
    rendering.render(run.pk)
    run.refresh_from_db()
    assert (run.state, path.exists()) == ("done", True)


def test_what_the_portal_printed_or_what_has_a_key_is_kept(django_capture_on_commit_callbacks):
    user = make_user()
    kept = [made(), made(user, key="receipt:1")]
    grow_old()
    assert expiry.clear_expired() == 0
    assert all(run.kept_until is None for run in kept)


def test_bytes_that_stand_elsewhere_too_stay(django_capture_on_commit_callbacks):
    one, other = made(make_user(), round="same"), made(make_user(), round="same")
    ReportRun.objects.filter(pk=other.pk).update(document=one.document)
    ReportRun.objects.filter(pk=one.pk).update(finished_at=one.finished_at - KEPT - timedelta(days=1))
    with django_capture_on_commit_callbacks(execute=True):
        assert expiry.clear_expired() == 1
    assert store.path_of(one.document.sha256).exists()
    one.refresh_from_db()
    assert one.state == "expired"
    with pytest.raises(Refused):
        actions.retry(other, by=actor_of(other.asked_by))
