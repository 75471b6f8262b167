"""Scores too far apart call a further assessor: by the rulebook's data, once, and without telling whose they are."""

import pytest

from assessment import tasks
from assessment.actions import further
from assessment.models import FurtherCall, ScoreSheet
from nominations.models import Nomination
from paritrana.lib.verdict import Refused
from paritrana.notifications.models import Message
from tests.factories.assessment import clear, close, composed_panel, hand_out, region, seat_reserve, sign
from tests.factories.people import give_role, make_organisation, make_person

pytestmark = pytest.mark.django_db

LOW, HIGH, NEAR = ({"legal_force": level, "implementation": "3"} for level in ("1", "5", "3"))


def signed(panel, *scores):
    found = (
        ScoreSheet.objects.filter(seat__panel=panel).select_related("seat__user", "nomination").order_by("id")
    )
    calls = []
    for sheet, given in zip(found, scores, strict=False):
        calls += further.call(sign(sheet, given))
    return calls


def test_a_reserve_gets_no_sheet_until_called():
    panel = composed_panel()
    assert not ScoreSheet.objects.filter(seat__duty="reserve").exists()
    calls = signed(panel, LOW, HIGH, NEAR)
    assert [call.seat.duty for call in calls] == ["reserve"]
    sheet = ScoreSheet.objects.get(seat__duty="reserve")
    assert (sheet.nomination, sheet.state) == (Nomination.objects.get(), "draft")
    kinds = set(Message.objects.values_list("kind", flat=True))
    assert {"further.called", "further.filled"} <= kinds


@pytest.mark.parametrize("scores", [(LOW, HIGH), (LOW, NEAR, NEAR), (NEAR, NEAR, NEAR)])
def test_nobody_is_called_before_all_have_signed_or_within_the_limit(scores):
    """1 and 3 are 20 and 60 points: 40 apart, which is the limit and not above it."""
    assert signed(composed_panel(), *scores) == []


def test_the_rule_is_the_rulebooks_and_a_call_is_made_once():
    assert signed(composed_panel(further=0), LOW, HIGH, NEAR) == []
    panel = composed_panel()
    signed(panel, LOW, HIGH, NEAR)
    last = ScoreSheet.objects.filter(seat__panel=panel, state="signed").select_related("seat__user").last()
    assert further.call(last) == []
    called = ScoreSheet.objects.get(seat__panel=panel, seat__duty="reserve")
    clear(called.seat)
    assert further.call(sign(called, HIGH)) == []
    assert FurtherCall.objects.filter(panel=panel).count() == 1


def test_the_signature_itself_calls_once_it_is_committed(django_capture_on_commit_callbacks):
    panel = composed_panel()
    *first, last = ScoreSheet.objects.filter(seat__panel=panel).select_related("seat__user").order_by("id")
    for sheet in first:
        sign(sheet, HIGH)
    with django_capture_on_commit_callbacks(execute=True):
        sign(last, LOW)
    assert FurtherCall.objects.get(panel=panel).seat.duty == "reserve"


def test_a_call_that_was_lost_with_its_process_is_made_later():
    """Nothing runs after a commit here, as when the process has died."""
    for panel, calls in ((composed_panel(further=0), 0), (composed_panel(), 1)):
        found = ScoreSheet.objects.filter(seat__panel=panel).select_related("seat__user").order_by("id")
        for sheet, given in zip(found, (LOW, HIGH, NEAR), strict=True):
            tasks.call_further()
            assert not FurtherCall.objects.exists()
            sign(sheet, given)
        for _twice in range(2):
            tasks.call_further()
            assert FurtherCall.objects.count() == calls
    assert FurtherCall.objects.get().seat.duty == "reserve"


def test_with_nobody_free_the_call_waits_for_a_reserve_and_holds_the_close_up():
    panel = composed_panel(reserves=0)
    (call,) = signed(panel, LOW, HIGH, NEAR)
    assert call.seat is None
    assert Message.objects.filter(kind="further.waits").exists()
    with pytest.raises(Refused):
        close(panel)
    seat = seat_reserve(panel)
    assert hand_out(panel) == 1
    call.refresh_from_db()
    assert call.seat == seat


def test_whoever_is_in_conflict_is_not_called():
    panel = composed_panel(reserves=0)
    tied = seat_reserve(panel)
    give_role(tied.user, "officer", make_organisation(region=region("32.75")))
    (call,) = signed(panel, LOW, HIGH, NEAR)
    assert call.seat is None
    assert tied.conflicts.count() == 1


def test_the_dashboard_tells_the_secretariat_and_not_the_chair(client_as):
    panel = composed_panel()
    signed(panel, LOW, HIGH, NEAR)
    address = f"/penilaian/panel/{panel.public_id}/"
    secretary = make_person("province_secretariat", region=panel.round.region)
    shown = "Penilai tambahan"
    assert shown in client_as(secretary).get(address).text
    assert shown not in client_as(panel.seats.get(duty="chair").user).get(address).text


def test_what_is_signed_last_calls_nobody_once_the_documents_are_closed():
    panel = composed_panel()
    found = ScoreSheet.objects.filter(seat__panel=panel).select_related("seat__user").order_by("id")
    for sheet, given in zip(found, (LOW, HIGH, NEAR), strict=True):
        last = sign(sheet, given)
    close(panel)
    assert further.call(last) == []
