"""Every kind of nominee has its sections, and one of each can be drafted, shown and submitted."""

import pytest
from django.urls import reverse
from django.utils import timezone

from nominations.content import content_of
from nominations.models import Nomination, State
from nominations.queries import claim_of, completeness_of
from paritrana.accounts.models import User
from paritrana.demo import calendars, chain, kinds, people
from paritrana.programme import actions as programme
from paritrana.programme.models import Edition, StageCode
from paritrana.programme.reading import read_category
from paritrana.regions.models import Region
from tests.factories.programme import make_edition, rulebook, secretariat_of_the_nation

LEVELS = [(entry["level"], entry["code"]) for entry in rulebook()["categories"]]


@pytest.mark.parametrize(("level", "code"), LEVELS)
def test_every_category_names_only_what_it_has(level, code):
    entry = next(e for e in rulebook()["categories"] if (e["level"], e["code"]) == (level, code))
    rules = read_category(entry)
    sections = {section.code: section.kind for section in rules.sections}
    metrics, criteria = {m.code for m in rules.metrics}, {c.code for c in rules.criteria}
    assert all(sections[question.section] == "answers" for question in rules.questions)
    assert all(sections[metric.section] == "figures" for metric in rules.metrics)
    assert all(set(metric.parts) <= metrics for metric in rules.metrics)
    assert all(group.within is None or group.within in metrics for group in rules.groups)
    assert all(set(section.feeds) <= criteria for section in rules.sections)
    assert len({q.code for q in rules.questions}) == len(rules.questions)
    assert "profile" in sections
    assert "contact" in sections


@pytest.fixture
def edition(db) -> Edition:
    by, now = secretariat_of_the_nation(), timezone.now()
    edition = make_edition(by=by)
    for region in (None, Region.objects.get(code="33")):
        calendar = calendars.around(now, StageCode.REGISTRATION)
        programme.open_round(edition, region=region, calendar=calendar, by=by)
    return edition


def drafted(kind: kinds.Kind, edition: Edition) -> Nomination:
    return kinds.file(edition, kind, timezone.now())


@pytest.mark.parametrize("kind", kinds.KINDS, ids=lambda kind: kind.category)
def test_one_of_each_kind_is_filed_whole(edition, kind, client_as):
    nomination = drafted(kind, edition)
    assert nomination.state == State.SUBMITTED
    assert not completeness_of(nomination).blocking
    content = content_of(claim_of(nomination))
    assert content["answers"]["contact_office"]
    assert content["figures"]
    assert content["regulations"][0]["kind"] == "Keputusan"
    client = client_as(User.objects.get(email=people.address(f"petugas.{kind.slug}")))
    page = client.get(reverse("nominations:nomination", args=[nomination.public_id])).content.decode()
    assert "Contoh, rekaan" in page
    assert "rupiah" in page


@pytest.mark.parametrize("kind", kinds.KINDS, ids=lambda kind: kind.category)
def test_every_section_of_every_kind_opens(edition, kind, client_as):
    by = secretariat_of_the_nation()
    later = make_edition(by=by)
    region = Region.objects.get(code=kind.region)
    province = None if kind.category == "province" else region.province
    calendar = calendars.around(timezone.now(), StageCode.REGISTRATION)
    round_ = programme.open_round(later, region=province, calendar=calendar, by=by)
    who = kinds.nominee_of(kind)
    category = later.categories.get(level=round_.level, code=kind.category)
    nomination = chain.draft(round_, category, who, chain.Filing())
    client = client_as(User.objects.get(email=people.address(f"petugas.{kind.slug}")))
    entry = next(
        e for e in rulebook()["categories"] if (e["level"], e["code"]) == (round_.level, kind.category)
    )
    for section in read_category(entry).sections:
        answer = client.get(reverse("nominations:section", args=[nomination.public_id, section.code]))
        assert answer.status_code == 200
        assert str(section.name) in answer.content.decode()


def test_an_answer_is_saved_by_field_and_its_limits_are_said(edition, client_as):
    kind = kinds.KINDS[2]
    round_ = edition.rounds.get(region__code="33")
    category = edition.categories.get(level="province", code="medium")
    nomination = chain.draft(round_, category, kinds.nominee_of(kind), chain.Filing())
    client = client_as(User.objects.get(email=people.address(f"petugas.{kind.slug}")))

    def save(question: str, words: str):
        row = nomination.answers.get(question=question)
        url = reverse("nominations:save_answer", args=[row.public_id])
        return client.post(url, {"field": "text", "text": words, "version": row.version})

    assert save("sector", "trade").status_code == 200
    for question, wrong in (
        ("npp", "x" * 21),
        ("sector", "nonsense"),
        ("contact_email", "bukan surel"),
        ("contact_phone", "kantor"),
    ):
        answer = save(question, wrong)
        assert answer.status_code == 400
        assert answer.json()["message"]
        assert nomination.answers.get(question=question).text != wrong
