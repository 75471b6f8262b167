"""The history of a field: who, when, from what to what, and taking an earlier value back as a new version."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nominations import actions
from nominations.history import changes_of
from nominations.models import Nomination, State
from nominations.queries import rules_of
from paritrana.accounts.queries import actor_of
from tests.factories.nominations import make_nomination, officer_of
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Nomination:
    return make_nomination()


def write(draft: Nomination, by, **changes: object) -> None:
    figure = draft.figures.get(metric="formal")
    actions.save(figure, changes=changes, version=figure.version, by=actor_of(by))


def page_of(draft: Nomination, entry: str = "figure.formal") -> str:
    return reverse("nominations:history", args=[draft.public_id, entry])


def test_it_says_who_by_office_when_and_from_what_to_what(client_as, draft):
    colleague = officer_of(draft.organisation)
    write(draft, draft.created_by, covered=886113, cut_off_on=date(2025, 11, 30))
    write(draft, colleague, covered=890000)
    page = client_as(draft.created_by).get(page_of(draft)).content.decode()
    assert "886.113" in page
    assert "890.000" in page
    assert "30 Nov 2025" in page
    assert f"Petugas · {draft.organisation}" in page
    changes = changes_of(draft, draft.figures.get(metric="formal"), rules_of(draft))
    assert [(c.field, c.before, c.after, c.actor_id) for c in changes] == [
        ("covered", "886.113", "890.000", colleague.pk),
        ("covered", "", "886.113", draft.created_by_id),
        ("cut_off_on", "", "30 Nov 2025", draft.created_by_id),
    ]


def test_an_earlier_value_is_taken_back_as_a_new_version_without_script(client_as, draft):
    colleague = officer_of(draft.organisation)
    write(draft, draft.created_by, covered=886113, cut_off_on=date(2025, 11, 30))
    write(draft, colleague, covered=890000, cut_off_on=None)
    figure = draft.figures.get(metric="formal")
    latest = {c.field: c for c in changes_of(draft, figure, rules_of(draft))[:2]}
    client = client_as(draft.created_by)
    for field, stands in (("covered", 886113), ("cut_off_on", date(2025, 11, 30))):
        figure.refresh_from_db()
        sent = {"number": latest[field].number, "field": field, "version": figure.version}
        assert client.post(page_of(draft), sent).status_code == 302
        figure.refresh_from_db()
        assert getattr(figure, field) == stands
    assert figure.version == 4
    assert len(changes_of(draft, figure, rules_of(draft))) == 6


def test_a_value_changed_meanwhile_is_not_overwritten(client_as, draft):
    colleague = officer_of(draft.organisation)
    write(draft, draft.created_by, covered=1)
    write(draft, colleague, covered=2)
    figure = draft.figures.get(metric="formal")
    latest = changes_of(draft, figure, rules_of(draft))[0]
    write(draft, draft.created_by, covered=3)
    sent = {"number": latest.number, "field": "covered", "version": figure.version}
    page = client_as(colleague).post(page_of(draft), sent)
    assert page.status_code == 409
    assert "menyimpan" in page.content.decode()
    figure.refresh_from_db()
    assert figure.covered == 3


def test_the_impossible_is_refused_with_its_sentence(client_as, draft):
    write(draft, draft.created_by, total=0)
    write(draft, officer_of(draft.organisation), total=10)
    write(draft, draft.created_by, covered=5)
    figure = draft.figures.get(metric="formal")
    change = next(
        c for c in changes_of(draft, figure, rules_of(draft)) if c.field == "total" and c.after == "10"
    )
    sent = {"number": change.number, "field": "total", "version": figure.version}
    page = client_as(draft.created_by).post(page_of(draft), sent)
    assert page.status_code == 409
    assert "dari jumlah 0" in page.content.decode()


@pytest.mark.parametrize(
    "sent", [{}, {"number": "1", "field": "covered", "version": "0"}, {"number": "x", "field": "saved_by"}]
)
def test_what_is_no_change_of_this_entry_is_not_found(client_as, draft, sent):
    write(draft, draft.created_by, covered=1)
    assert client_as(draft.created_by).post(page_of(draft), sent).status_code == 404


def test_another_nominations_entry_is_not_found(client_as, draft):
    other = make_nomination()
    row = actions.add_regulation(other, by=actor_of(other.created_by))
    client = client_as(draft.created_by)
    for name in (f"regulation.{row.public_id}", "figure.none", "comment.x", "figure", "evidence.1"):
        assert client.get(page_of(draft, name)).status_code == 404


def test_an_approver_reads_and_takes_nothing_back_and_others_read_nothing(client_as, draft):
    write(draft, draft.created_by, covered=1)
    approver = make_person("approver", organisation=draft.organisation)
    page = client_as(approver).get(page_of(draft))
    assert page.status_code == 200
    assert "Kosongkan" not in page.content.decode()
    figure = draft.figures.get(metric="formal")
    change = changes_of(draft, figure, rules_of(draft))[0]
    sent = {"number": change.number, "field": "covered", "version": figure.version}
    assert client_as(approver).post(page_of(draft), sent).status_code == 409
    filed = make_nomination(State.SUBMITTED)
    verifier = make_person("province_secretariat", region=filed.round.region)
    assert client_as(verifier).get(page_of(filed)).status_code == 403
    assert client_as(verifier).get(page_of(draft)).status_code == 404


def test_every_kind_of_entry_has_one_at_the_same_cost(client_as, draft):
    by = actor_of(draft.created_by)
    rows = [
        (draft.groups.first(), {"people": 7}),
        (draft.answers.get(question="contact_mode"), {"text": "deputy"}),
        (actions.add_regulation(draft, by=by), {"kind": "Perda", "year": 2021, "status": "in_force"}),
        (actions.add_statement(draft, section="innovation", by=by), {"text": "Satu."}),
    ]
    client, costs = client_as(draft.created_by), []
    for row, changes in rows:
        row = actions.save(row, changes=changes, version=row.version, by=by)
        url = page_of(draft, actions.drafting.name_of(row))
        client.get(url)
        with CaptureQueriesContext(connection) as seen:
            page = client.get(url).content.decode()
        costs.append(len(seen))
    assert "Satu." in page
    for text in ("Dua.", "Tiga."):
        row = actions.save(row, changes={"text": text}, version=row.version, by=by)
    with CaptureQueriesContext(connection) as seen:
        client.get(url)
    assert {*costs, len(seen)} == {costs[0]}
