"""Before the panel closes nobody learns what another wrote: not on a page, in a list, an export or the trail."""

import re

import pytest
from django.urls import reverse

from assessment.actions import sheet as sheets
from assessment.models import ScoreSheet
from paritrana.accounts.models import Membership
from paritrana.audit.models import Event
from paritrana.lib.verdict import Refused
from paritrana.notifications.models import Message
from tests.factories.assessment import assessor_of, fill, judged_panel, sign, snapshot_of
from tests.factories.people import make_person
from tests.reading import drawn_together

pytestmark = pytest.mark.django_db

CANARY = "burungkenari"


@pytest.fixture
def panel(db):
    panel = judged_panel(nominations=2, assessors=3)
    for number, sheet in enumerate(own(panel)):
        fill(sheet, {"legal_force": "5", "implementation": "5"})
        sheet.refresh_from_db()
        sheets.save(
            sheet, {"note-legal_force": f"{CANARY} {number}"}, version=sheet.version, by=assessor_of(sheet)
        )
        if number % 2:
            sheet.refresh_from_db()
            sheets.sign(sheet, version=sheet.version, by=assessor_of(sheet))
    return panel


def own(panel):
    return (
        ScoreSheet.objects.filter(seat__panel=panel).select_related("seat__user", "nomination").order_by("id")
    )


def addresses(panel) -> list[str]:
    sheet = own(panel).first()
    names = [
        ("home",),
        ("panels",),
        ("rankings",),
        ("decisions",),
        ("panel", panel.public_id),
        ("panel_close", panel.public_id),
        ("panel_sealed", panel.public_id),
    ]
    for each in own(panel):
        names += [(name, each.public_id) for name in ("sheet", "sheet_sign", "sheet_reopen")]
    names += [("queue", sheet.seat.public_id), ("declare", sheet.seat.public_id, sheet.nomination.public_id)]
    paths = [reverse(f"assessment:{name}", args=args) for name, *args in names]
    return [
        *paths,
        *(f"{reverse('assessment:panel', args=[panel.public_id])}?kursi={n}" for n in range(1, 6)),
        reverse("desk"),
    ]


@pytest.mark.parametrize(
    "role",
    ["chair", "province_secretariat", "national_secretariat", "decider", "auditor", "admin", "officer"],
)
def test_no_page_of_others_holds_a_note_or_a_chosen_score(panel, role, client_as):
    person = (
        panel.seats.get(duty="chair").user
        if role == "chair"
        else make_person(role, region=None if role == "national_secretariat" else panel.round.region)
    )
    client = client_as(person)
    for path in addresses(panel):
        answer = client.get(path, follow=True)
        assert CANARY not in answer.text, path
        assert not re.search(r'name="score-[^"]+" value="5"[^>]*checked', answer.text), path


def test_an_assessor_finds_only_the_own_notes(panel, client_as):
    mine = own(panel).first().seat
    numbers = {str(n) for n, sheet in enumerate(own(panel)) if sheet.seat_id == mine.pk}
    client, seen = client_as(mine.user), set()
    for path in addresses(panel):
        seen |= set(re.findall(rf"{CANARY} (\d+)", client.get(path, follow=True).text))
    assert seen == numbers


def test_completeness_is_the_same_whatever_was_scored(client_as):
    """Two panels that differ only in the scores answer the chair with the same page."""
    pages = []
    for level in ("1", "5"):
        panel = judged_panel(nominations=1, assessors=2)
        sign(own(panel).first(), {"legal_force": level, "implementation": level})
        page = (
            client_as(panel.seats.get(duty="chair").user)
            .get(reverse("assessment:panel", args=[panel.public_id]))
            .text
        )
        pages.append(page)
    shown = [re.search(r"<h1[^>]*>(.*?)</h1>", drawn_together(page))[1] for page in pages]
    assert shown[0] == shown[1]
    assert [len(re.findall(r"<tr", page)) for page in pages] == [len(re.findall(r"<tr", pages[0]))] * 2


def test_trail_and_mail_tell_no_score(panel):
    words = " ".join(str(event.changes) + event.reason for event in Event.objects.all())
    assert CANARY not in words
    assert "'5'" not in words
    assert not any(CANARY in str(message.params) for message in Message.objects.all())


def test_no_total_exists_before_the_close(panel):
    with pytest.raises(Refused):
        snapshot_of(panel)
    assert panel.snapshots.count() == 0


def test_others_queues_and_seats_are_not_found(panel, client_as):
    seats = list(panel.seats.filter(is_assessor=True))
    client = client_as(seats[0].user)
    assert client.get(reverse("assessment:queue", args=[seats[0].public_id])).status_code == 200
    assert client.get(reverse("assessment:queue", args=[seats[1].public_id])).status_code == 404


def test_the_order_of_the_queue_is_ones_own_and_stays(client_as):
    from assessment.queries.queue import queue_of
    from paritrana.programme.reading import rules_of

    panel = judged_panel(nominations=5, assessors=4)
    rules = rules_of(panel.category)
    orders = [
        [item.name for item in queue_of(seat, rules, "document").items]
        for seat in panel.seats.filter(is_assessor=True)
    ]
    again = [
        [item.name for item in queue_of(seat, rules, "document").items]
        for seat in panel.seats.filter(is_assessor=True)
    ]
    assert orders == again
    assert len({tuple(order) for order in orders}) > 1


@pytest.mark.parametrize("door", ["queue", "sheet", "panel"])
def test_a_seat_opens_nothing_once_the_role_has_ended(panel, client_as, door):
    sheet, chair = own(panel).first(), panel.seats.select_related("user").get(duty="chair")
    seat = chair if door == "panel" else sheet.seat
    noun = {"queue": seat, "sheet": sheet, "panel": panel}[door]
    client, address = client_as(seat.user), reverse(f"assessment:{door}", args=[noun.public_id])
    assert client.get(address).status_code == 200
    Membership.objects.filter(user=seat.user).delete()
    assert client.get(address).status_code == 404
