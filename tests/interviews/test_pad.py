"""The pad of a seat without script: what was typed too late stays in sight, and ties are asked for before a file opens."""

import pytest
from django.test import Client
from django.urls import reverse

from assessment.actions import turn as turns
from assessment.models import Clearance, ScoreSheet
from tests.factories.assessment import seat_assessor
from tests.factories.people import sign_in
from tests.interviews.rounds import begun, chair_of, interviewed

pytestmark = pytest.mark.django_db


def pad_of(seat, session) -> tuple[Client, str]:
    client = Client()
    sign_in(client, seat.user, fresh=True)
    return client, reverse("assessment:pad", args=[session.public_id])


def test_what_is_sent_after_the_reveal_is_refused_and_shown_again():
    session, first = begun()
    sheet = ScoreSheet.objects.filter(nomination=first.nomination, seat__is_assessor=True).last()
    client, url = pad_of(sheet.seat, session)
    typed = {"sheet": sheet.public_id, "version": "1", "score-mastery": "83", "note-mastery": "Data lengkap."}
    turns.reveal(first, reason="Uji.", by=chair_of(session.panel))
    answer = client.post(url, typed | {"act": "complete"})
    assert answer.status_code == 409
    shown = answer.content.decode().split('role="alert"', 1)[1]
    assert "83" in shown
    assert "Data lengkap." in shown
    sheet.refresh_from_db()
    assert sheet.scores == {}


def test_what_was_typed_for_a_turn_that_is_over_goes_into_no_other_sheet():
    session, (first, second) = interviewed(2)
    chair = chair_of(session.panel)
    turns.start(first, by=chair)
    sheet = ScoreSheet.objects.filter(nomination=first.nomination, seat__is_assessor=True).last()
    client, url = pad_of(sheet.seat, session)
    turns.reveal(first, reason="Uji.", by=chair)
    turns.finish(first, by=chair)
    turns.start(second, by=chair)
    answer = client.post(url, {"sheet": sheet.public_id, "version": "1", "score-mastery": "83"})
    assert answer.status_code == 409
    assert "83" in answer.content.decode().split('role="alert"', 1)[1].split("<form", 1)[0]
    assert not [sheet for sheet in ScoreSheet.objects.all() if sheet.scores]


def test_a_seat_given_late_is_asked_for_its_ties_before_the_file_opens():
    session, (first, *_) = interviewed(1)
    late = seat_assessor(session.panel)
    turns.start(first, by=chair_of(session.panel))
    client, url = pad_of(late, session)
    page = client.get(url).content.decode()
    assert reverse("assessment:disclose", args=[late.public_id]) in page
    assert "score-mastery" not in page
    Clearance.objects.create(seat=late, nomination=first.nomination, made_at=first.starts_at)
    assert "score-mastery" in client.get(url).content.decode()


def test_the_ground_of_a_refused_abstention_stays_in_sight():
    session, first = begun()
    sheet = ScoreSheet.objects.filter(nomination=first.nomination, seat__is_assessor=True).last()
    client, url = pad_of(sheet.seat, session)
    typed = {"sheet": sheet.public_id, "version": "9", "act": "abstain", "ground": "Tidak mendengar paparan."}
    answer = client.post(url, typed)  # a version that does not exist yet: another window is ahead
    assert answer.status_code == 409
    assert 'data-unsaved value="Tidak mendengar paparan."' in answer.content.decode()
    turns.reveal(first, reason="Uji.", by=chair_of(session.panel))
    late = client.post(url, typed).content.decode()
    assert "Tidak mendengar paparan." in late.split('role="alert"', 1)[1].split("</dl>", 1)[0]


def test_whoever_speaks_of_a_tie_comes_back_to_the_pad_and_to_no_other_panels():
    session, (first, *_) = interviewed(1)
    late, other = seat_assessor(session.panel), seat_assessor(session.panel)
    turns.start(first, by=chair_of(session.panel))
    client, url = pad_of(late, session)
    way = reverse("assessment:disclose", args=[late.public_id]) + f"?ruang={session.public_id}"
    assert way in client.get(url).content.decode()
    assert client.post(way, {"text": ""}).url == url
    Clearance.objects.create(seat=other, nomination=first.nomination, made_at=first.starts_at)
    client, url = pad_of(other, session)
    way = reverse("assessment:declare", args=[other.public_id, first.nomination.public_id])
    assert f"{way}?ruang={session.public_id}" in client.get(url).content.decode()
    assert client.post(f"{way}?ruang=//elsewhere.example", {"reason": ""}).status_code == 409
    assert client.post(f"{way}?ruang={session.public_id}", {"reason": "Saudara."}).url == url
    assert "Anda keluar pada giliran ini" in client.get(url).content.decode()
