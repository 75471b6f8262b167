"""Copying what lasts from the last edition: texts only, into what is empty, marked until somebody has looked."""

import copy as copies
from datetime import date

import pytest
from django.urls import reverse

from nominations import actions
from nominations.models import Nomination
from nominations.queries import completeness_of
from nominations.queries.surroundings import last_of
from paritrana.accounts.queries import actor_of
from paritrana.audit.queries import trail_of
from paritrana.lib.verdict import Refused
from paritrana.programme.models import Edition
from paritrana.programme.reading import read_category
from tests.factories.nominations import (
    BEKASI,
    a_region,
    approver_of,
    fill,
    make_nomination,
    officer_of,
    round_of,
    submit,
)
from tests.factories.programme import make_edition, rulebook

pytestmark = pytest.mark.django_db


def write(nomination: Nomination, question: str, text: str) -> None:
    answer = nomination.answers.get(question=question)
    actions.save(answer, changes={"text": text}, version=answer.version, by=actor_of(nomination.created_by))


@pytest.fixture
def last() -> Nomination:
    """Last year's nomination, submitted: profile, a regulation, two paragraphs, counts."""
    edition = make_edition()
    region = a_region("32.75")
    draft = make_nomination(region=region, round_=round_of(region, edition=edition))
    by = actor_of(draft.created_by)
    fill(draft, by, BEKASI)
    write(draft, "overview", "Kota industri dengan 12 kecamatan.")
    write(draft, "lead_agency", "Dinas Tenaga Kerja")
    write(draft, "workforce", "1.383.287 orang")
    for text, section in (
        ("Perizinan mensyaratkan kepesertaan.", "integration"),
        ("Inovasi 2024.", "innovation"),
    ):
        row = actions.add_statement(draft, section=section, by=by)
        actions.save(row, changes={"text": text}, version=0, by=by)
    row = actions.add_regulation(draft, by=by)
    actions.save(
        row, changes={"kind": "Perda", "number": "4", "year": 2021, "subject": "Jaminan"}, version=0, by=by
    )
    submit(draft, approver_of(draft.organisation))
    Edition.objects.filter(pk=edition.pk).update(period_start=date(2024, 1, 1), period_end=date(2024, 12, 31))
    return Nomination.objects.get(pk=draft.pk)


@pytest.fixture
def draft(last) -> Nomination:
    return make_nomination(region=last.region, officer=officer_of(last.organisation))


def test_texts_that_last_are_copied_and_counts_are_not(client_as, draft, last):
    client = client_as(draft.created_by)
    page = client.get(reverse("nominations:copy", args=[draft.public_id])).content.decode()
    assert "2024" in page
    assert "memuat angka" in page  # said beside the overview, which holds a number
    assert "1.383.287" not in page  # the labour force, asked in words, is a count
    sections = ["profile", "regulations", "integration", "innovation", "coverage"]
    answer = client.post(reverse("nominations:copy", args=[draft.public_id]), {"section": sections})
    assert answer.status_code == 302
    assert draft.answers.get(question="overview").text == "Kota industri dengan 12 kecamatan."
    assert draft.answers.get(question="workforce").text == ""
    assert [str(row) for row in draft.regulations.all()] == ["Perda 4 2021"]
    assert [row.text for row in draft.statements.all()] == ["Perizinan mensyaratkan kepesertaan."]
    assert not draft.figures.exclude(covered=None, total=None, value=None).exists()
    assert draft.regulations.get().evidence is None
    event = trail_of(draft).get(verb="nomination.copy")
    assert event.changes["copied_from"] == [None, last.public_id]
    assert event.changes["answer.lead_agency.text"] == ["", "Dinas Tenaga Kerja"]


def test_a_copy_is_marked_and_keeps_submission_waiting_until_it_was_looked_at(client_as, draft, last):
    by, client = actor_of(draft.created_by), client_as(draft.created_by)
    actions.copy_from(draft, last=last, sections=["profile", "regulations", "integration"], by=by)
    page = client.get(reverse("nominations:section", args=[draft.public_id, "profile"])).content.decode()
    assert page.count("belum dilihat lagi") == 2
    assert reverse("nominations:nomination", args=[last.public_id]) in page
    fill(draft, by, BEKASI)
    copied = [draft.answers.get(question="overview"), draft.regulations.get(), draft.statements.get()]
    for row in copied:
        assert any(gap.entry == row.public_id for gap in completeness_of(draft).blocking)
        name = actions.drafting.name_of(row)
        answer = client.post(reverse("nominations:confirm_copy", args=[draft.public_id, name]))
        assert answer.status_code == 302
        assert not any(gap.entry == row.public_id for gap in completeness_of(draft).blocking)
    agency = draft.answers.get(question="lead_agency")
    actions.save(agency, changes={"text": "Disnaker"}, version=agency.version, by=by)  # to write is to look
    assert not [gap for gap in completeness_of(draft).blocking if gap.section != "coverage"]


def test_what_was_written_is_never_overwritten_and_nothing_comes_twice(draft, last):
    by = actor_of(draft.created_by)
    write(draft, "overview", "Baru.")
    everything = ["profile", "regulations", "integration"]
    assert actions.copy_from(draft, last=last, sections=everything, by=by) == 3
    assert draft.answers.get(question="overview").text == "Baru."
    with pytest.raises(Refused):
        actions.copy_from(draft, last=last, sections=everything, by=by)
    assert draft.regulations.count() == 1


def test_another_nominees_nomination_is_no_source(client_as, last):
    other = make_nomination(region=a_region("32.76"))
    assert last_of(other, actor_of(other.created_by)) is None
    with pytest.raises(ValueError, match="same nominee"):
        actions.copy_from(other, last=last, sections=["profile"], by=actor_of(other.created_by))
    url = reverse("nominations:copy", args=[other.public_id])
    client = client_as(other.created_by)
    assert "Belum ada usulan terdahulu" in client.get(url).content.decode()
    assert client.post(url, {"section": "profile"}).status_code == 409


def test_no_section_ticked_is_said_and_an_approver_copies_nothing(client_as, draft):
    url = reverse("nominations:copy", args=[draft.public_id])
    page = client_as(draft.created_by).post(url, {})
    assert page.status_code == 409
    assert "Centang sedikitnya satu bagian." in page.content.decode()
    assert client_as(approver_of(draft.organisation)).post(url, {"section": "profile"}).status_code == 403


def test_a_rulebook_can_not_let_counts_last():
    entry = copies.deepcopy(rulebook()["categories"][0])
    next(part for part in entry["sections"] if part["code"] == "coverage")["lasts"] = True
    with pytest.raises(ValueError, match="counts"):
        read_category(entry)
