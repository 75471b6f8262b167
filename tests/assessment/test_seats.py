"""Invitations, stand-ins, replacement, returning, terms and the letter of appointment."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from assessment.actions import handing_out
from assessment.actions import panel as panels
from assessment.actions import seat as seats
from assessment.models import Conflict, Invitation, ScoreSheet, Seat
from assessment.queries.composition import composition_of, places_of
from assessment.queries.panel import completeness_of
from paritrana.accounts.queries import actor_of
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.notifications.models import Message
from paritrana.programme.compositions import read_composition
from tests.factories.assessment import (
    assessor_of,
    clear_all,
    close,
    judged_panel,
    make_nomination,
    make_panel,
    secretariat_of,
    sign,
    snapshot_of,
)
from tests.factories.people import make_person
from tests.factories.programme import rulebook

pytestmark = pytest.mark.django_db


def an_assessor(panel):
    return make_person("assessor", region=panel.round.region)


def told(kind, user):
    return Message.objects.filter(kind=kind, recipient=user).exists()


def test_an_invitation_opens_nothing_until_it_is_accepted(client_as):
    panel = judged_panel(nominations=1, assessors=1)
    user, by = an_assessor(panel), secretariat_of(panel.round)
    offer = seats.invite(panel, user=user, duty="member", title="Pakar hukum", by=by)
    assert told("seat.invited", user)
    client = client_as(user)
    assert client.get(reverse("assessment:panel", args=[panel.public_id])).status_code == 404
    assert not Seat.objects.filter(user=user).exists()
    with pytest.raises(Refused):
        seats.invite(panel, user=user, duty="member", by=by)
    with pytest.raises(Refused):
        seats.accept(offer, by=by)
    page = client.get(reverse("assessment:invitation", args=[offer.public_id]))
    assert "Pakar hukum" in page.text
    answer = {"answer": "accept"}
    assert client.post(reverse("assessment:invitation", args=[offer.public_id]), answer).status_code == 302
    seat = Seat.objects.get(user=user)
    assert (seat.number, seat.title, seat.invitation) == (3, "Pakar hukum", offer)
    assert told("seat.accepted", by.user_id)
    assert client.post(reverse("assessment:invitation", args=[offer.public_id]), answer).status_code == 409


def test_declining_needs_a_reason_and_leaves_the_place_vacant(client_as):
    panel = make_panel()
    user, by = an_assessor(panel), secretariat_of(panel.round)
    offer = seats.invite(panel, user=user, duty="member", by=by)
    client, address = client_as(user), reverse("assessment:invitation", args=[offer.public_id])
    assert client.post(address, {"answer": "decline", "reason": " "}).status_code == 409
    assert (
        client.post(address, {"answer": "decline", "reason": "Bertugas di luar negeri."}).status_code == 302
    )
    offer.refresh_from_db()
    assert (offer.answer, offer.reason) == ("declined", "Bertugas di luar negeri.")
    assert told("seat.declined", by.user_id)
    assert seats.invite(panel, user=user, duty="member", by=by).answer == ""


def test_an_invitation_can_be_withdrawn_until_it_is_answered(client_as):
    panel = make_panel()
    user, by = an_assessor(panel), secretariat_of(panel.round)
    offer = seats.invite(panel, user=user, duty="member", by=by)
    stranger = client_as(an_assessor(panel))
    address = reverse("assessment:invitation_withdraw", args=[offer.public_id])
    assert stranger.post(address).status_code == 404
    assert client_as(user).post(address).status_code == 403
    seats.withdraw(offer, reason="", by=by)
    assert told("seat.withdrawn", user)
    with pytest.raises(Refused):
        seats.accept(offer, by=actor_of(user))


def test_whoever_returns_gets_a_new_seat_with_the_conflicts_known_of_them():
    panel = judged_panel(nominations=2, assessors=2, works_for=("32.75",))
    first = panel.seats.get(number=2)
    by = secretariat_of(panel.round)
    mine = ScoreSheet.objects.select_related("seat__user").get(seat=first)
    sign(mine)
    seats.end_seat(first, reason="Pindah tugas.", by=by)
    assert told("seat.ended", first.user)
    again = seats.seat(panel, user=first.user, duty="member", by=by)
    assert (again.number, again.takes_over) == (4, first)
    assert Conflict.objects.get(seat=again).nomination == Conflict.objects.get(seat=first).nomination
    assert handing_out.hand_out(panel, by=by) == 0  # signed before, or in conflict


def test_a_replacement_gets_what_is_not_signed_and_nothing_counts_twice():
    panel = judged_panel(nominations=3, assessors=3)
    gone = panel.seats.get(number=2)
    by = secretariat_of(panel.round)
    sheets = list(ScoreSheet.objects.filter(seat=gone).select_related("seat__user").order_by("id"))
    sign(sheets[0])
    with pytest.raises(Refused):
        seats.seat(panel, user=an_assessor(panel), duty="member", takes_over=gone, by=by)
    gone = seats.end_seat(gone, reason="Sakit.", by=by)
    assert completeness_of(panel, "document").total == 7  # its two drafts wait for nobody
    new = seats.seat(panel, user=an_assessor(panel), duty="member", takes_over=gone, by=by)
    assert handing_out.hand_out(panel, by=by) == 2
    assert not ScoreSheet.objects.filter(seat=new, nomination=sheets[0].nomination).exists()
    assert completeness_of(panel, "document").total == 9


def test_a_stand_in_needs_letter_and_term_and_signs_in_the_same_place():
    panel = judged_panel(nominations=1, assessors=3)
    holder = panel.seats.get(number=2)
    by, today = secretariat_of(panel.round), clock.today_in_jakarta()
    user = an_assessor(panel)
    with pytest.raises(Refused):
        seats.seat(panel, user=user, duty="member", standing="plh", takes_over=holder, by=by)
    acting = seats.seat(
        panel,
        user=user,
        duty="member",
        standing="plh",
        letter="Plh/7",
        term_from=today,
        term_to=today + timedelta(days=3),
        takes_over=holder,
        by=by,
    )
    assert handing_out.hand_out(panel, by=by) == 1
    assert completeness_of(panel, "document").total == 3  # the holder's draft waits for the stand-in
    clear_all(panel)
    sign(ScoreSheet.objects.select_related("seat__user").get(seat=acting))
    own = ScoreSheet.objects.select_related("seat__user").get(seat=holder)
    with pytest.raises(Refused, match="4|5"):
        sign(own)
    for sheet in ScoreSheet.objects.filter(seat__panel=panel, state="draft").exclude(seat=holder):
        sign(sheet)
    close(panel)
    assert set(snapshot_of(panel).placings.get().scores_counted.values()) == {3}


def test_a_term_that_is_over_closes_every_door(client_as):
    panel = judged_panel(nominations=1, assessors=2)
    sheet = ScoreSheet.objects.select_related("seat__user").filter(seat__panel=panel).first()
    client = client_as(sheet.seat.user)
    address = reverse("assessment:sheet", args=[sheet.public_id])
    assert client.get(address).status_code == 200
    today = clock.today_in_jakarta()
    Seat.objects.filter(pk=sheet.seat_id).update(term_to=today)
    assert client.get(address).status_code == 200  # the last day is in
    Seat.objects.filter(pk=sheet.seat_id).update(term_to=today - timedelta(days=1))
    assert client.get(address).status_code == 404
    assert client.get(reverse("assessment:queue", args=[sheet.seat.public_id])).status_code == 404
    sheet = ScoreSheet.objects.select_related("seat__user").get(pk=sheet.pk)
    with pytest.raises(Refused):
        sign(sheet)


def test_the_deputy_leads_only_while_there_is_no_chair():
    panel = judged_panel(nominations=1, assessors=1)
    by = secretariat_of(panel.round)
    deputy = make_person("chair", region=panel.round.region)
    seats.seat(panel, user=deputy, duty="deputy", by=by)
    with pytest.raises(Refused):
        panels.close(panel, reason="Uji.", by=actor_of(deputy))
    seats.end_seat(panel.seats.get(duty="chair"), reason="Berhalangan tetap.", by=by)
    assert panels.close(panel, reason="Uji.", by=actor_of(deputy)).state == "documents_closed"


def test_the_letter_of_appointment_is_kept_with_its_term(client_as):
    panel = make_panel()
    client = client_as(make_person("province_secretariat", region=panel.round.region))
    address = reverse("assessment:panel_letter", args=[panel.public_id])
    wrong = {"decree": "SK 7", "term_from": "2026-03-01", "term_to": "2026-02-01"}
    assert client.post(address, wrong).status_code == 409
    assert (
        client.post(address, wrong | {"term_to": "2026-04-01", "decree_on": "2026-02-20"}).status_code == 302
    )
    panel.refresh_from_db()
    assert (panel.decree, panel.decree_on, panel.term_to) == ("SK 7", date(2026, 2, 20), date(2026, 4, 1))


def test_the_compositions_are_the_nine_that_the_sources_tell():
    """The capacities of the complete panels in panels_cases.csv: North Kalimantan 2023, national 2019."""
    found = {entry["code"]: read_composition(entry) for entry in rulebook()["panels"]}
    for composition in found.values():
        assert len(composition.places) == 9
        duties = [place.duty for place in composition.places]
        assert duties.count("chair") == duties.count("deputy") == 1
        assert 1 <= composition.quorum <= 9
    assert {place.code for place in found["tim9"].places} >= {
        "sekda",
        "bpjs",
        "employers",
        "law",
        "economics",
    }
    assert found["national9"].level == "national"


def test_the_page_shows_filled_waiting_and_vacant_places(client_as):
    panel = make_panel()
    panel.composition = "tim9"
    panel.save()
    by = secretariat_of(panel.round)
    seats.seat(panel, user=an_assessor(panel), duty="secretary", place="bpjs", by=by)
    seats.invite(panel, user=an_assessor(panel), duty="member", place="law", by=by)
    rows = places_of(panel, list(panel.seats.all()), list(Invitation.objects.all()))
    assert len(rows) == len(composition_of(panel).places) == 9
    assert [row.place.code for row in rows if row.seats] == ["bpjs"]
    assert [row.place.code for row in rows if row.waiting] == ["law"]
    client = client_as(make_person("province_secretariat", region=panel.round.region))
    page = client.get(reverse("assessment:panel", args=[panel.public_id])).text
    assert page.count("?tempat=") == 7


def test_nobody_signs_for_another_even_when_seated_twice():
    panel = judged_panel(nominations=1, assessors=2)
    sheet = ScoreSheet.objects.select_related("seat__user").filter(seat__panel=panel).first()
    other = panel.seats.filter(is_assessor=True).exclude(pk=sheet.seat_id).get()
    assert assessor_of(sheet).user_id != other.user_id
    make_nomination(panel.round, "32.77")
    assert handing_out.hand_out(panel, by=secretariat_of(panel.round)) == 2
