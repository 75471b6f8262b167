"""Writing, signing and reopening a sheet: every refusal has its sentence, and nothing is written with it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from assessment.actions import sheet as sheets
from assessment.actions.cells import Stale
from assessment.models import ScoreSheet, SheetVersion
from assessment.policies.sheet import may_reopen
from paritrana.accounts.queries import actor_of
from paritrana.audit.models import Event
from paritrana.lib import clock, digest
from paritrana.lib.verdict import Refused
from paritrana.notifications.models import Message
from tests.factories.assessment import assessor_of, close, fill, judged_panel, middling, sign
from tests.factories.people import make_person
from tests.reading import drawn_together

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(db) -> ScoreSheet:
    return one_of(judged_panel(nominations=1, assessors=2))


def one_of(panel) -> ScoreSheet:
    found = ScoreSheet.objects.filter(seat__panel=panel).select_related("seat__user", "seat__panel__round")
    return found.order_by("seat__number", "id").first()


def fresh(sheet: ScoreSheet) -> ScoreSheet:
    return ScoreSheet.objects.select_related("seat__user", "seat__panel__round").get(pk=sheet.pk)


def chair_of(sheet):
    return actor_of(sheet.seat.panel.seats.get(duty="chair").user)


# ---- saving
def test_a_score_is_stored_as_typed_on_its_scale_and_counts_a_version(sheet):
    saved = fill(sheet, {"legal_force": "4"})
    assert (saved.scores, saved.version, saved.state) == ({"legal_force": "4"}, 2, "draft")
    event = Event.objects.get(verb="scoresheet.save")
    assert event.changes == {"fields": ["score-legal_force"]}  # which field, never which score


@pytest.mark.parametrize("score", ["6", "0", "4.5", "lima", "-1", "1e1", "٤"])
def test_a_score_off_its_scale_is_refused_by_name(sheet, score):
    with pytest.raises(Refused, match="Kekuatan hukum|Legal force"):
        fill(sheet, {"legal_force": score})
    assert fresh(sheet).scores == {}


@pytest.mark.parametrize(
    ("typed", "stored"), [("60", "60"), (" 60 ", "60"), ("60,0", "60"), ("060", "60"), ("0", "0")]
)
def test_comma_and_point_say_the_same(typed, stored):
    sheet = one_of(judged_panel(nominations=1, assessors=1, stage="interview"))
    assert fill(sheet, {"mastery": typed}).scores == {"mastery": stored}


@pytest.mark.parametrize("typed", ["60,5", "60.5", "101", "-1", "6o"])
def test_a_score_between_the_steps_is_refused(typed):
    sheet = one_of(judged_panel(nominations=1, assessors=1, stage="interview"))
    with pytest.raises(Refused, match="0"):
        fill(sheet, {"mastery": typed})


def test_a_score_lifts_an_abstention_and_the_reverse(sheet):
    by = assessor_of(sheet)
    sheets.save(sheet, {"ground-legal_force": "Bukti tak terbaca."}, version=1, by=by)
    assert fresh(sheet).abstained == {"legal_force": "Bukti tak terbaca."}
    saved = sheets.save(sheet, {"score-legal_force": "3"}, version=2, by=by)
    assert (saved.scores, saved.abstained) == ({"legal_force": "3"}, {})
    saved = sheets.save(sheet, {"ground-legal_force": "Ragu."}, version=3, by=by)
    assert (saved.scores, saved.abstained) == ({}, {"legal_force": "Ragu."})
    with pytest.raises(Refused):
        sheets.save(sheet, {"score-legal_force": "2", "ground-legal_force": "Yakin?"}, version=4, by=by)


def test_an_emptied_field_is_gone_and_an_unknown_one_refused(sheet):
    fill(sheet, {"legal_force": "4"})
    assert fill(fresh(sheet), {"legal_force": ""}).scores == {}
    for field in ("score-mastery", "score-", "total-legal_force", "score"):
        with pytest.raises(Refused):
            sheets.save(sheet, {field: "3"}, version=9, by=assessor_of(sheet))


def test_two_windows_clash_over_one_field_only(sheet):
    by = assessor_of(sheet)
    sheets.save(sheet, {"score-legal_force": "4"}, version=1, by=by)
    other_field = sheets.save(sheet, {"score-implementation": "2"}, version=1, by=by)
    assert other_field.scores == {"legal_force": "4", "implementation": "2"}
    with pytest.raises(Stale) as stale:
        sheets.save(sheet, {"score-legal_force": "5"}, version=1, by=by)
    assert stale.value.stored == {"score-legal_force": "4"}
    assert fresh(sheet).scores["legal_force"] == "4"
    assert (
        sheets.save(sheet, {"score-legal_force": "5"}, version=stale.value.version, by=by).scores[
            "legal_force"
        ]
        == "5"
    )


def test_a_window_that_learns_the_version_learns_what_changed_with_it(sheet, client_as):
    client, url = client_as(sheet.seat.user), reverse("assessment:sheet_save", args=[sheet.public_id])

    def send(field, value, version):
        return client.post(url, {"field": field, field: value, "version": str(version)}).json()

    send("score-implementation", "2", 1)
    send("note-implementation", "Dari sana.", 2)
    seen = send("score-legal_force", "4", 1)
    others = {"score-implementation": "2", "ground-implementation": "", "note-implementation": "Dari sana."}
    assert (seen["version"], seen["others"]) == (4, others)
    clash = send("score-implementation", "5", 1)
    assert clash["stored"] == "2"
    assert clash["others"] == {
        "note-implementation": "Dari sana.", "score-legal_force": "4", "ground-legal_force": ""
    }  # fmt: skip


def test_saving_the_same_again_changes_nothing(sheet):
    fill(sheet, {"legal_force": "4"})
    again = fill(fresh(sheet), {"legal_force": "4"})
    assert again.version == 2
    assert Event.objects.filter(verb="scoresheet.save").count() == 1


# ---- signing
def test_signing_freezes_the_sheet_and_gives_a_receipt(sheet):
    signed = sign(sheet)
    assert signed.digest == digest.sha256_of(sheets.receipt(signed))
    assert Message.objects.get(kind="scoresheet.signed").recipient_id == sheet.seat.user_id
    with pytest.raises(Refused, match="ketua|chair"):
        fill(fresh(sheet), {"legal_force": "1"})
    with pytest.raises(Refused):
        sheets.sign(sheet, version=signed.version, by=assessor_of(sheet))
    assert Event.objects.filter(verb="scoresheet.sign").count() == 1


def test_signing_names_what_is_missing(sheet):
    fill(sheet, {"legal_force": "4"})
    with pytest.raises(Refused, match="Pelaksanaan|Implementation"):
        sheets.sign(sheet, version=2, by=assessor_of(sheet))
    sheets.save(sheet, {"ground-implementation": "Tidak ahli."}, version=2, by=assessor_of(sheet))
    assert sheets.sign(sheet, version=3, by=assessor_of(sheet)).state == "signed"


def test_what_changed_after_the_read_back_is_not_signed(sheet):
    fill(sheet, middling(sheet))
    with pytest.raises(Stale):
        sheets.sign(sheet, version=1, by=assessor_of(sheet))
    assert fresh(sheet).state == "draft"


# ---- the window of the stage
@pytest.mark.parametrize(
    ("offset", "open_"),
    [(timedelta(microseconds=-1), True), (timedelta(0), False), (timedelta(seconds=1), False)],
)
def test_the_closing_moment_itself_is_too_late(sheet, offset, open_):
    closes = sheet.seat.panel.round.stages.get(code="document").closes_at
    fill(sheet, middling(sheet))
    by = assessor_of(sheet)
    with clock.set_to(closes + offset):
        if open_:
            assert sheets.sign(sheet, version=2, by=by).signed_at == closes + offset
        else:
            with pytest.raises(Refused, match="ditutup|closed"):
                sheets.save(sheet, {"note-legal_force": "Terlambat."}, version=2, by=by)
            with pytest.raises(Refused, match="ditutup|closed"):
                sheets.sign(sheet, version=2, by=by)


@pytest.mark.parametrize(("offset", "open_"), [(timedelta(microseconds=-1), False), (timedelta(0), True)])
def test_the_opening_moment_itself_counts(sheet, offset, open_):
    opens = sheet.seat.panel.round.stages.get(code="document").opens_at
    by = assessor_of(sheet)
    with clock.set_to(opens + offset):
        if open_:
            assert sheets.save(sheet, {"score-legal_force": "3"}, version=1, by=by).version == 2
        else:
            with pytest.raises(Refused):
                sheets.save(sheet, {"score-legal_force": "3"}, version=1, by=by)


# ---- reopening
def test_the_chair_reopens_and_the_old_version_stays(sheet):
    signed = sign(sheet)
    with pytest.raises(Refused, match="alasan|reason"):
        sheets.reopen(sheet, reason=" ", by=chair_of(sheet))
    reopened = sheets.reopen(sheet, reason="Salah membaca halaman.", by=chair_of(sheet))
    assert (reopened.state, reopened.digest, reopened.scores) == ("draft", "", signed.scores)
    kept = SheetVersion.objects.get(sheet=sheet)
    assert (kept.digest, kept.reason) == (signed.digest, "Salah membaca halaman.")
    assert Message.objects.filter(kind="scoresheet.reopened", recipient_id=sheet.seat.user_id).count() == 1


def test_a_window_from_before_the_reopening_is_told_so_and_keeps_what_was_typed(sheet, client_as):
    signed = sign(sheet)
    sheets.reopen(sheet, reason="Periksa lagi.", by=chair_of(sheet))
    client = client_as(sheet.seat.user)
    old = {
        "field": "note-legal_force",
        "note-legal_force": "Dari jendela lama.",
        "version": str(signed.version),
    }
    answer = client.post(reverse("assessment:sheet_save", args=[sheet.public_id]), old)
    assert answer.status_code == 409
    assert answer.json()["version"] == signed.version + 1
    whole = client.post(
        reverse("assessment:sheet", args=[sheet.public_id]),
        {"version": "1", "note-legal_force": "Dari jendela lama."},
    )
    assert whole.status_code == 409
    assert "Dari jendela lama." in whole.text
    assert fresh(sheet).notes == {}


def test_after_the_close_nothing_moves(sheet):
    for each in ScoreSheet.objects.filter(seat__panel=sheet.seat.panel).select_related("seat__user"):
        sign(each)
    close(sheet.seat.panel)
    with pytest.raises(Refused):
        sheets.reopen(sheet, reason="Terlambat.", by=chair_of(sheet))


def test_a_draft_left_at_the_close_is_closed_too(sheet):
    close(sheet.seat.panel, reason="Waktu habis.")
    with pytest.raises(Refused, match="[Tt]im penilai"):
        fill(sheet, {"legal_force": "4"})


# ---- over HTTP
def test_autosave_answers_saved_refused_and_clash(sheet, client_as):
    client, url = client_as(sheet.seat.user), reverse("assessment:sheet_save", args=[sheet.public_id])

    def send(value, version):
        return client.post(
            url, {"field": "score-legal_force", "score-legal_force": value, "version": version}
        )

    assert send("4", "1").json()["version"] == 2
    refused = send("9", "2")
    assert refused.status_code == 400
    assert refused.json()["message"]
    clash = send("5", "1")
    assert (clash.status_code, clash.json()["stored"]) == (409, "4")
    assert send("5", "x").status_code == 409
    assert client.get(url).status_code == 405


def test_a_stale_form_without_script_shows_both_values(sheet, client_as):
    fill(sheet, {"legal_force": "2"})
    client = client_as(sheet.seat.user)
    answer = client.post(
        reverse("assessment:sheet", args=[sheet.public_id]), {"version": "1", "score-legal_force": "5"}
    )
    assert answer.status_code == 409
    assert "Nilai tersimpan: <b>2</b>" in answer.text
    assert 'value="5" aria-label="5, Perda yang mewajibkan" checked' in drawn_together(answer.text)


# ---- who
def test_only_the_assessor_of_the_seat_writes_and_only_the_chair_reopens(sheet):
    region = sheet.seat.panel.round.region
    others = [
        make_person(role, region=region)
        for role in ("assessor", "chair", "province_secretariat", "auditor", "admin")
    ]
    for by in [*map(actor_of, others), chair_of(sheet)]:
        with pytest.raises(Refused):
            sheets.save(sheet, {"score-legal_force": "3"}, version=1, by=by)
        with pytest.raises(Refused):
            sheets.sign(sheet, version=1, by=by)
    sign(sheet)
    for by in [*map(actor_of, others), assessor_of(sheet)]:
        with pytest.raises(Refused):
            sheets.reopen(sheet, reason="Ingin.", by=by)


# ---- the database
@pytest.mark.parametrize("scores", ["[]", '{"a": 3}', '{"a": ""}', '"x"', '{"a": null}'])
def test_the_database_refuses_misshapen_scores(sheet, scores):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE assessment_scoresheet SET scores = %s::jsonb WHERE id = %s", [scores, sheet.pk]
        )


@pytest.mark.parametrize(
    "change",
    [
        'UPDATE assessment_scoresheet SET scores = \'{"legal_force": "5"}\' WHERE id = {pk}',
        'UPDATE assessment_scoresheet SET notes = \'{"legal_force": "x"}\' WHERE id = {pk}',
        "DELETE FROM assessment_scoresheet WHERE id = {pk}",
    ],
)
def test_the_database_refuses_to_alter_a_signed_sheet(sheet, change):
    sign(sheet)
    with pytest.raises(Exception, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.replace("{pk}", str(sheet.pk)))


def test_a_chair_who_scores_does_not_reopen_the_own_sheet(sheet):
    chair = sheet.seat.panel.seats.get(duty="chair")
    own = ScoreSheet(seat=chair, nomination=sheet.nomination, stage=sheet.stage)
    assert may_reopen(chair_of(sheet), sheet)
    assert not may_reopen(chair_of(sheet), own)
