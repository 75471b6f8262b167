"""Practice files: one's own, the reference only at the end, and no part of any result."""

import json

import pytest
from django.conf import settings
from django.urls import reverse

from assessment.actions import practice
from assessment.models import PracticeFile, PracticeSheet, ScoreSheet
from assessment.queries.pack import pack_of
from paritrana.accounts.queries import actor_of
from paritrana.audit.models import Event
from paritrana.lib.verdict import Refused
from tests.factories.assessment import close, judged_panel, secretariat_of, sign, snapshot_of
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db

ENTRIES = json.loads((settings.BASE_DIR / "paritrana" / "data" / "practice.json").read_text())
REASON = ENTRIES[0]["reasons"]["legal_force"]["id"]


@pytest.fixture
def panel(db):
    panel = judged_panel(nominations=1, assessors=3)
    assert practice.load(panel.category, ENTRIES, by=secretariat_of(panel.round)) == len(ENTRIES)
    assert practice.load(panel.category, ENTRIES, by=secretariat_of(panel.round)) == 0
    return panel


def page_of(seat, file):
    return reverse("assessment:practice_file", args=[seat.public_id, file.public_id])


def test_the_reference_opens_once_one_has_finished(panel, client_as):
    seat, file = panel.seats.get(number=2), PracticeFile.objects.first()
    client, address = client_as(seat.user), page_of(seat, file)
    assert REASON not in client.get(address).text
    client.post(address, {"version": 1, "score-legal_force": "4"})
    assert client.get(address).text.count("checked") == 1
    answer = client.post(
        address, {"version": 2, "score-legal_force": "4", "score-implementation": "1", "finish": "1"}
    )
    assert answer.status_code == 302
    page = client.get(address).text
    assert REASON in page
    assert "30,0" in page  # |80−40| and |20−40| of 100 points
    assert "30,0" in client.get(reverse("assessment:practice", args=[seat.public_id])).text


@pytest.mark.parametrize(
    "typed",
    [
        {"version": 1, "score-legal_force": "6"},
        {"version": 9, "score-legal_force": "4"},
        {"version": 1, "score-legal_force": "4", "finish": "1"},
    ],
)
def test_off_the_scale_stale_or_with_gaps_it_is_refused_and_nothing_is_kept(panel, client_as, typed):
    seat, file = panel.seats.get(number=2), PracticeFile.objects.first()
    assert client_as(seat.user).post(page_of(seat, file), typed).status_code == 409
    assert not PracticeSheet.objects.filter(scores__has_key="legal_force").exists()


def test_finished_it_stays_and_nobody_else_sees_it(panel, client_as):
    seat, other = panel.seats.get(number=2), panel.seats.get(number=3)
    file, by = PracticeFile.objects.first(), actor_of(seat.user)
    scores = {"legal_force": "5", "implementation": "5"}
    practice.save(file, scores, version=1, finish=True, by=by)
    with pytest.raises(Refused):
        practice.save(file, scores, version=2, by=by)
    assert REASON not in client_as(other.user).get(page_of(other, file)).text
    for role in ("province_secretariat", "auditor"):
        client = client_as(make_person(role, region=panel.round.region))
        assert client.get(page_of(seat, file)).status_code == 404
    with pytest.raises(Refused):
        practice.save(file, scores, version=1, by=secretariat_of(panel.round))


def test_no_practice_enters_a_pack_or_a_ranking(panel):
    packs = []
    for sheet in ScoreSheet.objects.filter(seat__panel=panel).select_related("seat__user"):
        sign(sheet)
    close(panel)
    for _time in range(2):
        packs.append(json.loads("".join(pack_of(snapshot_of(panel)))))
        for seat in panel.seats.filter(is_assessor=True):
            for file in PracticeFile.objects.all():
                if not PracticeSheet.objects.filter(file=file, user=seat.user).exists():
                    scores = {"legal_force": "1", "implementation": "1"}
                    practice.save(file, scores, version=1, finish=True, by=actor_of(seat.user))
    assert packs[0] == packs[1]


def test_a_reference_that_leaves_a_criterion_out_is_refused(panel):
    entry = ENTRIES[0] | {"code": "other", "scores": {"legal_force": "2"}}
    with pytest.raises(Refused):
        practice.load(panel.category, [entry], by=secretariat_of(panel.round))


def entered(**more: str) -> dict[str, str]:
    """What the form of a new practice file holds."""
    return {
        "title": "Kota Contoh Empat",
        "case": "bekasi-2020",
        "claim": "",
        "score-legal_force": "4",
        "reason-legal_force": "Perda mengikat.",
        "score-implementation": "3",
        "reason-implementation": "Dua layanan.",
    } | more


def test_the_national_secretariat_enters_a_file_that_assessors_find(panel, client_as):
    nation, seat = make_person("national_secretariat"), panel.seats.get(number=2)
    address = reverse("assessment:practice_enter", args=[panel.public_id])
    assert address in client_as(nation).get(reverse("assessment:panel", args=[panel.public_id])).text
    assert client_as(nation).post(address, entered(claim="Tambahan.")).status_code == 302
    file = PracticeFile.objects.latest("id")
    assert (file.scores, file.stage) == ({"legal_force": "4", "implementation": "3"}, "document")
    page = client_as(seat.user).get(page_of(seat, file)).text
    assert "Perda 18 2011" in page
    assert "Tambahan." in page
    assert "Perda mengikat." not in page
    assert "Kota Contoh Empat" in client_as(nation).get(address).text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"score-legal_force": "6"}, "tidak ada pada skala"),
        ({"score-legal_force": ""}, "Kota Contoh Empat"),
        ({"case": "", "claim": " "}, "Pilih kasus"),
        ({"case": "../etc/passwd"}, "Kota Contoh Empat"),
    ],
)
def test_what_does_not_fit_is_refused_and_stays_typed(panel, client_as, typed, kept):
    address = reverse("assessment:practice_enter", args=[panel.public_id])
    known = PracticeFile.objects.count()
    answer = client_as(make_person("national_secretariat")).post(address, entered(**typed))
    assert answer.status_code == 422
    assert kept in answer.text
    assert "Dua layanan." in answer.text
    assert PracticeFile.objects.count() == known


def test_the_same_file_is_entered_once_however_often_the_button_is_pressed(panel, client_as):
    address = reverse("assessment:practice_enter", args=[panel.public_id])
    client, known = client_as(make_person("national_secretariat")), PracticeFile.objects.count()
    assert client.post(address, entered()).status_code == 302
    again = client.post(address, entered())
    assert (again.status_code, "sudah ada" in again.text) == (422, True)
    assert PracticeFile.objects.count() == known + 1
    assert client.post(address, entered(claim="Tambahan.")).status_code == 302


def test_the_same_file_with_other_grounds_corrects_them_and_nothing_else(panel, client_as):
    address = reverse("assessment:practice_enter", args=[panel.public_id])
    client, seat = client_as(make_person("national_secretariat")), panel.seats.get(number=2)
    client.post(address, entered())
    file, known = PracticeFile.objects.latest("id"), PracticeFile.objects.count()
    scores = {"legal_force": "5", "implementation": "5"}
    practice.save(file, scores, version=1, finish=True, by=actor_of(seat.user))
    better = entered(**{"reason-legal_force": "Perda mengikat sejak 2011."})
    page = client.post(address, better, follow=True).text
    assert "sudah ada dengan alasan lain" in page
    assert PracticeFile.objects.count() == known
    assert PracticeFile.objects.get(pk=file.pk).scores == file.scores
    assert "Perda mengikat sejak 2011." in client_as(seat.user).get(page_of(seat, file)).text
    told = Event.objects.get(verb="practicefile.correct")
    assert told.changes == {"legal_force": ["Perda mengikat.", "Perda mengikat sejak 2011."]}
    assert client.post(address, better).status_code == 422


def test_a_province_is_told_who_enters_them(panel, client_as):
    address = reverse("assessment:practice_enter", args=[panel.public_id])
    client = client_as(make_person("province_secretariat", region=panel.round.region))
    assert client.get(address).status_code == client.post(address, entered()).status_code == 403
    assert "sekretariat nasional" in client.get(address).text
    assert address not in client.get(reverse("assessment:panel", args=[panel.public_id])).text
