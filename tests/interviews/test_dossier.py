"""The dossier from the room: for a chair without a sheet, with what was handed in for the interview beside the evidence."""

import pytest
from django.test import Client
from django.urls import reverse

from assessment.actions import conflict, handing_out, invitation
from assessment.actions import seat as seats
from assessment.models import Conflict, Ground, Post, ScoreSheet
from nominations.models import Evidence
from paritrana.access import ACCESS
from paritrana.accounts.queries import actor_of
from paritrana.lib import clock
from tests.factories.people import give_role, make_person, sign_in
from tests.factories.uploads import pdf, upload
from tests.interviews.rounds import begun, interviewed, secretariat

pytestmark = pytest.mark.django_db


def client_of(user) -> Client:
    client = Client()
    sign_in(client, user, fresh=True)
    return client


def test_a_chair_who_does_not_score_reads_the_dossier_from_the_room_until_a_tie_is_declared():
    session, first = begun()
    chair = session.panel.seats.get(duty="chair")
    assert not ScoreSheet.objects.filter(seat=chair).exists()
    client, way = client_of(chair.user), reverse("assessment:dossier", args=[first.public_id])
    room = reverse("assessment:room", args=[session.public_id])
    assert f'href="{way}"' in client.get(room).content.decode()
    page = client.get(way)
    assert page.status_code == 200
    assert first.nomination.name in page.content.decode()
    Conflict.objects.create(
        seat=chair,
        nomination=first.nomination,
        ground=Ground.DECLARED,
        text="Saudara.",
        declared_at=clock.now(),
        declared_by=chair.user,
    )
    assert client.get(way).status_code == 404
    assert f'href="{way}"' not in client.get(room).content.decode()


def post_at(user, organisation) -> None:
    """An office outside the portal that somebody holds there."""
    Post.objects.create(
        user=user, organisation=organisation, title="Penasihat", entered_at=clock.now(), entered_by=user
    )


def test_ties_of_a_chair_who_does_not_score_are_looked_for_as_those_of_assessors_are():
    session, (tied, other) = interviewed(2)
    panel, chair = session.panel, session.panel.seats.get(duty="chair")
    client, ways = (
        client_of(chair.user),
        [reverse("assessment:dossier", args=[row.public_id]) for row in (tied, other)],
    )
    post_at(chair.user, tied.nomination.organisation)
    handing_out.hand_out(panel, by=secretariat(panel))
    found = Conflict.objects.get()
    assert (found.seat, found.nomination, found.is_late) == (chair, tied.nomination, False)
    assert [client.get(way).status_code for way in ways] == [404, 200]

    deputy = make_person("chair", region=panel.round.region)
    post_at(deputy, other.nomination.organisation)
    seats.seat(panel, user=deputy, duty="deputy", by=secretariat(panel))  # after the sheets have gone out
    assert [client_of(deputy).get(way).status_code for way in ways] == [200, 404]


def test_a_part_in_one_nominee_closes_all_dossiers_of_the_pool():
    session, (mine, other) = interviewed(2)
    chair = session.panel.seats.get(duty="chair").user
    give_role(chair, "officer", mine.nomination.organisation)
    answer = client_of(chair).get(reverse("assessment:dossier", args=[other.public_id]))
    assert answer.status_code == 403
    assert mine.nomination.name in answer.content.decode()


def test_an_assessor_reads_it_beside_the_sheet_and_a_nominee_nowhere():
    session, first = begun()
    way = reverse("assessment:dossier", args=[first.public_id])
    seat = session.panel.seats.filter(is_assessor=True).first()
    assert client_of(seat.user).get(way).status_code == 403
    officer = make_person("officer", organisation=first.nomination.organisation)
    assert client_of(officer).get(way).status_code == 404
    conflict.declare(seat, first.nomination, text="Saudara.", by=actor_of(seat.user))
    assert client_of(seat.user).get(way).status_code == 404


def test_what_opens_from_the_secretarys_seat_alone_is_refused_to_a_plain_member():
    """The pages that docs/permissions.md marks with †."""
    session, first = begun()
    client = client_of(session.panel.seats.filter(duty="member").first().user)
    kept = {name: access for name, access in ACCESS.items() if access.keepers}
    assert len(kept) == 7
    for name, access in kept.items():
        noun = {"public_id": (session if access.noun == "session" else first).public_id}
        more = {"dossier page": {"evidence": "x", "page": 1}, "dossier file": {"evidence": "x"}}
        address = reverse(name, kwargs=noun | more.get(access.noun, {}))
        answer = client.post(address) if "POST" in access.methods else client.get(address)
        assert answer.status_code == 403, name


def test_what_was_handed_in_stands_beside_the_evidence_with_its_digest_and_is_none():
    session, (first, *_) = interviewed(1)
    officer = make_person("officer", organisation=first.nomination.organisation)
    before = first.nomination.digest
    first = invitation.present(first, upload(pdf(1), "paparan.pdf"), by=actor_of(officer))
    sheet = ScoreSheet.objects.filter(nomination=first.nomination, stage="interview").first()
    chair = session.panel.seats.get(duty="chair").user
    for user, way in (
        (chair, reverse("assessment:dossier", args=[first.public_id])),
        (sheet.seat.user, reverse("assessment:sheet", args=[sheet.public_id])),
        (officer, reverse("assessment:interview_invitation", args=[first.public_id])),
    ):
        page = client_of(user).get(way).content.decode()
        assert first.presentation.sha256 in page
        assert "paparan.pdf" in page
    first.nomination.refresh_from_db()
    assert first.nomination.digest == before
    assert not Evidence.objects.filter(nomination=first.nomination, document=first.presentation).exists()
