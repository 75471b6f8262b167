"""Every page opens for those it is for, and is a 404 for the others."""

import pytest
from django.urls import reverse

from assessment import work
from assessment.models import ScoreSheet
from assessment.titles import roman
from tests.factories.assessment import (
    closed_panel,
    judged_panel,
    prepared_decision,
    region,
    sign,
    snapshot_of,
)
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel(db):
    return judged_panel()


def sheet_of(panel) -> ScoreSheet:
    return (
        ScoreSheet.objects.filter(seat__panel=panel)
        .select_related("seat__user", "nomination")
        .order_by("id")
        .first()
    )


def test_the_assessor_opens_queue_sheet_and_read_back(panel, client_as):
    sheet = sheet_of(panel)
    client = client_as(sheet.seat.user)
    assert client.get(reverse("assessment:home")).url == reverse(
        "assessment:queue", args=[sheet.seat.public_id]
    )
    queue = client.get(reverse("assessment:queue", args=[sheet.seat.public_id]))
    assert sheet.nomination.name in queue.text
    page = client.get(reverse("assessment:sheet", args=[sheet.public_id]))
    assert page.status_code == 200
    assert 'name="score-legal_force"' in page.text
    back = client.get(reverse("assessment:sheet_sign", args=[sheet.public_id]))
    assert back.status_code == 200
    assert client.get(reverse("desk")).status_code == 200


def test_the_assessor_works_without_script(panel, client_as):
    sheet = sheet_of(panel)
    client = client_as(sheet.seat.user)
    url = reverse("assessment:sheet", args=[sheet.public_id])
    typed = {
        "version": "1",
        "score-legal_force": "4",
        "score-implementation": "2",
        "note-implementation": "Ada data.",
    }
    answer = client.post(url, typed)
    assert answer.url == reverse("assessment:sheet_sign", args=[sheet.public_id])
    assert "Ada data." in client.get(answer.url).text
    signed = client.post(answer.url, {"version": "2"}, follow=True)
    sheet.refresh_from_db()
    assert sheet.state == "signed"
    assert sheet.digest in signed.text


def test_others_find_nothing(panel, client_as):
    sheet = sheet_of(panel)
    other = ScoreSheet.objects.filter(seat__panel=panel).exclude(seat=sheet.seat).first()
    for user in (
        other.seat.user,
        make_person("province_secretariat", region=region("31")),
        make_person("officer", region=region("32.75")),
    ):
        client = client_as(user)
        for name in ("sheet", "sheet_sign", "sheet_reopen"):
            assert client.get(reverse(f"assessment:{name}", args=[sheet.public_id])).status_code == 404
        assert client.get(reverse("assessment:panel", args=[panel.public_id])).status_code == 404


@pytest.mark.parametrize("role", ["province_secretariat", "decider", "auditor"])
def test_the_rounds_own_people_see_panel_ranking_and_decision(role, fresh_client_as):
    panel = closed_panel()
    decision = prepared_decision(panel)
    snapshot = decision.snapshot
    client = fresh_client_as(make_person(role, region=panel.round.region))
    nomination = snapshot.placings.first().nomination
    for name, *args in (
        ("panels",),
        ("panel", panel.public_id),
        ("rankings",),
        ("ranking", snapshot.public_id),
        ("why", snapshot.public_id, nomination.public_id),
        ("pack", snapshot.public_id),
        ("shortlist_csv", snapshot.public_id),
        ("decisions",),
        ("decision", decision.public_id),
    ):
        answer = client.get(reverse(f"assessment:{name}", args=args))
        assert answer.status_code == 200, name
    assert client.get(reverse("desk")).status_code == 200


def test_the_chair_closes_and_reopens(panel, client_as):
    for sheet in ScoreSheet.objects.filter(seat__panel=panel).select_related(
        "seat__user", "seat__panel__category"
    ):
        sign(sheet)
    chair = client_as(panel.seats.get(duty="chair").user, fresh=True)
    page = chair.get(reverse("assessment:panel", args=[panel.public_id]), {"kursi": "2"})
    assert reverse("assessment:panel_close", args=[panel.public_id]) in page.text
    sheet = ScoreSheet.objects.filter(seat__panel=panel, seat__number=2).first()
    url = reverse("assessment:sheet_reopen", args=[sheet.public_id])
    assert url in page.text
    assert chair.get(url).status_code == 200
    assert chair.post(url, {"reason": ""}).status_code == 409
    assert chair.post(url, {"reason": "Salah baca."}).status_code == 302
    close = reverse("assessment:panel_close", args=[panel.public_id])
    assert chair.get(close).status_code == 200
    assert chair.post(close, {"reason": ""}).status_code == 409
    assert chair.post(close, {"reason": "Waktu habis."}).status_code == 302
    panel.refresh_from_db()
    assert panel.state == "documents_closed"


def test_the_secretariat_goes_from_snapshot_to_a_prepared_decision(fresh_client_as):
    panel = closed_panel()
    client = fresh_client_as(make_person("province_secretariat", region=panel.round.region))
    taken = client.post(reverse("assessment:snapshot_take", args=[panel.public_id]), {"ranking": "final"})
    assert client.get(taken.url).status_code == 200
    work.run(panel.ranking_jobs.get().pk)
    snapshot = panel.snapshots.get()
    assert client.get(taken.url).url == reverse("assessment:ranking", args=[snapshot.public_id])
    url = reverse("assessment:decision_prepare", args=[snapshot.public_id])
    page = client.get(url)
    assert "Terbaik I" in page.text
    places = {}
    for placing in snapshot.placings.select_related("nomination"):
        key = placing.nomination.public_id
        places |= {f"rank-{key}": str(placing.rank), f"title-{key}": f"Terbaik {roman(placing.rank)}"}
    head = {"decree": "SK 9", "decided_on": "2026-03-01"}
    first = next(iter(places))
    assert client.post(url, head | places | {first: "3"}).status_code == 409
    made = client.post(url, head | places)
    assert made.status_code == 302
    assert client.get(made.url).status_code == 200


def test_an_auditor_reads_sealed_sheets_only_under_record(panel, client_as):
    from paritrana.audit.models import Event

    sheet = sign(sheet_of(panel))
    url = reverse("assessment:panel_sealed", args=[panel.public_id])
    secretariat = client_as(make_person("province_secretariat", region=panel.round.region))
    assert secretariat.post(url, {"reason": "Ingin tahu."}).status_code == 403
    auditor = client_as(make_person("auditor", region=panel.round.region), fresh=True)
    assert sheet.digest not in auditor.get(url).text
    assert auditor.post(url, {"reason": " "}).status_code == 409
    assert not Event.objects.filter(verb="panel.read_sealed").exists()
    assert sheet.digest in auditor.post(url, {"reason": "Uji petik."}).text
    assert Event.objects.get(verb="panel.read_sealed").reason == "Uji petik."


def test_a_shortlist_is_taken_between_the_stages(client_as):
    panel = judged_panel()
    for sheet in ScoreSheet.objects.filter(seat__panel=panel).select_related(
        "seat__user", "seat__panel__category"
    ):
        sign(sheet)
    from tests.factories.assessment import close

    panel = close(panel)
    snapshot = snapshot_of(panel)
    client = client_as(make_person("province_secretariat", region=panel.round.region))
    assert client.get(reverse("assessment:ranking", args=[snapshot.public_id])).status_code == 200
