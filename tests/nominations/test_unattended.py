"""The list of drafts that lack somebody: searched, filtered, sorted, exported, at the same cost however long it is."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nominations.models import Nomination, State
from paritrana.accounts.models import Membership
from paritrana.documents import rendering, store
from paritrana.documents.models import ReportRun
from tests.factories.nominations import a_region, approver_of, make_nomination
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db

URL = "/usulan/tanpa-pemegang/"


@pytest.fixture
def bekasi() -> Nomination:
    """Its officer has left; somebody may still submit it."""
    draft = make_nomination(region=a_region("32.75"))
    approver_of(draft.organisation)
    Membership.objects.filter(user=draft.created_by).update(valid_until=date(2001, 1, 1))
    return draft


@pytest.fixture
def bandung(bekasi) -> Nomination:
    """Of the same round; nobody may submit it."""
    return make_nomination(region=a_region("32.73"), round_=bekasi.round)


@pytest.fixture
def secretariat(client_as, bekasi):
    return client_as(make_person("province_secretariat", region=bekasi.round.region))


def shown(client, **asked) -> list[str]:
    return [row.name for row, _missing, _deadline in client.get(URL, asked).context["rows"]]


def test_it_is_searched_filtered_and_sorted_in_the_address(secretariat, bekasi, bandung):
    assert shown(secretariat) == [bekasi.name, bandung.name]
    assert shown(secretariat, sort="-begun") == [bandung.name, bekasi.name]
    assert shown(secretariat, sort="name") == sorted([bekasi.name, bandung.name])
    assert shown(secretariat, q="bandu") == [bandung.name]
    assert shown(secretariat, missing="keeper") == [bekasi.name]
    assert shown(secretariat, missing="approver") == [bandung.name]
    assert shown(secretariat, missing="nonsense") == [bekasi.name, bandung.name]
    assert (
        'href="/usulan/verifikasi/"' in secretariat.get(URL).text
    )  # the menu stands above it as on every page
    nothing = secretariat.get(URL, {"q": "tidak ada"}).content.decode()
    assert "Tidak ada draf yang cocok" in nothing


def test_it_is_exported_as_shown_with_the_askers_rights(secretariat, bekasi, bandung, client_as):
    ordered = secretariat.post(f"{URL}ekspor/", {"kind": "csv", "missing": "approver"})
    assert ordered.status_code == 302
    (row,) = exported()
    assert (row[0], row[4]) == (bandung.name, "Tidak ada yang dapat mengajukannya")
    assert row[5]
    elsewhere = make_person("province_secretariat", region=a_region("33.74").province)
    client_as(elsewhere).post(f"{URL}ekspor/", {"kind": "csv"})
    assert exported() == []
    assert secretariat.post(f"{URL}ekspor/", {"kind": "exe"}).status_code == 404


def exported() -> list[list[str]]:
    """The rows of the newest order, made."""
    run = ReportRun.objects.latest("id")
    rendering.render(run.pk)
    run.refresh_from_db()
    assert run.document is not None, run.error
    text = store.path_of(run.document.sha256).read_text("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))[1:]


def test_it_costs_the_same_for_one_and_for_three(secretariat, bekasi):
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert secretariat.get(URL).status_code == 200
        return len(seen)

    cost()
    one = cost()
    for code in ("32.73", "32.71"):
        make_nomination(State.RETURNED, region=a_region(code), round_=bekasi.round)
    assert cost() == one <= 10
