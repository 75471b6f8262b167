"""Every route × role × own or foreign noun × method answers as paritrana/access/ declares.

Where the table hides the own noun from a role, the foreign one is not asked for: somebody from elsewhere stands further
from it than the person just refused, in the same role. Who is turned away by GET is not sent again by POST: one gate
stands before both, and knows no method.
"""

import itertools
import logging

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse

from paritrana.access import ACCESS, Access, document
from paritrana.checks import routes
from tests.house.test_house import ROOT
from tests.house.world import EVERYBODY, World

ANSWERS = {403: "refused", 404: "unseen", 405: "no such method"}


def answer_of(response: HttpResponse) -> str:
    """The class of an answer: opened, refused, unseen, sign-in, no such method; or the status that should not be."""
    if response.status_code == 302 and response["Location"].startswith("/masuk/?next="):
        return "sign-in"
    if response.status_code in {200, 204, 302, 303, 304, 400, 409, 422, 429}:
        return (
            "opened"  # the gate let it through; what the action then says about an empty form is another test
        )
    return ANSWERS.get(response.status_code, f"status {response.status_code}")


def expected(access: Access, role: str, side: str, method: str) -> str:
    """What the table declares for one cell."""
    if method not in access.methods:
        return "no such method"
    if access.public:
        return "opened"
    if not role:
        return "sign-in"
    if access.unnamed and method == "POST":
        return "unseen"
    if side == "foreign" and access.noun and role not in access.everywhere:
        return "unseen"
    return "opened" if role in access.opens else "refused" if role in access.refuses else "unseen"


def turned_away(access: Access, role: str, side: str) -> bool:
    """Has the gate turned that person away by GET already, with the answer that POST would get?"""
    by_get, by_post = (expected(access, role, side, method) for method in ("GET", "POST"))
    return by_get == by_post and by_get in {"unseen", "refused"}


def observed(world: World, name: str, access: Access, role: str, side: str, method: str) -> str:
    """What the portal answers; whatever it changes is taken back."""
    noun = world.noun(access.noun)
    own, foreign = world.people_of(role, noun) if role else (None, None)
    client = world.client(own if side == "own" else foreign)
    address = reverse(name, kwargs=noun.kwargs if noun else access.kwargs)
    try:
        with transaction.atomic():
            response = client.get(address) if method == "GET" else client.post(address, {})
            answer = answer_of(response)
            if getattr(response, "streaming", False):
                b"".join(response.streaming_content)  # as a browser does; the test client then closes it
            transaction.set_rollback(True)
    except Exception as error:  # a page that breaks is a wrong cell, and the others still count
        return f"{type(error).__name__}: {error}"
    return answer


def test_every_route_is_declared():
    known = {name for name, _path, _view in routes()}
    assert known == set(ACCESS)


@pytest.mark.django_db
def test_every_cell_answers_as_declared():
    logging.disable(logging.WARNING)  # thousands of refusals, each of them meant
    world = World()
    wrong = []
    for name, access in ACCESS.items():
        sides = ("own", "foreign") if access.noun else ("own",)
        for role, side, method in itertools.product(EVERYBODY, sides, ("GET", "POST")):
            if method not in access.methods and (role not in {"", "officer"} or side == "foreign"):
                continue  # a method that is not offered is refused before anybody is asked for a role
            if side == "foreign" and expected(access, role, "own", method) in {"unseen", "sign-in"}:
                continue
            if method == "POST" and turned_away(access, role, side):
                continue
            found = observed(world, name, access, role, side, method)
            if found != expected(access, role, side, method):
                wrong.append(
                    f"{name} {method} {role or 'nobody'} {side}: {found}, declared {expected(access, role, side, method)}"
                )
    logging.disable(logging.NOTSET)
    assert not wrong, f"{len(wrong)} wrong cells\n" + "\n".join(wrong)


def test_the_page_of_permissions_is_up_to_date():
    """`manage.py write_permissions` writes it anew."""
    assert (ROOT / "docs" / "permissions.md").read_text() == document()
