"""Whatever stands in somebody's top bar opens, also on the first day, when nothing is there yet."""

import pytest
from django.urls import reverse

from paritrana.accounts.queries import actor_of
from paritrana.accounts.roles import ROLES
from paritrana.web import desk
from tests.factories.people import make_person


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(ROLES))
def test_every_place_in_the_bar_opens_while_nothing_is_there(role, client_as):
    person = make_person(role)
    client = client_as(person)
    places = [place.url_name for place in desk.places_for(actor_of(person))]
    assert "desk" in places
    answers = {name: client.get(reverse(name)).status_code for name in places}
    assert {name: status for name, status in answers.items() if status != 200} == {}
