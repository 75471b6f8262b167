"""The presentation in the room: page by page, for the panel without those in conflict, and no row of evidence."""

import pytest
from django.test import Client
from django.urls import reverse

from assessment.actions import conflict, invitation, schedule
from assessment.queries.presentation import handed_in, viewer_of_presentation
from nominations.models import Evidence
from paritrana.accounts.models import User
from paritrana.accounts.queries import actor_of
from paritrana.documents.tasks import draw_pages
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from tests.factories.people import make_person, sign_in
from tests.factories.uploads import image, pdf, slides, upload
from tests.interviews.rounds import interviewed, secretariat

pytestmark = pytest.mark.django_db


def presented(content: bytes, name: str):
    session, (first, *_) = interviewed(1)
    officer = actor_of(make_person("officer", organisation=first.nomination.organisation))
    first = invitation.present(first, upload(content, name), by=officer)
    draw_pages(first.presentation_id)
    first.presentation.refresh_from_db()
    return session, first


def client_of(user_id: int) -> Client:
    client = Client()
    sign_in(client, User.objects.get(pk=user_id), fresh=True)
    return client


def test_a_pdf_is_shown_page_by_page_to_the_panel_and_not_to_whoever_is_in_conflict():
    session, first = presented(pdf(3), "paparan.pdf")
    assert not Evidence.objects.filter(nomination=first.nomination).exists()
    one, two = session.panel.seats.filter(is_assessor=True)[:2]
    url = reverse("assessment:slides", args=[first.public_id])
    page = client_of(one.user_id).get(url, {"hlm": "2"}).content.decode()
    assert reverse("assessment:slide", args=[first.public_id, 2]) in page
    assert "?hlm=1" in page
    assert "?hlm=3" in page
    conflict.declare(two, first.nomination, text="Saudara.", by=actor_of(two.user))
    for path in (url, reverse("assessment:slide", args=[first.public_id, 1])):
        assert client_of(two.user_id).get(path).status_code == 404
    assert client_of(secretariat(session.panel).user_id).get(url).status_code == 200


def test_the_slides_of_a_pptx_are_read_in_the_room():
    _session, first = presented(slides(picture=True), "paparan.pptx")
    viewer = viewer_of_presentation(first, "1")
    assert viewer.shown >= 1
    assert viewer.blocks


def test_a_presentation_for_an_interview_that_was_cancelled_is_not_shown_beside_the_sheet():
    session, first = presented(pdf(1), "paparan.pdf")
    assert handed_in(first.nomination_id) == first
    schedule.take_off(first, "cancel", reason="Mengundurkan diri.", by=secretariat(session.panel))
    assert handed_in(first.nomination_id) is None


def test_a_presentation_is_pdf_or_pptx_and_due_before_the_slot():
    _session, (first, *_) = interviewed(1)
    officer = actor_of(make_person("officer", organisation=first.nomination.organisation))
    with pytest.raises(Refused, match="PDF or PPTX"):
        invitation.present(first, upload(image("PNG"), "paparan.png"), by=officer)
    with clock.set_to(first.starts_at), pytest.raises(Refused, match="due before"):
        invitation.present(first, upload(pdf(), "paparan.pdf"), by=officer)
