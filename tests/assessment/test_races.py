"""Real transactions against each other: exactly one effect, and no acknowledged write is lost."""

import threading

import pytest
from django.db import connection

from assessment.actions import conflict as conflicts
from assessment.actions import handing_out
from assessment.actions import panel as panels
from assessment.actions import sheet as sheets
from assessment.actions import snapshot as snapshots
from assessment.models import Conflict, Placing, ScoreSheet, Snapshot
from paritrana.accounts.queries import actor_of
from paritrana.audit.models import Event
from paritrana.lib.verdict import Refused
from tests.factories.assessment import (
    CITIES,
    assessor_of,
    closed_panel,
    fill,
    judged_panel,
    middling,
    region,
    secretariat_of,
    sign,
)
from tests.factories.people import give_role, make_organisation

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts) -> list[str]:
    """Runs all acts at one moment; "done" or "refused" of each, in their order."""
    start, outcomes = threading.Barrier(len(acts)), [""] * len(acts)

    def run(place, act):
        try:
            start.wait(timeout=10)
            act()
            outcomes[place] = "done"
        except Refused:
            outcomes[place] = "refused"
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def a_sheet() -> ScoreSheet:
    panel = judged_panel(nominations=1, assessors=1)
    return ScoreSheet.objects.select_related("seat__user", "seat__panel__round").get(seat__panel=panel)


def test_of_many_saves_of_one_field_with_one_version_one_is_written():
    sheet = a_sheet()
    by = assessor_of(sheet)
    levels = ["1", "2", "3", "4", "5"]
    outcomes = at_once(
        *(
            lambda level=level: sheets.save(sheet, {"score-legal_force": level}, version=1, by=by)
            for level in levels
        )
    )
    sheet.refresh_from_db()
    assert outcomes.count("done") == 1
    assert sheet.scores == {"legal_force": levels[outcomes.index("done")]}
    assert sheet.version == 2


def test_saves_of_different_fields_lose_nothing():
    sheet = a_sheet()
    by = assessor_of(sheet)
    values = {
        "score-legal_force": "4",
        "score-implementation": "2",
        "note-legal_force": "a",
        "note-implementation": "b",
    }
    outcomes = at_once(
        *(lambda pair=pair: sheets.save(sheet, dict([pair]), version=1, by=by) for pair in values.items())
    )
    sheet.refresh_from_db()
    assert outcomes == ["done"] * 4
    assert {field: sheet.value_of(field) for field in values} == values


def test_a_tie_that_two_strokes_find_at_once_is_on_record_once_and_closes_the_file_to_both(monkeypatch):
    sheet = a_sheet()
    by, look, both = assessor_of(sheet), conflicts.grounds_found, threading.Barrier(2)
    give_role(sheet.seat.user, "officer", make_organisation(region=region(CITIES[0])))

    def look_together(*given, **terms):
        found = look(*given, **terms)
        both.wait(timeout=10)
        return found

    monkeypatch.setattr(conflicts, "grounds_found", look_together)
    strokes = [lambda: sheets.save(sheet, {"score-legal_force": "4"}, version=1, by=by)] * 2
    assert at_once(*strokes) == ["refused", "refused"]
    assert Conflict.objects.count() == 1
    sheet.refresh_from_db()
    assert sheet.scores == {}


def test_of_many_signatures_one_counts():
    sheet = a_sheet()
    by = assessor_of(sheet)
    fill(sheet, middling(sheet))
    outcomes = at_once(*([lambda: sheets.sign(sheet, version=2, by=by)] * 6))
    assert outcomes.count("done") == 1
    assert Event.objects.filter(verb="scoresheet.sign").count() == 1


def test_a_signature_is_wholly_before_the_close_or_refused():
    sheet = a_sheet()
    by, chair = assessor_of(sheet), actor_of(sheet.seat.panel.seats.get(duty="chair").user)
    fill(sheet, middling(sheet))
    signed, closed = at_once(
        lambda: sheets.sign(sheet, version=2, by=by),
        lambda: panels.close(sheet.seat.panel, reason="Waktu habis.", by=chair),
    )
    assert closed == "done"
    unsigned = Event.objects.get(verb="panel.close").changes["unsigned"][1]
    sheet.refresh_from_db()
    assert (signed, unsigned, sheet.state) in [("done", 0, "signed"), ("refused", 1, "draft")]


def test_sign_against_reopen_ends_in_one_of_the_two_states():
    sheet = a_sheet()
    signed = sign(sheet)
    by, chair = assessor_of(sheet), actor_of(sheet.seat.panel.seats.get(duty="chair").user)
    outcomes = at_once(
        lambda: sheets.reopen(sheet, reason="Periksa.", by=chair),
        lambda: sheets.sign(sheet, version=signed.version, by=by),
        lambda: sheets.sign(sheet, version=signed.version + 1, by=by),
    )
    sheet.refresh_from_db()
    assert outcomes[:2] == ["done", "refused"]
    assert sheet.state == ("signed" if outcomes[2] == "done" else "draft")
    assert sheet.versions.count() == 1


def test_snapshots_taken_at_once_get_numbers_of_their_own():
    panel = closed_panel(nominations=1, assessors=1)
    by = secretariat_of(panel.round)
    outcomes = at_once(*([lambda: snapshots.take(panel, "final", by=by)] * 3))
    assert outcomes == ["done"] * 3
    assert sorted(Snapshot.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_no_snapshot_counts_a_sheet_that_is_being_reopened():
    panel = judged_panel(nominations=1, assessors=1)
    sheet = sign(ScoreSheet.objects.select_related("seat__user", "seat__panel__round").get(seat__panel=panel))
    chair = actor_of(panel.seats.get(duty="chair").user)

    def close_and_rank():
        closed = panels.close(panel, by=chair)
        snapshots.take(closed, "shortlist", by=secretariat_of(panel.round))

    outcomes = at_once(lambda: sheets.reopen(sheet, reason="Uji.", by=chair), close_and_rank)
    assert sorted(outcomes) == ["done", "refused"]
    sheet.refresh_from_db()
    counted = [placing.scores_counted["legal_force"] for placing in Placing.objects.all()]
    assert (sheet.state, counted) in [("draft", []), ("signed", [1])]


def test_sheets_handed_out_twice_at_once_are_laid_once():
    panel = judged_panel(nominations=2, assessors=2)
    by = secretariat_of(panel.round)
    assert at_once(*([lambda: handing_out.hand_out(panel, by=by)] * 3)) == ["done"] * 3
    assert ScoreSheet.objects.filter(seat__panel=panel).count() == 4
