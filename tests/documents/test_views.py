"""The report centre in the browser."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from paritrana.accounts.queries import actor_of
from paritrana.documents import actions, rendering
from paritrana.documents.models import ReportRun
from tests.documents import probes  # noqa: F401 registers the reports of the tests
from tests.factories.people import make_person


def masked(response) -> str:
    """The page without what differs between any two requests: form tokens, the server's time, the address."""
    own = r'value="[A-Za-z0-9]{64}"|\d\d[.:]\d\d[.:]\d\d|datetime="[^"]*"|/[2-9a-z]{12}/'
    return re.sub(own, "", response.content.decode())


@pytest.fixture
def officer(db):
    return make_person("officer", name="Pejabat")


@pytest.fixture
def run(officer):
    return actions.order("tests.quick", {}, by=actor_of(officer))


def address(name: str, run: ReportRun) -> str:
    return reverse(f"documents:{name}", args=[run.public_id])


def test_a_run_is_followed_to_its_download(client_as, officer, run):
    client = client_as(officer)
    page = client.get(address("run", run)).content.decode()
    assert f'data-progress="{address("progress", run)}"' in page
    assert client.get(address("progress", run)).json() == {
        "done": 0,
        "total": 1,
        "left": "Menunggu",
        "running": True,
    }
    assert client.get(address("download", run)).status_code == 409
    rendering.render(run.pk)
    assert client.get(address("progress", run)).json()["running"] is False
    page = client.get(address("run", run)).content.decode()
    assert "data-progress" not in page
    assert address("download", run) in page
    response = client.get(address("download", run))
    assert response["Content-Disposition"] == 'attachment; filename="uji.txt"'
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-store"
    assert b"Pejabat" in b"".join(response.streaming_content)


@pytest.mark.parametrize("name", ["run", "progress", "download", "retry"])
def test_another_persons_run_looks_like_a_missing_one(client_as, officer, run, name):
    client = client_as(make_person("auditor"))
    call = client.post if name == "retry" else client.get
    unseen = call(address(name, run))
    missing = call(reverse(f"documents:{name}", args=["222222222222"]))
    assert (unseen.status_code, missing.status_code) == (404, 404)
    assert masked(unseen) == masked(missing)


def test_a_failed_run_says_why_and_is_ordered_again(client_as, officer):
    client = client_as(officer)
    run = actions.order("tests.refused", {}, by=actor_of(officer))
    rendering.render(run.pk)
    page = client.get(address("run", run)).content.decode()
    assert "You may not see this any more." in page
    assert client.get(address("retry", run)).status_code == 405
    assert client.post(address("retry", run)).status_code == 302
    run.refresh_from_db()
    assert run.state == "queued"
    assert client.post(address("retry", run)).status_code == 409


def test_a_waiting_run_says_why_it_waits(client_as, officer):
    run = actions.order("tests.without_press", {}, by=actor_of(officer))
    rendering.render(run.pk)
    page = client_as(officer).get(address("run", run)).content.decode()
    assert "The machine lacks pango." in page


def test_the_list_costs_the_same_with_one_and_with_three_runs(
    client_as, officer, run, django_assert_num_queries
):
    client = client_as(officer)
    rendering.render(run.pk)
    client.get(reverse("documents:runs"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("documents:runs"))
    for report in ("tests.quick", "tests.broken"):
        rendering.render(actions.order(report, {}, by=actor_of(officer)).pk)
    with django_assert_num_queries(len(one)):
        page = client.get(reverse("documents:runs")).content.decode()
    assert page.count("<tr>") == 4


def test_the_list_shows_ones_own_runs_only(client_as, officer, run):
    page = client_as(make_person("auditor")).get(reverse("documents:runs")).content.decode()
    assert run.public_id not in page


@pytest.mark.parametrize(
    ("role", "status"), [("admin", 200), ("officer", 404), ("national_secretariat", 404)]
)
def test_the_operator_alone_prints_the_test_page(client_as, role, status):
    client = client_as(make_person(role))
    assert client.get(reverse("documents:probe")).status_code == status
    response = client.post(reverse("documents:probe"))
    assert response.status_code == (302 if status == 200 else 404)
    assert ReportRun.objects.count() == (1 if status == 200 else 0)


def test_nobody_is_led_to_sign_in(client, run):
    for name in ("run", "progress", "download"):
        response = client.get(address(name, run))
        assert response.status_code == 302
        assert reverse("account_login") in response["Location"]
