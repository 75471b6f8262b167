"""What somebody in or before the room tries who wants to know more than the pad says, or to write where they may not."""

import re

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from assessment.actions import conflict
from assessment.actions import turn as turns
from assessment.models import ScoreSheet
from assessment.views.pulse import SALT, pulse_url
from paritrana.accounts.queries import actor_of
from tests.factories.assessment import fill, sign
from tests.factories.people import make_person, sign_in
from tests.interviews.rounds import begun, chair_of

pytestmark = pytest.mark.django_db


def sheets_of(interview) -> list[ScoreSheet]:
    found = ScoreSheet.objects.filter(nomination=interview.nomination, stage="interview")
    return list(found.select_related("seat__user", "seat__panel__round").order_by("seat__number"))


def client_of(user) -> Client:
    client = Client()
    sign_in(client, user, fresh=True)
    return client


def without_its_own(page: str) -> str:
    """A page but for what differs with every reading: tokens, moments, addresses that are signed anew."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|data-pulse="[^"]*"|data-now="[^"]*"', "", page)
    return re.sub(r"<span data-until[^>]*>[^<]*</span>", "", page)


def test_a_pad_reads_the_same_whatever_the_others_have_written_and_signed():
    session, first = begun()
    one, two, three = sheets_of(first)
    client, way = client_of(one.seat.user), reverse("assessment:pad", args=[session.public_id])
    before = client.get(way).content.decode()
    fill(two, {"mastery": "91"})
    sign(three, {"mastery": "17", "commitment": "2"})
    after = client.get(way).content.decode()
    assert without_its_own(after) == without_its_own(before)
    beat = re.search(r'data-pulse-now="([^"]*)"', after)
    assert beat
    assert f'data-pulse-now="{beat[1]}"' in before


def test_a_pulse_is_read_only_at_an_address_that_a_page_was_given():
    session, first = begun()
    one, *_others = sheets_of(first)
    conflict.declare(one.seat, first.nomination, text="Saudara.", by=actor_of(one.seat.user))
    page = client_of(one.seat.user).get(reverse("assessment:pad", args=[session.public_id])).content.decode()
    given = re.search(r'data-pulse="([^"]*)"', page)
    assert given  # whoever steps out hears of turns alone, to be called back
    told = Client().get(given[1]).json()
    sign(sheets_of(first)[1])
    assert Client().get(given[1]).json() == told
    token = given[1].rstrip("/").rpartition("/")[2]
    claim = signing.loads(token, salt=SALT)
    assert '"lead": false' in claim
    forged = signing.dumps(claim.replace("false", "true"), key="guessed", salt=SALT)
    assert Client().get(reverse("assessment:pulse", args=[forged])).status_code == 404
    officer = make_person("officer", organisation=first.nomination.organisation)
    for name in ("room", "pad"):
        assert (
            client_of(officer).get(reverse(f"assessment:{name}", args=[session.public_id])).status_code == 404
        )


def test_nobody_writes_into_anothers_sheet_by_its_id():
    session, first = begun()
    one, two, _three = sheets_of(first)
    client, field = client_of(one.seat.user), {"field": "score-mastery", "score-mastery": "1"}
    save = reverse("assessment:sheet_save", args=[two.public_id])
    assert client.post(save, field | {"version": "1"}).status_code == 404
    assert client.get(reverse("assessment:sheet", args=[two.public_id])).status_code == 404
    answer = client.post(
        reverse("assessment:pad", args=[session.public_id]),
        {"sheet": two.public_id, "version": "1", "score-mastery": "1", "act": "complete"},
    )
    assert answer.status_code == 409
    assert not [sheet for sheet in sheets_of(first) if sheet.scores]


def test_whoever_steps_out_saves_nothing_more_and_reads_no_reveal():
    session, first = begun()
    one, *others = sheets_of(first)
    client = client_of(one.seat.user)
    conflict.declare(one.seat, first.nomination, text="Saudara.", by=actor_of(one.seat.user))
    save = reverse("assessment:sheet_save", args=[one.public_id])
    typed = {"field": "score-mastery", "score-mastery": "1", "version": "1"}
    assert client.post(save, typed).status_code == 404
    for sheet in others:
        sign(sheet, {"mastery": "91", "commitment": "2"})
    turns.reveal(first, by=chair_of(session.panel))
    page = client.get(reverse("assessment:pad", args=[session.public_id])).content.decode()
    assert re.search(r"(?<!\d)91(?!\d)", re.sub(r"<[^>]*>", " ", page)) is None
    assert pulse_url(session, lead=True) not in page


def test_a_save_asks_fourteen_queries_at_most(django_assert_max_num_queries):
    _session, first = begun()
    sheet = sheets_of(first)[0]
    client, save = client_of(sheet.seat.user), reverse("assessment:sheet_save", args=[sheet.public_id])
    typed = {"field": "score-mastery", "score-mastery": "50", "version": str(sheet.version)}
    version = client.post(save, typed).json()["version"]
    with django_assert_max_num_queries(14):
        assert client.post(save, typed | {"score-mastery": "51", "version": version}).status_code == 200
