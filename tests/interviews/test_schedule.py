"""Planning: nobody and nothing is in two places, whatever two secretaries do at once."""

import io
import threading
from datetime import timedelta

import pypdf
import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.urls import reverse
from django.utils import translation
from icalendar import Calendar

from assessment.actions import invitation, planning, schedule
from assessment.actions import panel as panels
from assessment.actions import seat as seats
from assessment.actions.booking import Taken
from assessment.interview import calendar_file
from assessment.models import Booking, Interview
from assessment.queries.interview_doors import whole
from assessment.reports.interviews import build_day_sheet
from nominations.models import Nomination
from paritrana.accounts.models import User
from paritrana.accounts.queries import actor_of
from paritrana.audit.models import Event
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.notifications.models import Message
from tests.factories.assessment import CITIES, judged_panel, make_nomination, region
from tests.factories.people import make_person, sign_in
from tests.factories.programme import category_of
from tests.interviews.rounds import interviewed, make_room, make_session, secretariat

pytestmark = pytest.mark.django_db


def day_sheet_of(session) -> str:
    """The words of the printed day sheet, in Indonesian."""
    with translation.override("id"):
        made = build_day_sheet(secretariat(session.panel), {"session": session.public_id}, lambda *_of: None)
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made.content)).pages)


def test_a_proposal_gives_every_nominee_a_slot_after_another():
    session, found = interviewed(3)
    assert len(found) == 3
    gaps = [later.starts_at - earlier.ends_at for earlier, later in zip(found, found[1:], strict=False)]
    assert gaps == [timedelta(minutes=5)] * 2
    assert planning.propose(session.panel, by=secretariat(session.panel)) == 0


def test_a_break_is_kept_free():
    panel = judged_panel(2, 1, stage="interview")
    begin = clock.now().replace(second=0, microsecond=0) + timedelta(minutes=10)
    planning.plan_session(
        panel,
        room=make_room(panel),
        opens_at=begin,
        closes_at=begin + timedelta(hours=4),
        breaks=[(begin + timedelta(minutes=30), 60)],
        by=secretariat(panel),
    )
    planning.propose(panel, by=secretariat(panel))
    assert Interview.objects.earliest("starts_at").starts_at == begin + timedelta(minutes=90)


def test_a_conflicted_assessor_is_not_booked_for_that_turn():
    _session, found = interviewed(2, 2, works_for=("32.75",))
    people = [interview.bookings.filter(kind="person").count() for interview in found]
    assert sorted(people) == [2, 3]  # two assessors and the chair, who does not score


def test_a_room_is_refused_where_another_panel_has_it():
    session, (first, *_) = interviewed(2)
    place = session.room
    other = make_session(session.panel, place=place, begins=session.opens_at)
    free = first.ends_at + timedelta(minutes=200)
    second = Interview.objects.exclude(pk=first.pk).get()
    with pytest.raises(Taken, match=r"from \d\d:\d\d"):  # hours as the reader of the sentence writes them
        schedule.move(
            second,
            session=other,
            starts_at=first.starts_at,
            version=second.version,
            by=secretariat(session.panel),
        )
    second.refresh_from_db()
    assert second.session_id == session.pk
    schedule.move(
        second, session=other, starts_at=free, version=second.version, by=secretariat(session.panel)
    )


def test_an_assessor_of_two_panels_is_not_called_into_two_rooms_at_once():
    session, (first, *_) = interviewed(1)
    panel = session.panel
    shared = panel.seats.filter(is_assessor=True).first()
    other = panels.found(panel.round, category_of(panel.round, "large"), by=secretariat(panel))
    seats.seat(other, user=shared.user, duty="member", by=secretariat(panel))
    nomination = make_nomination(panel.round, CITIES[3])
    elsewhere = make_session(other, place=make_room(panel, "Ruang B"), begins=session.opens_at)
    with pytest.raises(Taken, match="A member of the panel is booked elsewhere"):
        schedule.appoint(elsewhere, nomination, starts_at=first.starts_at, by=secretariat(panel))
    assert not Interview.objects.filter(nomination=nomination).exists()
    schedule.appoint(elsewhere, nomination, starts_at=first.ends_at, by=secretariat(panel))


def test_a_postponed_interview_frees_its_time_and_gets_another():
    session, (first, second) = interviewed(2)
    by, at = secretariat(session.panel), first.starts_at
    with pytest.raises(Refused, match="reason"):
        schedule.take_off(first, "postpone", reason=" ", by=by)
    first = schedule.take_off(first, "postpone", reason="Banjir.", by=by)
    assert not first.bookings.exists()
    schedule.move(second, session=session, starts_at=at, version=second.version, by=by)
    later = at + timedelta(minutes=90)
    first = schedule.move(first, session=session, starts_at=later, version=first.version, by=by)
    assert (first.state, first.starts_at, first.reason) == ("planned", later, "")
    seat = session.panel.seats.filter(is_assessor=True).first()
    told = Message.objects.filter(recipient=seat.user, kind__startswith="panel.interview").order_by("id")
    assert [message.kind.rpartition(".")[2] for message in told] == [
        "proposed",
        "postponed",
        "moved",
        "moved",
    ]


def test_the_schedule_and_the_day_sheet_name_each_hour_in_the_nominees_zone():
    session, (west, centre, east) = interviewed(3)
    for interview, code in ((centre, "51.71"), (east, "91.71")):
        Nomination.objects.filter(pk=interview.nomination_id).update(region=region(code))
    west, centre, east = whole(Interview.objects.order_by("starts_at"))
    sheet = day_sheet_of(session)
    client = Client()
    sign_in(client, User.objects.get(pk=secretariat(session.panel).user_id), fresh=True)
    page = client.get(reverse("assessment:schedule", args=[session.panel.public_id])).content.decode()
    for interview, zone, ahead in ((west, "WIB", 7), (centre, "WITA", 8), (east, "WIT", 9)):
        at = interview.starts_at + timedelta(hours=ahead)
        for words in (page, sheet):
            assert f"{at:%H.%M} {zone}" in words


def test_the_day_in_a_past_hour_is_refused():
    session, (first, *_) = interviewed(1)
    by = secretariat(session.panel)
    with clock.set_to(first.ends_at), pytest.raises(Refused, match="has passed"):
        schedule.move(first, session=session, starts_at=first.starts_at, version=first.version, by=by)


def test_the_database_itself_refuses_an_overlap():
    _session, (first, *_) = interviewed(1)
    booking = first.bookings.first()
    with pytest.raises(IntegrityError, match="booking_once_at_a_time"):
        Booking.objects.create(
            interview=first,
            kind=booking.kind,
            key=booking.key,
            starts_at=booking.starts_at + timedelta(minutes=39),
            ends_at=booking.ends_at + timedelta(minutes=39),
        )


def test_a_page_from_before_a_move_moves_nothing():
    session, (first, *_) = interviewed(1)
    by = secretariat(session.panel)
    later = first.ends_at + timedelta(minutes=30)
    schedule.move(first, session=session, starts_at=later, version=first.version, by=by)
    with pytest.raises(Refused, match="changed meanwhile"):
        schedule.move(first, session=session, starts_at=first.starts_at, version=first.version, by=by)


def test_a_swap_tells_both_and_is_recorded_for_both():
    session, (first, second) = interviewed(2)
    officers = [make_person("officer", organisation=one.nomination.organisation) for one in (first, second)]
    before = {first.pk: first.starts_at, second.pk: second.starts_at}
    with pytest.raises(Refused, match="reason"):
        schedule.swap(first, second, reason=" ", by=secretariat(session.panel))
    schedule.swap(first, second, reason="Penerbangan.", by=secretariat(session.panel))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.starts_at, second.starts_at) == (before[second.pk], before[first.pk])
    assert Event.objects.filter(verb="interview.swap").count() == 2
    for officer in officers:
        assert Message.objects.filter(recipient=officer, kind="interview.moved").count() == 1


def test_calendars_follow_under_one_uid(settings):
    settings.DEFAULT_FROM_EMAIL = "Anugerah Paritrana <sekretariat@paritrana.example>"
    session, (first, *_) = interviewed(1)
    by, read = secretariat(session.panel), []

    def look() -> None:
        """What the nominee's calendar is told: method, UID, SEQUENCE, STATUS, begin."""
        file = calendar_file.write([first], now=clock.now(), taker="sekretariat@kota.example")
        calendar = Calendar.from_ical(file)
        (event,) = calendar.walk("VEVENT")
        read.append(
            (str(calendar["method"]), str(event["uid"]), int(event["sequence"]), str(event["status"]))
        )
        assert event["dtstart"].dt == first.starts_at
        assert ("attendee" in event) == (calendar["method"] != "PUBLISH")
        assert str(event["organizer"]) == "mailto:sekretariat@paritrana.example"

    def move() -> Interview:
        later = first.starts_at + timedelta(minutes=60)
        return schedule.move(first, session=session, starts_at=later, version=first.version, by=by)

    look()
    first = move()
    look()
    first = schedule.take_off(first, "postpone", reason="Banjir.", by=by)
    look()
    first = move()
    look()
    first = schedule.take_off(first, "cancel", reason="Mengundurkan diri.", by=by)
    look()
    methods, uids, sequences, states = zip(*read, strict=True)
    assert methods == ("PUBLISH", "REQUEST", "CANCEL", "REQUEST", "CANCEL")
    assert len(set(uids)) == 1
    assert sequences == (0, 1, 2, 3, 4)
    assert states == ("CONFIRMED", "CONFIRMED", "CANCELLED", "CONFIRMED", "CANCELLED")
    assert not first.bookings.exists()


def test_a_calendar_of_several_interviews_speaks_of_each_without_calling_all_off():
    session, (first, second) = interviewed(2)
    by = secretariat(session.panel)
    first = schedule.take_off(first, "cancel", reason="Mengundurkan diri.", by=by)
    client = Client()
    sign_in(client, User.objects.get(pk=by.user_id), fresh=True)
    answer = client.get(reverse("assessment:panel_calendar", args=[session.panel.public_id]))
    calendar = Calendar.from_ical(answer.content)
    assert calendar["method"] == "PUBLISH"
    states = {str(event["uid"]).partition("@")[0]: str(event["status"]) for event in calendar.walk("VEVENT")}
    assert states == {first.public_id: "CANCELLED", second.public_id: "CONFIRMED"}


def test_a_nominee_that_withdrew_gets_no_slot():
    session, _found = interviewed(1)
    nomination = make_nomination(session.panel.round, CITIES[3])
    Nomination.objects.filter(pk=nomination.pk).update(state="withdrawn", ground="Mundur.")
    nomination.refresh_from_db()
    with pytest.raises(Refused, match="no longer competes"):
        schedule.appoint(
            session,
            nomination,
            starts_at=session.closes_at - timedelta(minutes=50),
            by=secretariat(session.panel),
        )


def test_the_nominee_confirms_only_until_a_day_before():
    session, (first, *_) = interviewed(1)
    officer = actor_of(make_person("officer", organisation=first.nomination.organisation))
    with pytest.raises(Refused, match="24 hours"):
        invitation.confirm(first, leads=("head", "Wali Kota"), officials=[], by=officer)
    with clock.set_to(first.starts_at - timedelta(hours=25)):
        invitation.confirm(first, leads=("deputy", "Wakil Wali Kota"), officials=["A", "B"], by=officer)
        with pytest.raises(Refused, match="2 officials"):
            invitation.confirm(first, leads=("head", "Wali Kota"), officials=["A", "B", "C"], by=officer)
    assert [one.office for one in first.delegates.all()] == ["deputy", "official", "official"]
    stranger = actor_of(make_person("officer"))
    with pytest.raises(Refused, match="Only the nominee"):
        invitation.confirm(first, leads=("head", "Wali Kota"), officials=[], by=stranger)


@pytest.mark.django_db(transaction=True)
def test_of_two_secretaries_who_take_one_slot_at_once_one_gets_it_and_the_other_a_sentence():
    session, (first, second) = interviewed(2)
    by, at = secretariat(session.panel), session.closes_at - timedelta(minutes=45)
    start, outcomes = threading.Barrier(2), {}

    @translation.override("en")  # a thread begins in the language of the settings
    def run(interview):
        try:
            start.wait(timeout=10)
            schedule.move(interview, session=session, starts_at=at, version=interview.version, by=by)
            outcomes[interview.pk] = ""
        except Refused as refusal:
            outcomes[interview.pk] = str(refusal.sentence)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(interview,)) for interview in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(map(bool, outcomes.values())) == [False, True]
    assert "booked" in "".join(outcomes.values())
    assert Interview.objects.filter(starts_at=at).count() == 1
    loser = next(pk for pk, sentence in outcomes.items() if sentence)
    assert Booking.objects.filter(interview=loser, starts_at=at).count() == 0
