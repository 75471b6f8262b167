"""The field check: drawn once from a seed, made by one who has no part in the nominee, evidence once completed."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from PIL import Image

from nominations import actions as nomination_actions
from nominations import sampling
from nominations.actions import field as actions
from nominations.actions import visiting
from nominations.actions.drafting import Clash
from nominations.desk import field as desk_field
from nominations.invariants import altered_field_checks
from nominations.models import FieldCheck, FieldCheckState, FieldEntry, FieldSample, State
from nominations.policies.nomination import may_verify
from nominations.queries.field import field_checks_seen_by, field_samples_seen_by, visitors_for
from paritrana.accounts.queries import actor_of
from paritrana.audit.models import Event
from paritrana.documents import store
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.notifications.models import Message
from paritrana.web.desk import steps_for
from tests.factories.field import (
    SEED,
    answer_all,
    draw,
    make_done,
    make_visit,
    submitted,
    visited_round,
    visitor_of,
)
from tests.factories.nominations import a_region, judge_all, make_nomination, verifier_of
from tests.factories.people import give_role, make_person
from tests.factories.photos import jpeg

pytestmark = pytest.mark.django_db


def a_photo(content: bytes = b"", name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or jpeg())


def past_the_triggers() -> None:
    """As a thief with the database in hand would go, until the test ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")


# ---- the draw ---------------------------------------------------------------------------------------------------
def test_what_is_drawn_is_what_anyone_draws_from_the_list_and_only_once(client_as):
    round_ = visited_round()
    for code in ("32.75", "32.73", "32.04"):
        make_nomination(State.SUBMITTED, round_=round_, region=a_region(code))
    withdrawn = make_nomination(State.WITHDRAWN, round_=round_, region=a_region("32.01"))
    by = verifier_of(round_)

    sample = draw(round_, withdrawn.category, by=by, seed=f" {SEED} ")

    assert len(sample.pool) == 3
    assert withdrawn.public_id not in sample.pool
    client = client_as(make_person("province_secretariat", region=round_.region))
    text = client.get(reverse("nominations:sample_list", args=[sample.public_id])).content.decode()
    assert (sample.seed, sample.mark.split(" ")[1]) == (
        SEED,
        sample.drawn_at.isoformat(timespec="microseconds"),
    )
    assert sample.drawn == sampling.draw(SEED, sample.mark, text.splitlines(), sample.size)
    assert sorted(check.nomination.public_id for check in sample.checks.all()) == sorted(sample.drawn)
    assert Event.objects.filter(verb="field_sample.draw").count() == 1
    with pytest.raises(Refused, match="sudah diundi"):
        draw(round_, withdrawn.category, seed="yang lain", by=by)
    assert FieldSample.objects.count() == 1


def test_a_pool_is_read_by_who_runs_the_round_and_by_no_nominee(actor_of_role):
    visit = make_visit()
    officer = actor_of(visit.nomination.created_by)
    region = visit.nomination.round.region
    assert not field_samples_seen_by(officer).exists()
    assert field_samples_seen_by(actor_of_role("auditor", region)).exists()
    assert field_samples_seen_by(actor_of_role("province_secretariat", region)).exists()
    assert not field_samples_seen_by(
        actor_of_role("province_secretariat", a_region("51.71").province)
    ).exists()


# ---- who goes ---------------------------------------------------------------------------------------------------
def test_nobody_with_a_part_in_the_nominee_is_sent():
    nomination = submitted()
    able = visitor_of(nomination)
    tied = visitor_of(nomination)
    give_role(tied, "officer", nomination.organisation)
    visit = make_visit(nomination, visitor=able)
    assert list(visitors_for(nomination)) == [able]
    with pytest.raises(Refused, match="mempunyai bagian"):
        actions.assign(visit, to=tied, visit_on=None, keeps_place=False, by=actor_of(able))


def test_the_visitor_is_told_finds_it_on_the_desk_and_alone_may_write():
    nomination = submitted()
    sender, goer = visitor_of(nomination), visitor_of(nomination)
    visit = make_visit(nomination, visitor=sender)
    actions.assign(visit, to=goer, visit_on=None, keeps_place=False, by=actor_of(sender))
    assert Message.objects.filter(recipient=goer, kind="field_check.assigned").count() == 1
    page = reverse("nominations:field_check", args=[visit.public_id])
    assert page in [step.url for step in steps_for(actor_of(goer))]
    assert page not in [step.url for step in steps_for(actor_of(sender))]
    with pytest.raises(Refused, match="tidak ditugaskan kepada Anda"):
        answer_all(visit, actor_of(sender))


def test_a_visit_whose_time_has_passed_hides_no_other_on_the_desk(monkeypatch):
    monkeypatch.setattr(desk_field, "MOST", 1)
    goer = visitor_of(submitted())
    late, due = (make_visit(visitor=goer) for _visit in range(2))
    late.nomination.round.stages.filter(code="verification").update(closes_at=clock.now())
    (step,) = desk_field.field_checks(actor_of(goer))
    assert step.url == reverse("nominations:field_check", args=[due.public_id])


def test_who_saw_another_visitor_there_assigns_nobody_and_the_former_one_is_told():
    nomination = submitted()
    drawer, first, second = (visitor_of(nomination) for _ in range(3))
    visit = draw(nomination.round, nomination.category, by=actor_of(drawer)).checks.get()
    plan = {"visit_on": None, "keeps_place": False}
    actions.assign(visit, to=first, by=actor_of(first), instead_of="", **plan)
    with pytest.raises(Refused, match=f"ditugaskan kepada {first}"):
        actions.assign(visit, to=second, by=actor_of(second), instead_of="", **plan)
    actions.assign(visit, to=second, by=actor_of(first), instead_of=first.public_id, **plan)
    assert not Message.objects.filter(recipient=first).exists()  # it was their own doing
    actions.assign(visit, to=first, by=actor_of(drawer), instead_of=second.public_id, **plan)
    assert Message.objects.get(recipient=second, kind="field_check.handed_over")
    actions.assign(visit, to=second, by=actor_of(first), **plan)

    visit.refresh_from_db()
    answer_all(visit, actor_of(second))
    actions.complete(visit, by=actor_of(second))
    told = Message.objects.filter(kind="field_check.completed").values_list("recipient", flat=True)
    assert list(told) == [first.pk]  # who assigned it last, not who drew


def test_an_old_page_says_who_goes_by_now_and_saving_again_is_over_that_one(client_as):
    nomination = submitted()
    first, second = visitor_of(nomination), visitor_of(nomination)
    visit = make_visit(nomination, visitor=first)
    url = reverse("nominations:assign_field_check", args=[visit.public_id])
    old = client_as(second).post(url, {"to": second.public_id, "instead_of": ""})
    assert old.status_code == 422
    assert f'name="instead_of" value="{first.public_id}"' in old.content.decode()
    assert FieldCheck.objects.get(pk=visit.pk).visitor == first
    again = client_as(second).post(url, {"to": second.public_id, "instead_of": first.public_id})
    assert (again.status_code, FieldCheck.objects.get(pk=visit.pk).visitor) == (302, second)


def test_who_may_go_is_who_may_verify_and_takes_four_queries_however_many_they_are(django_assert_num_queries):
    nomination = submitted()
    able, writer, tied, officer = (visitor_of(nomination) for _ in range(4))
    give_role(officer, "officer", nomination.organisation)
    give_role(tied, "auditor", nomination.organisation)
    verb = {"verb": "nomination.save", "noun": "nomination", "noun_id": nomination.public_id}
    Event.objects.create(at=nomination.submitted_at, actor_id=writer.pk, actor_name="Sekretariat", **verb)
    with django_assert_num_queries(4):
        assert list(visitors_for(nomination)) == [able]
    for person in (able, writer, tied, officer):
        assert bool(may_verify(actor_of(person), nomination)) is (person == able)


# ---- on the way -------------------------------------------------------------------------------------------------
def test_two_phones_meet_only_in_the_same_field():
    visit = make_visit()
    by = actor_of(visit.visitor)
    entry = visit.entries.first()
    visiting.write_down(entry, changes={"answer": "found"}, version=0, by=by)
    other = visiting.write_down(entry, changes={"remark": "Dilihat di aula."}, version=0, by=by)
    assert (other.answer, other.remark) == ("found", "Dilihat di aula.")
    with pytest.raises(Clash) as clash:
        visiting.write_down(entry, changes={"answer": "not_found"}, version=0, by=by)
    assert clash.value.stored.answer == "found"


def test_a_save_from_the_phone_answers_with_the_version_and_a_clash_with_both(client_as):
    visit = make_visit()
    client = client_as(visit.visitor)
    entry = visit.entries.get(item="list_seen")
    url = reverse("nominations:save_field_entry", args=[entry.public_id])
    saved = client.post(url, {"field": "seen", "seen": "1.250", "version": 0})
    assert (saved.status_code, saved.json()["version"]) == (200, 1)
    entry.refresh_from_db()
    assert entry.seen == 1250
    clash = client.post(url, {"field": "seen", "seen": "900", "version": 0})
    assert (clash.status_code, clash.json()["stored"]) == (409, "1.250")
    wrong = client.post(url, {"field": "seen", "seen": "banyak", "version": 1})
    assert wrong.status_code == 400
    assert wrong.json()["message"]
    whole = client.post(url, {"answer": "found", "seen": "9 orang?", "remark": "Tetap ada", "version": 1})
    assert whole.status_code == 422
    assert "Tetap ada" in whole.content.decode()


def test_a_photo_is_drawn_anew_and_its_place_read_only_where_asked_for():
    visit = make_visit()
    by = actor_of(visit.visitor)
    photo = visiting.add_photo(visit, a_photo(), by=by)
    assert (photo.latitude, photo.longitude) == ("", "")
    kept = store.path_of(photo.document.sha256).read_bytes()
    assert not dict(Image.open(BytesIO(kept)).getexif())
    assert b"Kamera" not in kept
    assert visiting.add_photo(visit, a_photo(), by=by) == photo  # sent twice by a phone that heard no answer

    visit = actions.assign(visit, to=visit.visitor, visit_on=None, keeps_place=True, by=by)
    placed = visiting.add_photo(visit, a_photo(jpeg("green")), by=by, told_of_place=True)
    assert (placed.latitude, placed.longitude) == ("-6.90300", "107.61000")
    kept = store.path_of(placed.document.sha256).read_bytes()
    assert not dict(Image.open(BytesIO(kept)).getexif())


def test_a_place_is_kept_only_as_the_page_told_and_forgotten_once_no_longer_asked_for(client_as):
    visit = make_visit(keeps_place=True)
    goer, sender = visit.visitor, visitor_of(visit.nomination)
    url = reverse("nominations:add_field_photos", args=[visit.public_id])
    for promise, colour in (("", "green"), ("place", "navy")):
        sent = client_as(goer).post(url, {"files": a_photo(jpeg(colour)), "promise": promise})
        assert sent.status_code == 302
    assert [photo.latitude for photo in visit.photos.all()] == ["", "-6.90300"]

    actions.assign(visit, to=goer, visit_on=None, keeps_place=False, by=actor_of(sender))
    assert [photo.latitude for photo in visit.photos.all()] == ["", ""]
    assert Message.objects.filter(recipient=goer, kind="field_check.place_rule").count() == 1
    changes = Event.objects.filter(verb="field_check.assign").latest("id").changes
    assert (changes["keeps_place"], changes["places"]) == ([True, False], [1, 0])


def test_a_photo_in_pieces_carries_what_the_page_told():
    visit = make_visit(keeps_place=True)
    by = actor_of(visit.visitor)
    for told, colour, latitude in ((True, "navy", "-6.90300"), (False, "green", "")):
        content = jpeg(colour)
        begun = visiting.begin_photo(
            visit, name="a.jpg", size=len(content), modified=1, by=by, told_of_place=told
        )
        assert visiting.unfinished_photos(visit, by) == [begun]
        _received, photo = visiting.add_piece_of_photo(visit, begun, offset=0, piece=content, by=by)
        assert photo.latitude == latitude


@pytest.mark.parametrize("fault", ["no photo", "too many", "too large"])
def test_a_photo_is_refused_with_its_reason(fault, monkeypatch, settings):
    visit = make_visit()
    by = actor_of(visit.visitor)
    if fault == "too many":
        visiting.add_photo(visit, a_photo(), by=by)
        monkeypatch.setattr(visiting, "_most", lambda visit: 1)
    if fault == "too large":
        settings.UPLOAD_MAX_BYTES = 1000
    content = b"%PDF-1.4 nothing" if fault == "no photo" else jpeg("red") + b"\0" * 2000
    words = {
        "no photo": "rusak atau tidak lengkap",
        "too many": "sudah ada 1 foto",
        "too large": "batasnya 0 MB",
    }[fault]
    with pytest.raises(Refused, match=f"(?i){words}"):
        visiting.add_photo(visit, a_photo(content), by=by)


@pytest.mark.parametrize("over", ["withdrawn", "stage over", "completed", "called off"])
def test_nothing_is_written_once_it_is_over(over, settings):
    visit = make_visit()
    by = actor_of(visit.visitor)
    answer_all(visit, by)
    if over == "withdrawn":
        nomination_actions.withdraw(
            visit.nomination, ground="Salah kategori.", by=actor_of(visit.nomination.submitted_by)
        )
    elif over == "stage over":
        visit.nomination.round.stages.filter(code="verification").update(
            closes_at="2026-01-02T00:00Z", opens_at="2026-01-01T00:00Z"
        )
    elif over == "completed":
        actions.complete(visit, by=by)
    else:
        actions.call_off(visit, reason="Banjir.", by=by)
    words = {
        "withdrawn": "tidak lagi dalam verifikasi",
        "stage over": "ditutup",
        "completed": r"keadaan sekarang \(Selesai\)",
        "called off": r"keadaan sekarang \(Dibatalkan\)",
    }
    with pytest.raises(Refused, match=words[over]):
        visiting.write_down(visit.entries.first(), changes={"remark": "Terlambat"}, version=1, by=by)
    with pytest.raises(Refused, match=words[over]):
        visiting.add_photo(visit, a_photo(), by=by)
    assert not FieldEntry.objects.filter(remark="Terlambat").exists()


# ---- evidence ---------------------------------------------------------------------------------------------------
def test_it_is_completed_only_whole_and_then_frozen_under_its_digest():
    visit = make_visit()
    by = actor_of(visit.visitor)
    with pytest.raises(Refused, match="Daftar peserta diperlihatkan"):
        actions.complete(visit, by=by)
    answer_all(visit, by)
    photo = visiting.add_photo(visit, a_photo(), by=by)
    visit = actions.complete(visit, by=by)
    assert (visit.state, len(visit.digest)) == (FieldCheckState.DONE, 64)
    assert Event.objects.filter(verb="field_check.complete", noun_id=visit.public_id).count() == 1
    assert list(altered_field_checks()) == []
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        visit.entries.filter(item="list_seen").update(answer="not_found")
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        visit.photos.filter(pk=photo.pk).update(latitude="-6.90300", longitude="107.61000")
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        FieldCheck.objects.filter(pk=visit.pk).update(digest="0" * 64)
    past_the_triggers()
    visit.entries.filter(item="list_seen").update(answer="not_found")
    assert [visit.public_id in sentence for sentence in altered_field_checks()] == [True]


def test_verification_waits_for_the_visit_or_the_reason_why_there_was_none():
    visit = make_visit()
    by = actor_of(visit.visitor)
    judge_all(visit.nomination, by)
    with pytest.raises(Refused, match="uji petik lapangan"):
        nomination_actions.verify(visit.nomination, by=by)
    actions.call_off(visit, reason="Jembatan putus.", by=by)
    assert nomination_actions.verify(visit.nomination, by=by).state == State.VERIFIED


def test_what_was_found_stands_beside_the_claim_and_the_nominee_reads_it_after_the_outcome(client_as):
    visit = make_visit()
    by = actor_of(visit.visitor)
    entry = visit.entries.get(item="list_seen")
    visiting.write_down(entry, changes={"seen": 1250, "remark": "Di aula"}, version=0, by=by)
    answer_all(visit, by)
    actions.complete(visit, by=by)
    officer = actor_of(visit.nomination.created_by)
    assert not field_checks_seen_by(officer).exists()

    client = client_as(visit.visitor)
    desk = reverse("nominations:verify", args=[visit.nomination.public_id])
    assert "Nama pada daftar: 1.250" in client.get(desk, {"item": "formal"}).content.decode()
    assert "Nama pada daftar" not in client.get(desk, {"item": "informal"}).content.decode()

    judge_all(visit.nomination, by)
    nomination_actions.verify(visit.nomination, by=by)
    assert field_checks_seen_by(officer).get() == visit


def test_the_database_repeats_the_rules():
    visit = make_done()
    past_the_triggers()
    for wrong in (
        {"digest": ""},
        {"state": "assigned"},
        {"state": "drawn"},
        {"ended_at": None},
        {"visitor": None},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            FieldCheck.objects.filter(pk=visit.pk).update(**wrong)


@pytest.mark.parametrize("most", [1, 3])
def test_the_page_of_a_round_takes_the_same_queries_however_many_are_drawn(
    most, client_as, django_assert_num_queries
):
    round_ = visited_round()
    for code in ("32.75", "32.73", "32.04")[:most]:
        found = make_nomination(State.SUBMITTED, round_=round_, region=a_region(code))
    draw(round_, found.category)
    client = client_as(make_person("province_secretariat", region=round_.region))
    page = reverse("nominations:field_checks", args=[round_.public_id])
    client.get(page)
    with django_assert_num_queries(QUERIES):
        client.get(page)


QUERIES = 12
