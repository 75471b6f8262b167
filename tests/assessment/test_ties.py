"""Ties found in roles, offices and tied organisations; declarations before files open; what comes to light later."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from assessment.actions import conflict as conflicts
from assessment.actions import decision as decisions
from assessment.actions import tie as ties
from assessment.conflicts import Nominee, Tie, ground_of, years_before
from assessment.models import Clearance, Conflict, Disclosure, Post, ScoreSheet, SheetState
from paritrana.accounts.models import Membership
from paritrana.accounts.queries import actor_of
from paritrana.audit.models import Event
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.notifications.models import Message
from tests.factories.assessment import (
    clear,
    close,
    closed_panel,
    fill,
    judged_panel,
    middling,
    prepared_decision,
    region,
    secretariat_of,
    sign,
    snapshot_of,
)
from tests.factories.people import make_organisation, make_person

FIRM = Nominee(organisation=2, kind="business", region="32.75", province="32")
CITY = Nominee(organisation=1, kind="government", region="32.75", province="32")
TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("tie", "nominee", "ground"),
    [
        (Tie(2, "", "", date(2024, 1, 1)), FIRM, "former_post"),
        (Tie(2, "", "", date(2021, 3, 1)), FIRM, "former_post"),  # five years to the day
        (Tie(2, "", "", date(2021, 2, 28)), FIRM, None),
        (Tie(2, "", "", TODAY), FIRM, "employer"),  # still held today
        (Tie(9, "32.75", "32", date(2025, 1, 1)), CITY, "former_post"),
        (Tie(2, "", "", None, True), FIRM, "tied_organisation"),
        (Tie(9, "32.75", "32", None, True), CITY, None),  # the region of a tied firm ties nobody
        (Tie(1, "32", "32", None, True), CITY, "tied_organisation"),
    ],
)
def test_posts_fade_and_tied_organisations_count(tie, nominee, ground):
    assert ground_of([tie], nominee, is_national=True, today=TODAY, years=5) == ground


def test_the_plainest_ground_is_named():
    both = [Tie(2, "", "", None, True), Tie(2, "", "")]
    assert ground_of(both, FIRM, is_national=False, today=TODAY) == "employer"


def test_years_before_a_leap_day():
    assert years_before(date(2024, 2, 29), 5) == date(2019, 2, 28)


# ---- declarations before anything opens
def fresh_sheet(nominations=2):
    """A sheet whose assessor has declared nothing yet."""
    panel = judged_panel(nominations=nominations, assessors=1)
    Clearance.objects.all().delete()
    Disclosure.objects.all().delete()
    return ScoreSheet.objects.filter(seat__panel=panel).select_related("seat__user", "nomination").first()


@pytest.mark.django_db
def test_no_file_opens_before_the_declaration(client_as):
    sheet = fresh_sheet()
    client = client_as(sheet.seat.user)
    declare = reverse("assessment:disclose", args=[sheet.seat.public_id])
    assert client.get(reverse("assessment:sheet", args=[sheet.public_id]))["Location"] == declare
    for name, args in (("sheet_page", ("abc", 1)), ("sheet_original", ("abc",)), ("sheet_sign", ())):
        assert client.get(reverse(f"assessment:{name}", args=[sheet.public_id, *args])).status_code == 403
    with pytest.raises(Refused):
        fill(sheet, middling(sheet))
    names = list(ScoreSheet.objects.values_list("nomination__public_id", flat=True))
    assert client.post(declare, {"tied": [names[1]]}).status_code == 409  # without words nothing is recorded
    assert not Clearance.objects.exists()
    assert client.post(declare, {"tied": [names[1]], f"words-{names[1]}": "Adik ipar."}).status_code == 302
    assert Conflict.objects.get().text == "Adik ipar."
    assert Clearance.objects.get().nomination.public_id == names[0]
    assert client.get(reverse("assessment:sheet", args=[sheet.public_id])).status_code == 200
    assert Message.objects.filter(kind="conflict.declared").exists()


@pytest.mark.django_db
def test_nobody_declares_for_another_that_nothing_ties_them():
    sheet = fresh_sheet()
    with pytest.raises(Refused):
        conflicts.disclose(
            sheet.seat,
            nominations=[sheet.nomination],
            ties={},
            text="",
            by=secretariat_of(sheet.seat.panel.round),
        )


# ---- looked at again whenever something is written
@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["save", "sign", "abstain"])
def test_a_tie_entered_meanwhile_closes_the_file_at_the_next_stroke(verb, client_as):
    panel = judged_panel(nominations=2, assessors=1)
    sheet = ScoreSheet.objects.filter(seat__panel=panel).select_related("seat__user", "nomination").first()
    sheet = fill(sheet, middling(sheet))
    user = sheet.seat.user
    former = {"valid_from": date(2020, 1, 1), "valid_until": clock.today_in_jakarta() - timedelta(days=300)}
    Membership.objects.create(user=user, role="officer", organisation=sheet.nomination.organisation, **former)
    client = client_as(user)
    if verb == "save":
        address = reverse("assessment:sheet_save", args=[sheet.public_id])
        field = f"score-{next(iter(sheet.scores))}"
        answer = client.post(address, {"field": field, field: "1", "version": sheet.version})
        assert answer.status_code == 400
    else:
        address = reverse(f"assessment:sheet_{verb}", args=[sheet.public_id])
        answer = client.post(address, {"version": sheet.version, "reason": "Pernah bekerja di sana."})
        assert (answer.status_code, sheet.nomination.name in answer.text) == (409, True)
    found = Conflict.objects.get()
    assert (found.ground, found.nomination) == ("former_post", sheet.nomination)
    assert client.get(reverse("assessment:sheet", args=[sheet.public_id])).status_code == 404
    kept = ScoreSheet.objects.get(pk=sheet.pk)
    assert (kept.scores, kept.state) == (sheet.scores, SheetState.DRAFT)
    assert Message.objects.filter(kind="conflict.found").exists()


@pytest.mark.django_db
def test_an_office_closes_files_the_moment_it_is_entered_to_those_who_score_and_those_who_lead(client_as):
    panel = judged_panel(nominations=2, assessors=1)
    make_person("province_secretariat", region=panel.round.region)
    sheet = ScoreSheet.objects.filter(seat__panel=panel).select_related("nomination__organisation").first()
    office = {"organisation": sheet.nomination.organisation.name, "title": "Staf ahli"}
    for seat in panel.seats.select_related("user"):
        client = client_as(seat.user)
        client.post(reverse("assessment:posts"), office | {"held_to": "2001-01-01"})
        assert not Conflict.objects.filter(seat=seat).exists()
        page = client.post(reverse("assessment:posts"), office, follow=True)
        assert "1 berkas kini tertutup" in page.text
        assert [row.nomination for row in Conflict.objects.filter(seat=seat)] == [sheet.nomination]
    assert client.get(reverse("assessment:sheet", args=[sheet.public_id])).status_code == 404
    assert {told.params["seat"] for told in Message.objects.filter(kind="conflict.found")} == {1, 2}


@pytest.mark.django_db
def test_an_office_entered_after_the_decision_changes_nothing_of_it():
    panel = closed_panel(nominations=1, assessors=3)
    decision = prepared_decision(panel)
    seat = panel.seats.get(duty="chair")
    office = {"organisation": decision.snapshot.placings.get().nomination.organisation.name, "title": "Staf"}
    decisions.approve(decision, by=actor_of(make_person("decider", region=panel.round.region)))
    days = {"held_from": None, "held_to": None}
    assert ties.add_post(**office, **days, by=actor_of(seat.user)) == 0
    assert not Conflict.objects.exists()


@pytest.mark.django_db
def test_working_for_the_owner_keeps_away_from_its_bank():
    panel = judged_panel(nominations=1, assessors=1)
    sheet = ScoreSheet.objects.filter(seat__panel=panel).select_related("seat__user", "nomination").get()
    other = make_organisation("business", region=region("31"), name="Asosiasi Contoh")
    by = secretariat_of(panel.round)
    ties.tie_organisations(
        organisation=sheet.nomination.organisation.name,
        kind="member",
        tied_to=other.name,
        source="SK 1",
        by=by,
    )
    Post.objects.create(
        user=sheet.seat.user,
        organisation=other,
        title="Pengurus",
        entered_at=clock.now(),
        entered_by=sheet.seat.user,
    )
    with pytest.raises(Refused):
        fill(sheet, middling(sheet))
    assert Conflict.objects.get().ground == "tied_organisation"
    with pytest.raises(Refused):
        ties.tie_organisations(
            organisation=sheet.nomination.organisation.name,
            kind="member",
            tied_to=other.name,
            source="SK 1",
            by=by,
        )


# ---- late, never silent
@pytest.mark.django_db
def test_a_tie_declared_after_the_snapshot_is_late_and_asks_for_a_new_one(client_as):
    panel = judged_panel(nominations=1, assessors=4)
    found = (
        ScoreSheet.objects.filter(seat__panel=panel).select_related("seat__user", "nomination").order_by("id")
    )
    for sheet in found:
        sign(sheet)
    panel = close(panel)
    assert snapshot_of(panel).placings.get().remarks == []
    sheet, by = found.first(), make_person("province_secretariat", region=panel.round.region)
    client = client_as(by)
    address = reverse("assessment:declare_for", args=[sheet.seat.public_id])
    assert client.post(address, {"nomination": "x", "reason": "Y"}).status_code == 409
    posted = {"nomination": sheet.nomination.public_id, "reason": "Laporan masyarakat."}
    assert client.post(address, posted).status_code == 302
    assert Conflict.objects.get().is_late
    assert Message.objects.filter(kind="conflict.late", recipient=by).exists()
    event = Event.objects.get(verb="conflict.declare")
    assert event.changes["set_aside"] == [None, [sheet.public_id]]
    assert snapshot_of(panel).placings.get().remarks == [f"recused_sheet:{sheet.seat.label}"]
    page = client.get(reverse("assessment:panel", args=[panel.public_id])).text
    assert "dikesampingkan" in page


# ---- checking somebody beforehand
@pytest.mark.django_db
def test_checking_a_person_names_what_would_be_closed_and_records_nothing(client_as):
    panel = judged_panel(nominations=3, assessors=1)
    user = make_person("assessor", region=panel.round.region, name="Calon Penilai")
    home = panel.round.nominations.first().organisation
    Post.objects.create(
        user=user, organisation=home, title="Kepala dinas", entered_at=clock.now(), entered_by=user
    )
    client = client_as(make_person("province_secretariat", region=panel.round.region))
    events = Event.objects.count()
    address = reverse("assessment:person_check", args=[panel.public_id])
    page = client.get(address, {"orang": user.public_id, "q": "calon"})
    assert "2" in page.context["check"].chosen.user.name or page.context["check"].open == 2
    assert [entry.nomination.organisation for entry in page.context["check"].closed] == [home]
    assert (Event.objects.count(), Conflict.objects.count()) == (events, 0)
    chair = client_as(panel.seats.get(duty="chair").user)
    assert chair.get(address).status_code == 403


@pytest.mark.django_db
def test_all_pages_of_ties_open_and_refuse_with_a_sentence(client_as):
    panel = judged_panel(nominations=1, assessors=1)
    secretariat = client_as(make_person("province_secretariat", region=panel.round.region))
    assessor = client_as(panel.seats.get(number=2).user)
    address = reverse("assessment:ties")
    wrong = {"organisation": "Tidak ada", "kind": "owned", "tied_to": "Juga tidak", "source": "-"}
    assert secretariat.post(address, wrong).status_code == 409
    assert assessor.get(address).status_code == 404
    posts = reverse("assessment:posts")
    wrong = {"organisation": "x", "title": "y", "held_from": "2026-01-02", "held_to": "2026-01-01"}
    assert assessor.post(posts, wrong).status_code == 409
    home = make_organisation("business", region=region("32"), name="PT Contoh")
    assert assessor.post(posts, wrong | {"organisation": home.name, "held_to": ""}).status_code == 302
    assert "PT Contoh" in assessor.get(posts).text
    seat = panel.seats.get(number=2)
    clear(seat)
    listed = secretariat.get(
        reverse("assessment:conflicts", args=[panel.public_id]), {"q": "Kota", "kursi": "2"}
    )
    assert listed.status_code == 200
