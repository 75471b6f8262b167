"""The desk: evidence of the criterion in hand, putting off, abstaining, notes of one's own, the mirror, paper, versions."""

import pytest
from django.urls import reverse

from assessment.actions import sheet as sheets
from assessment.models import ScoreSheet
from assessment.queries.queue import queue_of
from assessment.reports.sheet import build_sheet
from paritrana.accounts.queries import actor_of
from paritrana.audit.models import Event
from paritrana.lib.verdict import Refused
from paritrana.programme.reading import rules_of
from tests.factories.assessment import assessor_of, fill, judged_panel, sign

pytestmark = pytest.mark.django_db
SECRET = "Catatan untuk saya sendiri."


@pytest.fixture
def sheet():
    panel = judged_panel(nominations=2, assessors=1)
    return (
        ScoreSheet.objects.filter(seat__panel=panel)
        .select_related("seat__user", "seat__panel__category", "nomination")
        .order_by("id")
        .first()
    )


def rules(sheet):
    return rules_of(sheet.seat.panel.category)


def test_a_sheet_put_off_comes_after_the_others_until_it_is_written_in(sheet):
    other = ScoreSheet.objects.exclude(pk=sheet.pk).get()
    sheets.skip(sheet, by=assessor_of(sheet))
    queue = queue_of(sheet.seat, rules(sheet), "document")
    assert (queue.next_after().sheet, queue.skipped, queue.waiting) == (other.public_id, 1, 1)
    sign(other)
    assert queue_of(sheet.seat, rules(sheet), "document").next_after().sheet == sheet.public_id
    sheet.refresh_from_db()
    assert not fill(sheet, {"legal_force": "4"}).is_skipped


def test_abstaining_from_a_file_takes_scores_out_and_needs_a_ground(sheet):
    fill(sheet, {"legal_force": "4"})
    with pytest.raises(Refused):
        sheets.abstain(sheet, ground=" ", version=2, by=assessor_of(sheet))
    done = sheets.abstain(sheet, ground="Pernah membimbing tim.", version=2, by=assessor_of(sheet))
    assert (done.scores, set(done.abstained.values())) == ({}, {"Pernah membimbing tim."})
    assert sheets.sign(done, version=3, by=assessor_of(sheet)).state == "signed"


def test_a_private_note_is_on_the_desk_and_nowhere_else(sheet, client_as):
    by = assessor_of(sheet)
    saved = sheets.save(sheet, {"private": SECRET}, version=1, by=by)
    client = client_as(sheet.seat.user)
    assert SECRET in client.get(reverse("assessment:sheet", args=[sheet.public_id])).text
    signed = sign(saved)
    assert SECRET not in str(sheets.receipt(signed))
    assert SECRET not in " ".join(str(event.changes) for event in Event.objects.all())
    assert SECRET not in client.get(reverse("assessment:sheet_sign", args=[sheet.public_id])).text


def test_the_evidence_turns_without_the_page(sheet, client_as):
    url = reverse("assessment:sheet", args=[sheet.public_id])
    client = client_as(sheet.seat.user)
    piece = client.get(url, {"kriteria": "implementation"}, headers={"HX-Request": "true"}).text
    assert 'id="viewer"' in piece
    assert "Pelaksanaan" in piece
    assert "<html" not in piece


def test_the_mirror_counts_ones_own_scores_only(sheet, client_as):
    fill(sheet, {"legal_force": "4"})
    url = reverse("assessment:mirror", args=[sheet.seat.public_id])
    text = client_as(sheet.seat.user).get(url).text
    assert "1 dinilai, 0 tidak dinilai dengan alasan, 1 belum" in text
    other = judged_panel(nominations=1, assessors=1).seats.get(number=2)
    assert client_as(other.user).get(url).status_code == 404


def test_a_signed_sheet_is_printed_for_its_assessor_alone(sheet):
    by = assessor_of(sheet)
    with pytest.raises(Refused):
        build_sheet(by, {"sheet": sheet.public_id}, lambda done, total: None)
    signed = sign(sheets.save(sheet, {"private": SECRET}, version=1, by=by))
    product = build_sheet(by, {"sheet": signed.public_id}, lambda done, total: None)
    assert product.file_name.endswith(".pdf")
    stranger = actor_of(judged_panel(nominations=1, assessors=1).seats.get(number=2).user)
    with pytest.raises(Refused):
        build_sheet(stranger, {"sheet": signed.public_id}, lambda done, total: None)


def test_what_was_signed_before_stays_readable_on_the_desk(sheet, client_as):
    signed = sign(sheet)
    chair = actor_of(sheet.seat.panel.seats.get(duty="chair").user)
    sheets.reopen(signed, reason="Salah membaca halaman.", by=chair)
    text = client_as(sheet.seat.user).get(reverse("assessment:sheet", args=[sheet.public_id])).text
    assert "Salah membaca halaman." in text
    assert signed.digest in text
