"""The same file elsewhere: the nominee learns that, the verifier learns where, and drafts stay nobody's business."""

import pytest
from django.urls import reverse

from nominations import actions
from nominations.models import State
from nominations.queries import filed_elsewhere, nominations_with
from paritrana.accounts.queries import actor_of
from tests.factories.nominations import a_region, archived, make_nomination, verifier_of
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def with_the_file(state=State.DRAFT, **more):
    """A nomination that holds the one small PDF of the factory."""
    nomination = make_nomination(state, **more)
    if state == State.DRAFT:
        actions.attach(nomination, archived("rekap.pdf"), by=actor_of(nomination.created_by))
    return nomination


def test_a_file_that_another_nominee_filed_is_told_without_a_name(client_as):
    mine, theirs = with_the_file(), with_the_file(State.SUBMITTED)
    (found,) = filed_elsewhere(mine).values()
    assert (found.by_another, found.earlier) == (True, False)
    page = (
        client_as(mine.created_by).get(reverse("nominations:files", args=[mine.public_id])).content.decode()
    )
    assert "juga diajukan pengusul lain" in page
    assert theirs.name not in page


def test_drafts_and_files_of_ones_own_are_not_told(client_as):
    mine = with_the_file()
    with_the_file()
    assert filed_elsewhere(mine) == {}
    page = (
        client_as(mine.created_by).get(reverse("nominations:files", args=[mine.public_id])).content.decode()
    )
    assert "juga diajukan" not in page


def test_the_verifier_sees_where_as_far_as_the_verifier_sees(client_as):
    mine = with_the_file(State.SUBMITTED)
    near, far = (
        with_the_file(State.SUBMITTED, round_=mine.round),
        with_the_file(State.SUBMITTED, region=a_region("33.74")),
    )
    evidence = mine.evidence.get()
    assert nominations_with(evidence, verifier_of(mine.round)) == [near]
    follower = actor_of(make_person("national_secretariat"))
    assert set(nominations_with(evidence, follower)) == {near, far}
    desk = client_as(make_person("province_secretariat", region=mine.round.region))
    page = desk.get(reverse("nominations:verify", args=[mine.public_id])).content.decode()
    assert near.name in page
    assert far.name not in page
