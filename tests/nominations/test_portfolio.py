"""The list of nominations: searched, filtered, sorted, paged by keyset, exported; always the asker's own rows."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nominations.forms.portfolio import ORDERS, PortfolioFilter
from nominations.models import Nomination, State
from nominations.queries import nominations_seen_by
from paritrana.accounts.queries import actor_of
from paritrana.documents import rendering, store
from paritrana.documents.models import ReportRun
from paritrana.web.paging import page_of
from tests.factories.nominations import a_region, make_nomination
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db

URL = "/usulan/"


@pytest.fixture
def follower():
    """Somebody who follows all rounds."""
    return make_person("national_secretariat")


@pytest.fixture
def three():
    """Of two provinces and three states."""
    return [
        make_nomination(State.SUBMITTED, region=a_region("32.75")),
        make_nomination(State.VERIFIED, region=a_region("33.74")),
        make_nomination(State.WITHDRAWN, region=a_region("32.73")),
    ]


def names(page: str, rows: list[Nomination]) -> list[str]:
    """Which of them stand in the page, in its order."""
    found = [(page.find(f">{row.name}</a>"), row.name) for row in rows]
    return [name for at, name in sorted(found) if at >= 0]


def test_it_is_searched_and_filtered_in_the_address(client_as, follower, three):
    client = client_as(follower)

    def shown(**asked):
        return names(client.get(URL, asked).content.decode(), three)

    bekasi, semarang, bandung = (row.name for row in three)
    assert set(shown()) == {bekasi, semarang, bandung}
    assert shown(q="bekasi") == [bekasi]
    assert shown(q="pemerintah kota sema") == [semarang]
    assert shown(state="withdrawn") == [bandung]
    assert shown(round=three[1].round.public_id) == [semarang]
    assert shown(q="tidak ada") == []
    assert set(shown(state="nonsense", round="x")) == {bekasi, semarang, bandung}


@pytest.mark.parametrize("key", ORDERS)
def test_it_is_sorted_both_ways_and_every_row_comes_exactly_once(follower, three, key):
    seen = nominations_seen_by(actor_of(follower))
    up = walk(PortfolioFilter(seen, {"sort": key}))
    assert walk(PortfolioFilter(seen, {"sort": f"-{key}"})) == up[::-1]
    assert sorted(up) == sorted(row.pk for row in three)


def walk(form: PortfolioFilter) -> list[int]:
    found, cursor = [], ""
    while True:
        page = page_of(form.rows(), cursor, order=form.order, size=1)
        found += [row.pk for row in page.rows]
        if not (cursor := page.next_cursor):
            return found


def test_paging_compares_rows_and_never_counts_from_the_beginning(follower, three):
    form = PortfolioFilter(nominations_seen_by(actor_of(follower)), {})
    cursor = page_of(form.rows(), "", order=form.order, size=1).next_cursor
    with CaptureQueriesContext(connection) as seen:
        page_of(form.rows(), cursor, order=form.order, size=1)
    (query,) = (one["sql"] for one in seen)
    assert "ROW(" in query
    assert "OFFSET" not in query


def test_a_list_costs_at_most_eight_queries_however_it_is_asked(client_as, follower, three):
    client = client_as(follower)
    asked = {"q": "kota", "state": "submitted", "round": three[0].round.public_id, "sort": "-name"}
    client.get(URL, asked)
    for query in ({}, asked):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(URL, query).status_code == 200
        assert len(seen) <= 8, [one["sql"][:120] for one in seen]


def test_the_export_is_what_is_shown_with_the_askers_rights(client_as, follower, three):
    ordered = client_as(follower).post(
        reverse("nominations:export_list"), {"kind": "csv", "q": "kota", "state": "verified"}
    )
    assert ordered.status_code == 302
    assert [row[0] for row in exported()][1:] == [three[1].name]
    province = make_person("province_secretariat", region=three[0].round.region)
    client_as(province).post(reverse("nominations:export_list"), {"kind": "csv", "sort": "name"})
    assert [row[0] for row in exported()][1:] == sorted([three[0].name, three[2].name])


def exported() -> list[list[str]]:
    """The newest order, made: its rows."""
    run = ReportRun.objects.filter(report__startswith="nominations.list").latest("id")
    rendering.render(run.pk)
    run.refresh_from_db()
    assert run.document is not None, run.error
    text = store.path_of(run.document.sha256).read_text("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_the_workbook_is_made_too_and_another_kind_is_not_known(client_as, follower, three):
    client = client_as(follower)
    client.post(reverse("nominations:export_list"), {"kind": "xlsx"})
    run = ReportRun.objects.latest("id")
    rendering.render(run.pk)
    run.refresh_from_db()
    assert run.file_name == "usulan.xlsx"
    assert client.post(reverse("nominations:export_list"), {"kind": "pdf"}).status_code == 404
