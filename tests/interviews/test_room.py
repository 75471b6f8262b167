"""The room: sealed until the reveal, closed after it, and nothing changed after the minutes."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from assessment.actions import attendance, conflict, discussion, schedule
from assessment.actions import session as sessions
from assessment.actions import sheet as sheets
from assessment.actions import turn as turns
from assessment.interview.desk import rooms
from assessment.models import Conflict, Interview, ScoreChange, ScoreSheet, SheetVersion
from assessment.queries.doors import rules_for
from assessment.queries.interview_doors import sessions_seen_by
from assessment.queries.room import board_of
from assessment.views.pulse import pulse_url
from nominations.models import Nomination
from paritrana.accounts.models import User
from paritrana.accounts.queries import actor_of
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from tests.factories.assessment import assessor_of, fill, seat_assessor, sign
from tests.factories.people import make_person, sign_in
from tests.interviews.rounds import begun, chair_of, interviewed, secretariat

pytestmark = pytest.mark.django_db


def sheets_of(interview: Interview) -> list[ScoreSheet]:
    return list(
        ScoreSheet.objects.filter(nomination=interview.nomination, stage="interview")
        .select_related("seat__user", "seat__panel__round", "seat__panel__category", "nomination")
        .order_by("seat__number")
    )


def board(session, interview, seat=None):
    return board_of(session, rules_for(session, session.panel), chosen=interview.public_id, seat=seat)


def test_before_the_reveal_the_room_knows_completeness_and_no_score():
    session, first = begun()
    one, two, _three = sheets_of(first)
    sign(one, {"mastery": "77", "commitment": "5"})
    fill(two, {"mastery": "33"})
    page = session_page(session, chair_of(session.panel))
    assert board(session, first).reveal is None
    words = re.sub(r"<[^>]*>", " ", page.content.decode().split("<main", 1)[1])
    assert re.search(r"(?<![\d.])(77|33)(?![\d.])", words) is None  # hours and minutes are no scores


def session_page(session, actor, name="assessment:room"):
    return _client_of(actor).get(reverse(name, args=[session.public_id]))


def _client_of(actor):
    client = Client()
    sign_in(client, User.objects.get(pk=actor.user_id), fresh=True)
    return client


def test_a_reveal_waits_for_all_who_are_there():
    session, first = begun()
    chair = chair_of(session.panel)
    one, two, three = sheets_of(first)
    sign(one)
    sign(two)
    with pytest.raises(Refused, match="1 of 3"):
        turns.reveal(first, by=chair)
    attendance.note_presence(first, {three.seat_id: False}, by=secretariat(session.panel))
    turns.reveal(first, by=chair)
    shown = board(session, first)
    assert len(shown.reveal.rows) == 2
    assert shown.is_short  # the example wants three scores
    assert shown.complete == 2


def test_a_save_after_the_reveal_is_refused_with_a_sentence_and_writes_nothing():
    session, first = begun()
    one, two, three = sheets_of(first)
    sign(one)
    sign(two)
    turns.reveal(first, reason="Penilai terputus.", by=chair_of(session.panel))
    with pytest.raises(Refused, match="have been revealed"):
        sheets.save(three, {"score-mastery": "50"}, version=1, by=assessor_of(three))
    three.refresh_from_db()
    assert three.scores == {}
    with pytest.raises(Refused, match="have been revealed"):
        sheets.reopen(one, reason="Salah.", by=chair_of(session.panel))


@pytest.mark.parametrize(("counts", "stands"), [("counts", "90"), ("minuted", "60")])
def test_a_change_in_the_discussion_is_kept_apart(counts, stands, monkeypatch):
    session, first = begun()
    for sheet in sheets_of(first):
        sign(sheet)
    one = sheets_of(first)[0]
    rules = rules_for(one, one.seat.panel)
    object.__setattr__(rules.interview, "discussion", counts)
    by = assessor_of(one)
    with pytest.raises(Refused, match="between the reveal"):
        discussion.change(one, criterion="mastery", score="90", reason="Data.", by=by)
    turns.reveal(first, by=chair_of(session.panel))
    with pytest.raises(Refused, match="reason"):
        discussion.change(one, criterion="mastery", score="90", reason="", by=by)
    try:
        discussion.change(one, criterion="mastery", score="90", reason="Data baru.", by=by)
    finally:
        object.__setattr__(rules.interview, "discussion", "counts")
    digest_before = one.digest
    one.refresh_from_db()
    assert one.scores["mastery"] == stands
    assert (one.digest != digest_before) == (counts == "counts")
    assert SheetVersion.objects.filter(sheet=one).count() == (1 if counts == "counts" else 0)
    made = ScoreChange.objects.get()
    assert (made.before, made.after, made.reason) == ("60", "90", "Data baru.")
    turns.finish(first, by=chair_of(session.panel))
    with pytest.raises(Refused, match="between the reveal"):
        discussion.change(one, criterion="mastery", score="10", reason="Lagi.", by=by)


def test_a_conflict_declared_in_the_room_closes_pad_and_reveal_to_that_seat():
    session, first = begun()
    one, *others = sheets_of(first)
    conflict.declare(one.seat, first.nomination, text="Saudara.", by=assessor_of(one))
    for sheet in others:
        sign(sheet)
    turns.reveal(first, by=chair_of(session.panel))
    assert board(session, first, seat=one.seat).reveal is None
    assert len(board(session, first).reveal.rows) == 2
    page = session_page(session, assessor_of(one), "assessment:pad")
    assert page.status_code == 200
    assert "Anda keluar pada giliran ini" in page.content.decode()


def test_attendance_is_noted_whole_or_not_at_all():
    session, first = begun()
    absent, client = sheets_of(first)[0].seat, _client_of(secretariat(session.panel))
    form = {f"seat-{absent.pk}": "0", "title": "Kepala dinas"}
    address = reverse("assessment:attendance", args=[first.public_id])
    assert client.post(address, form).status_code == 409  # the office is missing
    assert not first.presences.exists()
    assert client.post(address, form | {"office": "head"}).status_code == 302
    assert first.presences.get().seat == absent


def test_attendance_is_fixed_after_the_minutes():
    session, (first, second) = interviewed(2)
    chair = chair_of(session.panel)
    turns.start(first, by=chair)
    with pytest.raises(Refused, match="still open"):
        turns.start(second, by=chair)
    for sheet in sheets_of(first):
        sign(sheet)
    turns.reveal(first, by=chair)
    with pytest.raises(IntegrityError, match="interview_one_open_turn"), transaction.atomic():
        Interview.objects.filter(pk=second.pk).update(state="running")
    with pytest.raises(Refused, match="still open"):
        sessions.close_session(session, by=chair)
    turns.finish(first, by=chair)
    turns.mark_absent(second, reason="Tidak hadir sampai 30 menit.", by=secretariat(session.panel))
    closed = sessions.close_session(session, by=chair)
    assert closed.minutes_run is not None
    seat = session.panel.seats.first()
    for act in (
        lambda: attendance.note_presence(first, {seat.pk: False}, by=chair),
        lambda: attendance.ask(first, text="?", by=chair),
        lambda: sessions.hand_over(session, seat, reason="Pulang.", by=chair),
    ):
        with pytest.raises(Refused, match="minutes"):
            act()


def test_a_nominee_that_withdrew_is_not_called():
    session, (first, *_) = interviewed(1)
    Nomination.objects.filter(pk=first.nomination_id).update(state="withdrawn", ground="Mundur.")
    with pytest.raises(Refused, match="no longer competes"):
        turns.start(first, by=chair_of(session.panel))
    schedule.take_off(first, "cancel", reason="Mengundurkan diri.", by=secretariat(session.panel))


def test_when_the_chair_leaves_somebody_else_leads():
    session, (first, *_) = interviewed(1)
    member = session.panel.seats.filter(duty="member").first()
    by = actor_of(member.user)
    with pytest.raises(Refused, match="presides"):
        turns.start(first, by=by)
    with pytest.raises(Refused, match="deputy"):
        sessions.hand_over(session, member, reason="Ketua pulang.", by=by)
    sessions.hand_over(session, member, reason="Ketua pulang.", by=secretariat(session.panel))
    turns.start(first, by=by)
    with pytest.raises(Refused, match="presides"):
        turns.reveal(first, reason="x", by=chair_of(session.panel))


def test_a_seat_given_late_finds_its_sheet_when_the_turn_begins():
    session, (first, *_) = interviewed(1)
    late = seat_assessor(session.panel)
    turns.start(first, by=chair_of(session.panel))
    assert ScoreSheet.objects.filter(seat=late, nomination=first.nomination, stage="interview").count() == 1


@pytest.mark.parametrize("lead", [True, False])
def test_a_poll_is_answered_by_one_query_and_304(lead, django_assert_num_queries):
    session, first = begun()
    url = pulse_url(session, lead=lead)
    client = Client()
    etag = client.get(url)["ETag"]
    with django_assert_num_queries(1):
        assert client.get(url, headers={"If-None-Match": etag}).status_code == 304
    one = sheets_of(first)[0]
    fill(one, {"mastery": "50"})
    changed = client.get(url, headers={"If-None-Match": etag})
    assert changed.status_code == (200 if lead else 304)  # pads never hear of the sheets of others
    sign(sheets_of(first)[0])
    turns.reveal(first, reason="Uji.", by=chair_of(session.panel))
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 200
    assert client.get(url.rstrip("/")[:-2] + "xx/").status_code == 404


@pytest.mark.parametrize("name", ["pad", "room"])
def test_a_turn_that_goes_on_while_a_page_is_read_is_noticed_with_the_next_poll(name, monkeypatch):
    session, first = begun()
    chair = chair_of(session.panel)
    who = chair if name == "room" else assessor_of(sign(sheets_of(first)[0]))

    def read_and_overtaken(*args, **kwargs):
        read = board_of(*args, **kwargs)
        turns.reveal(first, reason="Uji.", by=chair)
        return read

    monkeypatch.setattr(f"assessment.views.{name}.board_of", read_and_overtaken)
    page = session_page(session, who, f"assessment:{name}").content.decode()
    held = re.search(r'data-pulse="([^"]*)"\s+data-pulse-now="([^"]*)"', page)
    assert Client().get(held[1], headers={"If-None-Match": f'"{held[2]}"'}).status_code == 200


@pytest.mark.parametrize("nominations", [1, 3])
def test_room_and_schedule_ask_a_constant_number_of_queries(nominations, django_assert_max_num_queries):
    session, _first = begun(nominations)
    actor = chair_of(session.panel)
    seen = sessions_seen_by(actor).get(pk=session.pk)
    with django_assert_max_num_queries(10):
        board_of(seen, rules_for(seen, seen.panel))


def test_the_pad_saves_and_declares_without_script():
    session, first = begun()
    one = sheets_of(first)[0]
    client = _client_of(assessor_of(one))
    url = reverse("assessment:pad", args=[session.public_id])
    assert first.nomination.name in client.get(url).content.decode()
    typed = {"sheet": one.public_id, "version": "1", "score-mastery": "80", "act": "complete"}
    answer = client.post(url, typed)
    assert answer.status_code == 409  # a criterion is missing, and what was typed is still there
    assert 'value="80"' in answer.content.decode()
    one.refresh_from_db()
    answer = client.post(url, typed | {"score-commitment": "4", "version": str(one.version)})
    assert answer.status_code == 302
    one.refresh_from_db()
    assert one.state == "signed"
    stale = client.post(
        url, {"sheet": "xxxxxxxxxxxx", "version": "1", "score-mastery": "10", "act": "complete"}
    )
    assert stale.status_code == 409


def test_no_page_of_the_nominee_tells_of_others():
    session, (first, second) = interviewed(2)
    officer = make_person("officer", organisation=first.nomination.organisation)
    client = Client()
    sign_in(client, officer)
    mine = client.get(reverse("assessment:interview_invitation", args=[first.public_id]))
    assert mine.status_code == 200
    assert second.nomination.name not in mine.content.decode()
    for name, noun in (
        ("interview_invitation", second),
        ("invitation_calendar", second),
        ("room", session),
        ("schedule", session.panel),
        ("presentation", first),
    ):
        assert client.get(reverse(f"assessment:{name}", args=[noun.public_id])).status_code == 404


def test_conflicts_are_no_presence():
    session, first = begun(works_for=("32.75",))
    away = Conflict.objects.filter(nomination=first.nomination).count()
    assert board(session, first).expected == 3 - away
    assert clock.now() < first.starts_at


def test_who_follows_all_rounds_is_not_led_into_a_room_of_a_province():
    session, _first = begun()
    assert list(rooms(actor_of(make_person("national_secretariat")))) == []
    (step,) = rooms(chair_of(session.panel))
    assert step.url == reverse("assessment:room", args=[session.public_id])
