"""Seats, conflicts, handing out and closing."""

import pytest
from django.urls import reverse

from assessment.actions import conflict as conflicts
from assessment.actions import panel as panels
from assessment.actions import seat as seats
from assessment.conflicts import Nominee, Tie, ground_of
from assessment.models import Conflict, Duty, PanelState, ScoreSheet
from paritrana.accounts.queries import actor_of
from paritrana.audit.models import Event
from paritrana.lib.verdict import Refused
from paritrana.notifications.models import Message
from tests.factories.assessment import (
    close,
    closed_panel,
    hand_out,
    judged_panel,
    make_nomination,
    make_panel,
    region,
    seat_assessor,
    seat_chair,
    secretariat_of,
    sign,
    snapshot_of,
)
from tests.factories.people import make_person
from tests.factories.programme import category_of, make_round

BEKASI = Nominee(organisation=1, kind="government", region="32.75", province="32")
FIRM = Nominee(organisation=2, kind="business", region="32.75", province="32")


# ---- the rule
@pytest.mark.parametrize(
    ("tie", "national", "ground"),
    [
        (Tie(9, "32.75", "32"), False, "own_region"),
        (Tie(9, "32.73", "32"), False, None),
        (Tie(9, "32", "32"), False, None),  # a provincial panel judges its own province's regencies
        (Tie(9, "32", "32"), True, "own_region"),
        (Tie(9, "33", "33"), True, None),
        (Tie(9, "", ""), True, None),
        (Tie(1, "", ""), False, "own_region"),
    ],
)
def test_own_region_is_a_conflict(tie, national, ground):
    assert ground_of([tie], BEKASI, is_national=national) == ground


def test_an_officials_province_is_a_conflict_too_but_the_address_of_a_firm_is_none():
    province = Nominee(organisation=3, kind="government", region="32", province="32")
    assert ground_of([Tie(9, "32.75", "32")], province, is_national=True) == "own_region"
    assert ground_of([Tie(9, "32.75", "32")], FIRM, is_national=True) is None
    assert ground_of([Tie(2, "", "")], FIRM, is_national=True) == "employer"


# ---- founding and seating
@pytest.mark.django_db
def test_a_category_has_one_panel_and_a_panel_one_chair():
    panel = make_panel()
    by = secretariat_of(panel.round)
    with pytest.raises(Refused):
        panels.found(panel.round, panel.category, by=by)
    seat_chair(panel)
    with pytest.raises(Refused):
        seat_chair(panel)
    seat = seat_assessor(panel)
    assert (seat.number, seat.label, seat.is_assessor) == (2, "A2", True)
    with pytest.raises(Refused):
        seats.seat(panel, user=seat.user, duty="member", by=by)


@pytest.mark.django_db
@pytest.mark.parametrize("duty", Duty.values)
def test_a_seat_needs_a_role_in_this_very_round(duty):
    panel = make_panel()
    elsewhere = make_person("chair" if duty in ("chair", "deputy") else "assessor", region=region("33"))
    with pytest.raises(Refused):
        seats.seat(panel, user=elsewhere, duty=duty, by=secretariat_of(panel.round))
    here = make_person("chair" if duty in ("chair", "deputy") else "assessor", region=region("32"))
    with pytest.raises(Refused):
        seats.seat(
            panel, user=here, duty=duty, by=actor_of(make_person("province_secretariat", region=region("33")))
        )
    assert seats.seat(panel, user=here, duty=duty, by=secretariat_of(panel.round)).duty == duty


@pytest.mark.django_db
def test_the_national_panel_is_seated_by_the_national_secretariat():
    round_ = make_round(open_stage="document")
    provincial = actor_of(make_person("province_secretariat", region=region("32")))
    with pytest.raises(Refused):
        panels.found(round_, category_of(round_), by=provincial)
    panel = panels.found(round_, category_of(round_), by=secretariat_of(round_))
    make_nomination(round_, "32.75")
    make_nomination(round_, "33.71")
    seat_chair(panel)
    seat_assessor(panel, works_for="32")
    assert hand_out(panel) == 1
    assert Conflict.objects.get().nomination.region.code == "32.75"


# ---- handing out
@pytest.mark.django_db
def test_every_assessor_gets_a_sheet_per_verified_nomination_but_for_conflicts():
    panel = make_panel()
    for code, state in (
        ("32.75", "verified"),
        ("32.73", "verified"),
        ("32.76", "ineligible"),
        ("32.71", "submitted"),
    ):
        make_nomination(panel.round, code, state=state)
    seat_chair(panel)
    seat_assessor(panel)
    tied = seat_assessor(panel, works_for="32.73")
    assert hand_out(panel) == 3
    assert hand_out(panel) == 0
    assert Event.objects.filter(verb="panel.hand_out").count() == 1
    assert Conflict.objects.get().seat == tied
    assert ScoreSheet.objects.filter(seat=tied).get().nomination.region.code == "32.75"
    make_nomination(panel.round, "32.77")
    assert hand_out(panel) == 2


@pytest.mark.django_db
def test_nothing_is_handed_out_without_assessors_or_nominations():
    panel = make_panel()
    with pytest.raises(Refused):
        hand_out(panel)
    seat_assessor(panel)
    with pytest.raises(Refused):
        hand_out(panel)


@pytest.mark.django_db
def test_all_assessors_may_be_conflicted():
    panel = make_panel()
    make_nomination(panel.round, "32.75")
    seat_assessor(panel, works_for="32.75")
    assert hand_out(panel) == 0
    assert Conflict.objects.count() == 1


# ---- conflicts close the file
@pytest.mark.django_db
def test_a_declared_conflict_closes_file_sheet_and_evidence_at_once(client_as):
    panel = judged_panel(nominations=2, assessors=1)
    sheet = ScoreSheet.objects.filter(seat__panel=panel).select_related("seat__user", "nomination").first()
    client = client_as(sheet.seat.user)
    paths = [
        reverse(f"assessment:{name}", args=[sheet.public_id, *more])
        for name, *more in (
            ("sheet",),
            ("sheet_sign",),
            ("sheet_save",),
            ("sheet_page", "abc", 1),
            ("sheet_original", "abc"),
        )
    ]
    assert client.get(paths[0]).status_code == 200
    url = reverse("assessment:declare", args=[sheet.seat.public_id, sheet.nomination.public_id])
    assert client.post(url, {"reason": ""}).status_code == 409
    assert client.post(url, {"reason": "Saudara kandung."}).status_code == 302
    client.get(reverse("assessment:queue", args=[sheet.seat.public_id]))  # takes the message off
    missing = client.get(reverse("assessment:sheet", args=["222222222222"]))
    for path in paths:
        answer = client.get(path) if not path.endswith("simpan/") else client.post(path, {"field": "x"})
        assert answer.status_code == 404
    assert len(client.get(paths[0]).content) == len(missing.content)
    queue = client.get(reverse("assessment:queue", args=[sheet.seat.public_id])).text
    assert sheet.nomination.name in queue
    assert sheet.public_id not in queue
    told = set(Message.objects.filter(kind="conflict.declared").values_list("recipient_id", flat=True))
    assert told
    assert client.post(url, {"reason": "Lagi."}).status_code == 404


@pytest.mark.django_db
def test_a_signed_sheet_of_a_conflict_is_set_aside_and_shown_as_recused():
    panel = judged_panel(nominations=1, assessors=4)
    sheets = list(
        ScoreSheet.objects.filter(seat__panel=panel).select_related("seat__user", "nomination").order_by("id")
    )
    for sheet in sheets:
        sign(sheet)
    conflicts.declare(
        sheets[0].seat, sheets[0].nomination, text="Baru diketahui.", by=actor_of(sheets[0].seat.user)
    )
    with pytest.raises(Refused):
        conflicts.declare(
            sheets[0].seat, sheets[0].nomination, text="Lagi.", by=actor_of(sheets[0].seat.user)
        )
    close(panel)
    placing = snapshot_of(panel).placings.get()
    assert placing.remarks == [f"recused_sheet:{sheets[0].seat.label}"]
    assert set(placing.scores_counted.values()) == {3}


@pytest.mark.django_db
def test_an_ended_seat_opens_nothing_but_its_signed_sheets_count(client_as):
    panel = judged_panel(nominations=1, assessors=3)
    sheets = list(ScoreSheet.objects.filter(seat__panel=panel).select_related("seat__user").order_by("id"))
    for sheet in sheets:
        sign(sheet)
    by = secretariat_of(panel.round)
    with pytest.raises(Refused):
        seats.end_seat(sheets[0].seat, reason="", by=by)
    seats.end_seat(sheets[0].seat, reason="Pindah tugas.", by=by)
    client = client_as(sheets[0].seat.user)
    assert client.get(reverse("assessment:sheet", args=[sheets[0].public_id])).status_code == 404
    assert client.get(reverse("assessment:queue", args=[sheets[0].seat.public_id])).status_code == 404
    close(panel)
    assert set(snapshot_of(panel).placings.get().scores_counted.values()) == {3}


# ---- closing: every state × step × role
ROLES = [
    "officer",
    "approver",
    "province_secretariat",
    "assessor",
    "chair",
    "national_secretariat",
    "decider",
    "auditor",
    "admin",
]


@pytest.mark.django_db
@pytest.mark.parametrize("state", PanelState.values)
def test_only_the_panels_own_chair_closes_and_only_what_is_open(state):
    panel = judged_panel(nominations=1, assessors=1)
    for _step in range(PanelState.values.index(state)):
        panel = close(panel, reason="Uji.")
    assert panel.state == state
    events = Event.objects.filter(verb="panel.close").count()
    expected = {PanelState.OPEN: "documents_closed", PanelState.DOCUMENTS_CLOSED: "closed"}.get(state)
    for role in ROLES:
        place = None if role == "national_secretariat" else panel.round.region
        with pytest.raises(Refused):
            panels.close(panel, reason="Uji.", by=actor_of(make_person(role, region=place)))
    panel.refresh_from_db()
    assert panel.state == state
    chair = actor_of(panel.seats.get(duty="chair").user)
    if expected:
        assert panels.close(panel, reason="Uji.", by=chair).state == expected
        events += 1
    else:
        with pytest.raises(Refused):
            panels.close(panel, reason="Uji.", by=chair)
    assert Event.objects.filter(verb="panel.close").count() == events


@pytest.mark.django_db
def test_closing_with_sheets_unsigned_needs_a_reason():
    panel = judged_panel(nominations=1, assessors=1)
    with pytest.raises(Refused, match="1"):
        close(panel)
    sign(ScoreSheet.objects.filter(seat__panel=panel).select_related("seat__user").get())
    assert close(panel).state == PanelState.DOCUMENTS_CLOSED


@pytest.mark.django_db
def test_a_closed_panel_seats_and_hands_out_no_more():
    panel = closed_panel(nominations=1, assessors=1)
    with pytest.raises(Refused):
        hand_out(panel)
    with pytest.raises(Refused):
        seat_assessor(panel)


@pytest.mark.django_db
def test_after_a_shortlist_only_the_invited_are_interviewed():
    panel = judged_panel(nominations=2, assessors=3)
    make_nomination(panel.round, "32.71", state="withdrawn")
    for sheet in ScoreSheet.objects.filter(seat__panel=panel).select_related("seat__user"):
        sign(sheet)
    panel = close(panel)
    snapshot = snapshot_of(panel)
    winners = snapshot.placings.filter(selection="winner").count()
    assert winners == 2
    assert hand_out(panel) == winners * 3
