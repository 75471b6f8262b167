"""One criterion over all of one's own files."""

import pytest
from django.urls import reverse

from assessment.actions import conflict as conflicts
from assessment.models import Clearance, ScoreSheet
from tests.factories.assessment import assessor_of, fill, judged_panel, sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel(db):
    return judged_panel(nominations=3, assessors=2)


def own(panel, number=2):
    found = ScoreSheet.objects.filter(seat__panel=panel, seat__number=number)
    return list(found.select_related("seat__user", "nomination").order_by("id"))


def address(seat, code="legal_force"):
    return reverse("assessment:grid", args=[seat.public_id, code])


def test_it_shows_ones_own_files_that_are_declared_for_and_not_in_conflict(panel, client_as):
    first, second, third = own(panel)
    other = own(panel, 3)[0]
    conflicts.declare(first.seat, first.nomination, text="Ipar.", by=assessor_of(first))
    Clearance.objects.filter(seat=second.seat, nomination=second.nomination).delete()
    client = client_as(third.seat.user)
    page = client.get(address(third.seat)).text
    assert third.public_id in page
    assert not any(sheet.public_id in page for sheet in (first, second, other))
    assert client.get(address(other.seat)).status_code == 404
    assert client.get(address(third.seat, "mastery")).status_code == 404


def test_without_script_a_row_is_saved_by_its_button(panel, client_as):
    sheet = own(panel)[0]
    typed = {
        "sheet": sheet.public_id,
        "version": sheet.version,
        "score-legal_force": "4",
        "note-legal_force": "Kuat.",
    }
    answer = client_as(sheet.seat.user).post(address(sheet.seat), typed)
    assert answer["Location"].endswith(f"#berkas-{sheet.public_id}")
    sheet.refresh_from_db()
    assert (sheet.scores, sheet.notes) == ({"legal_force": "4"}, {"legal_force": "Kuat."})


def test_a_row_from_before_another_window_is_refused_and_loses_nothing(panel, client_as):
    sheet = own(panel)[0]
    fill(sheet, {"legal_force": "2"})
    typed = {"sheet": sheet.public_id, "version": sheet.version, "score-legal_force": "4"}
    answer = client_as(sheet.seat.user).post(address(sheet.seat), typed)
    assert answer.status_code == 409
    assert "<b>4</b>" in answer.text
    sheet.refresh_from_db()
    assert sheet.scores == {"legal_force": "2"}


def test_a_row_of_somebody_else_is_not_found(panel, client_as):
    mine, theirs = own(panel)[0], own(panel, 3)[0]
    typed = {"sheet": theirs.public_id, "version": 1, "score-legal_force": "4"}
    assert client_as(mine.seat.user).post(address(mine.seat), typed).status_code == 404


def test_a_signed_sheet_is_read_only(panel, client_as):
    sheet = sign(own(panel)[0])
    client = client_as(sheet.seat.user)
    typed = {"sheet": sheet.public_id, "version": sheet.version, "score-legal_force": "1"}
    assert client.post(address(sheet.seat), typed).status_code == 409
    assert client.get(address(sheet.seat)).text.count("disabled") == 1
