"""The pages: who sees them, and what becomes of what was typed."""

import html
import re

import pytest
from django.urls import reverse

from nominations import actions
from nominations.models import Figure, Nomination, State
from paritrana.accounts.models import OrganisationKind
from paritrana.accounts.queries import actor_of
from paritrana.lib import clock
from paritrana.programme.models import StageCode
from tests.factories.nominations import (
    BEKASI,
    a_region,
    approver_of,
    make_nomination,
    officer_of,
    round_of,
    verifier_of,
)
from tests.factories.people import make_organisation, make_person
from tests.reading import drawn_together

pytestmark = pytest.mark.django_db

SECTIONS = ("coverage", "groups", "regulations", "integration", "innovation")


def address(name: str, *args: object) -> str:
    return reverse(f"nominations:{name}", args=args)


def body(answer) -> str:
    return html.unescape(answer.content.decode())


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_officer_opens_every_section_in_both_languages(client_as, language):
    nomination = make_nomination(region=a_region("32.75"))
    client = client_as(nomination.created_by)
    client.cookies["language"] = language
    actions.add_regulation(nomination, by=actor_of(nomination.created_by))
    for section in SECTIONS:
        answer = client.get(address("section", nomination.public_id, section))
        assert answer.status_code == 200
        assert ("Usulan Kota Bekasi" if language == "id" else "Nomination of Kota Bekasi") in body(answer)
    assert client.get(address("section", nomination.public_id, "unknown")).status_code == 404


@pytest.mark.parametrize("state", State.values)
def test_the_pages_of_every_state_open_for_its_people(client_as, state):
    nomination = make_nomination(state)
    client = client_as(nomination.created_by)
    for page in ("nomination", "files", "review"):
        assert client.get(address(page, nomination.public_id)).status_code == 200, page


def test_nobody_else_finds_any_page(client_as):
    nomination = make_nomination(State.SUBMITTED, figures=BEKASI)
    public_id, figure = nomination.public_id, nomination.figures.get(metric="formal").public_id
    pages = ("nomination", "files", "review", "submit", "withdraw", "receipt", "verify", "finish")
    gets = [address(page, public_id) for page in (*pages, "declare_ineligible")]
    gets += [address("section", public_id, "coverage"), address("cite_figure", figure)]
    posts = [
        address("save_figure", figure),
        address("judge", public_id, "formal"),
        address("submit", public_id),
    ]
    for who in (
        make_person("officer", region=a_region("33.74")),
        make_person("province_secretariat", region=a_region("33.74").province),
        make_person("assessor", region=nomination.round.region),
        make_person("admin"),
    ):
        client = client_as(who)
        assert {client.get(url).status_code for url in gets} == {404}
        assert {client.post(url, {"version": 0}).status_code for url in posts} == {404}


def test_who_sees_but_may_not_gets_the_sentence(client_as):
    nomination = make_nomination(figures=BEKASI)
    approver = client_as(approver_of(nomination.organisation))
    answer = approver.get(address("section", nomination.public_id, "coverage"))
    assert answer.status_code == 403
    assert "Hanya petugas instansi ini" in body(answer)


# ---- saving -----------------------------------------------------------------------------------------------------
@pytest.fixture
def draft():
    return make_nomination()


@pytest.fixture
def client(client_as, draft):
    return client_as(draft.created_by)


def figure_of(draft) -> Figure:
    return draft.figures.get(metric="formal")


def whole_form(**typed: object) -> dict:
    return {
        "version": 0,
        "covered": "",
        "total": "",
        "cut_off_on": "",
        "source": "",
        "explanation": "",
    } | typed


def test_autosave_of_one_field_answers_version_and_time_in_the_nominees_zone(client, draft):
    figure = figure_of(draft)
    with clock.set_to(draft.created_at.replace(hour=3, minute=42)):
        answer = client.post(
            address("save_figure", figure.public_id), {"field": "covered", "version": 0, "covered": "886.113"}
        )
    assert answer.json() == {"version": 1, "saved_at": "10.42"}
    figure.refresh_from_db()
    assert (figure.covered, figure.total) == (886113, None)


def test_the_button_saves_all_fields_without_script(client, draft):
    figure = figure_of(draft)
    typed = whole_form(
        covered="886 113", total="929,199", cut_off_on="2025-11-30", source="BPS", approximate="on"
    )
    answer = client.post(address("save_figure", figure.public_id), typed)
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"/bagian/coverage/#{figure.public_id}")
    figure.refresh_from_db()
    assert (figure.covered, figure.total, figure.source, figure.approximate) == (886113, 929199, "BPS", True)


def test_a_box_that_was_unticked_is_saved_too(client, draft):
    figure = figure_of(draft)
    actions.save(figure, changes={"approximate": True}, version=0, by=actor_of(draft.created_by))
    answer = client.post(address("save_figure", figure.public_id), {"field": "approximate", "version": 1})
    assert answer.json()["version"] == 2
    figure.refresh_from_db()
    assert figure.approximate is False


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"covered": "95,36 %", "total": "929.199"}, "bukan persentase"),
        ({"covered": "10.24", "total": "20"}, "Maksud Anda 1.024?"),
        ({"covered": "1,5 juta", "total": "20"}, "Maksud Anda 1.500.000?"),
        ({"covered": "-5", "total": "20"}, "kurang dari nol"),
        ({"covered": "5", "total": "0"}, "dari jumlah 0"),
        ({"covered": "5", "total": "1" + "0" * 18}, "terlalu besar"),
        ({"covered": "5", "total": "9", "source": "x" * 201}, "200"),
        ({"covered": "5", "total": "9", "cut_off_on": "kemarin"}, "tanggal"),
    ],
)
def test_bad_input_is_said_beside_the_field_and_nothing_typed_is_lost(client, draft, typed, words):
    figure = figure_of(draft)
    answer = client.post(address("save_figure", figure.public_id), whole_form(**typed))
    page = body(answer)
    assert answer.status_code in {409, 422}
    assert words.lower() in page.lower()
    for name in ("covered", "total"):
        assert f'name="{name}" value="{typed[name]}"' in page
    figure.refresh_from_db()
    assert figure.version == 0


def test_autosave_says_the_same_in_words(client, draft):
    url = address("save_figure", figure_of(draft).public_id)
    answer = client.post(url, {"field": "covered", "version": 0, "covered": "95,36 %"})
    assert answer.status_code == 400
    assert "bukan persentase" in answer.json()["message"]
    assert client.post(url, {"field": "saved_by", "version": 0, "saved_by": "1"}).status_code == 400
    assert client.post(url, {"field": "covered", "version": "x", "covered": "1"}).status_code == 400


def test_a_stale_tab_is_shown_both_versions_and_can_save_over(client, client_as, draft):
    figure = figure_of(draft)
    url = address("save_figure", figure.public_id)
    colleague = officer_of(draft.organisation)
    client_as(colleague).post(url, whole_form(covered="100", total="200", source="BPS"))
    stale = client.post(url, {"field": "covered", "version": 0, "covered": "150"})
    assert stale.status_code == 409
    assert stale.json()["version"] == 1
    answer = client.post(url, whole_form(covered="150", total="200", source="BPS"))
    page = body(answer)
    assert answer.status_code == 409
    assert str(colleague) in page
    assert '<td data-label="Tersimpan">100</td><td data-label="Anda ketik">150</td>' in drawn_together(page)
    assert 'name="covered" value="150"' in page
    figure.refresh_from_db()
    assert figure.covered == 100
    version = re.search(r'name="version" value="(\d+)"', page.partition(f'id="{figure.public_id}"')[2])[1]
    client.post(url, whole_form(covered="150", total="200", source="BPS", version=version))
    figure.refresh_from_db()
    assert figure.covered == 150


def test_after_the_deadline_what_was_typed_is_still_there(client, draft):
    figure = figure_of(draft)
    with clock.set_to(draft.round.stages.get(code=StageCode.REGISTRATION).closes_at):
        answer = client.post(address("save_figure", figure.public_id), whole_form(covered="150", total="200"))
    assert answer.status_code == 409
    assert "sudah ditutup" in body(answer)
    assert 'name="covered" value="150"' in body(answer)


def test_after_submission_a_save_is_refused_with_what_was_typed(client_as):
    nomination = make_nomination(State.SUBMITTED)
    figure = figure_of(nomination)
    url, client = address("save_figure", figure.public_id), client_as(nomination.created_by)
    answer = client.post(url, whole_form(version=figure.version, covered="150", total="200"))
    assert answer.status_code == 409
    assert "tidak dapat diubah" in body(answer)
    assert 'name="covered" value="150"' in body(answer)
    one_field = client.post(url, {"field": "covered", "version": figure.version, "covered": "150"})
    assert one_field.status_code == 400
    assert "tidak dapat diubah" in one_field.json()["message"]


def test_every_kind_of_entry_is_written_and_read_back(client, draft):
    group = draft.groups.get(group="teachers")
    typed = {"version": 0, "people": "2.830", "units": "12", "unit_kind": "sekolah", "note": "Guru kontrak"}
    client.post(address("save_group", group.public_id), typed)
    client.post(address("add_regulation", draft.public_id, "regulations"))
    regulation = draft.regulations.get()
    typed = {
        "version": 0,
        "kind": "Perda",
        "number": "18",
        "year": "2011",
        "subject": "Pelayanan",
        "note": "",
    }
    client.post(address("save_regulation", regulation.public_id), typed)
    client.post(address("add_statement", draft.public_id, "integration"))
    statement = draft.statements.get()
    client.post(address("save_statement", statement.public_id), {"version": 0, "text": "<b>DPMPTSP</b>"})
    for row in (group, regulation, statement):
        row.refresh_from_db()
    assert (group.people, group.units, group.unit_kind) == (2830, 12, "sekolah")
    assert (regulation.year, str(regulation)) == (2011, "Perda 18 2011")
    review = client.get(address("review", draft.public_id)).content.decode()
    assert "&lt;b&gt;DPMPTSP&lt;/b&gt;" in review
    assert "Guru kontrak" in review
    client.post(address("remove_regulation", regulation.public_id))
    client.post(address("remove_statement", statement.public_id))
    assert not draft.regulations.exists()
    assert not draft.statements.exists()


@pytest.mark.parametrize(("field", "typed"), [("units", "2147483648"), ("people", "12 persen")])
def test_a_group_has_limits_too(client, draft, field, typed):
    group = draft.groups.get(group="teachers")
    answer = client.post(address("save_group", group.public_id), {"field": field, "version": 0, field: typed})
    assert answer.status_code == 400


def test_a_section_of_another_kind_takes_no_paragraph(client, draft):
    assert client.post(address("add_statement", draft.public_id, "coverage")).status_code == 404


# ---- starting, submitting ---------------------------------------------------------------------------------------
def test_an_officer_begins_once(client_as):
    bekasi = a_region("32.75")
    round_ = round_of(bekasi)
    home = make_organisation(OrganisationKind.GOVERNMENT, region=bekasi, name="Pemerintah Kota Bekasi")
    person = officer_of(home)
    client = client_as(person)
    key = re.search(r'name="call" value="([^"]+)"', body(client.get(address("start"))))[1]
    assert client.post(address("start"), {"call": key}).status_code == 302
    nomination = Nomination.objects.get()
    assert (nomination.round, nomination.created_by) == (round_, person)
    again = client.post(address("start"), {"call": key})
    assert again.status_code == 409
    assert "sudah memiliki usulan" in body(again)
    assert client.post(address("start"), {"call": "x"}).status_code == 404


def test_an_approver_reads_asks_and_submits(client_as):
    nomination = make_nomination(figures=BEKASI)
    client = client_as(approver_of(nomination.organisation))
    page = body(client.get(address("review", nomination.public_id)))
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', page)[1]
    question = client.get(address("submit", nomination.public_id), {"digest": digest})
    assert "Ajukan usulan" in body(question)
    answer = client.post(address("submit", nomination.public_id), {"digest": digest}, follow=True)
    assert "telah diajukan" in body(answer)
    twice = client.post(address("submit", nomination.public_id), {"digest": digest}, follow=True)
    assert "sudah diajukan" in body(twice)


def test_a_refused_submission_stays_on_the_page_that_was_read(client_as):
    nomination = make_nomination(figures=BEKASI)
    url = address("submit", nomination.public_id)
    answer = client_as(approver_of(nomination.organisation)).post(url, {"digest": "0" * 64})
    assert answer.status_code == 409
    assert "diubah setelah Anda membukanya" in body(answer)
    drafter = client_as(nomination.created_by)
    assert drafter.post(url, {"digest": "0" * 64}).status_code == 409
    assert "Hanya penyetuju" in body(drafter.get(url))


def test_a_nominee_withdraws_with_a_ground(client_as):
    nomination = make_nomination(figures=BEKASI)
    client, url = client_as(nomination.created_by), address("withdraw", nomination.public_id)
    assert client.post(url, {"ground": " "}).status_code == 422
    assert client.post(url, {"ground": "Ganda."}, follow=True).status_code == 200


# ---- verifying --------------------------------------------------------------------------------------------------
def verifier(client_as, nomination):
    return client_as(make_person("province_secretariat", region=nomination.round.region))


def test_a_verifier_goes_from_figure_to_figure_and_finishes(client_as):
    nomination = make_nomination(State.SUBMITTED)
    client, public_id = verifier(client_as, nomination), nomination.public_id
    page = body(client.get(address("verify", public_id)))
    for words in ("Pekerja penerima upah", "886.113", "rekap.pdf"):
        assert words in page
    assert "menunggu putusan" in body(client.post(address("finish", public_id), follow=True))
    answer = client.post(address("judge", public_id, "formal"), {"version": 0, "verdict": "accepted"})
    assert answer["Location"].endswith("?item=informal")
    corrected = {"verdict": "corrected", "covered": "55.000", "total": "454.088", "reason": "other_source"}
    client.post(address("judge", public_id, "informal"), {"version": 0} | corrected)
    unproven = {"version": 0, "verdict": "not_proven", "reason": "no_evidence"}
    client.post(address("judge", public_id, "arrears_months"), unproven)
    done = body(client.post(address("finish", public_id), follow=True))
    for words in ("telah diverifikasi", "55.000 dari 454.088", "55.289 dari 454.088"):
        assert words in done


def test_a_refused_verdict_keeps_what_was_typed(client_as):
    nomination = make_nomination(State.SUBMITTED)
    client, url = verifier(client_as, nomination), address("judge", nomination.public_id, "formal")
    wrong = {"version": 0, "verdict": "corrected", "covered": "12 %", "total": "9", "note": "Lihat"}
    answer = client.post(url, wrong)
    assert answer.status_code == 422
    assert 'value="12 %"' in body(answer)
    assert "Lihat" in body(answer)
    answer = client.post(url, {"version": 0, "verdict": "corrected", "covered": "5", "total": "9"})
    assert "Pilih alasannya" in body(answer)
    actions.judge(nomination, "formal", verdict="accepted", version=0, by=verifier_of(nomination.round))
    answer = client.post(url, {"version": 0, "verdict": "not_proven", "reason": "no_evidence"})
    assert "telah memberi putusan" in body(answer)
    assert client.post(address("judge", nomination.public_id, "height"), {}).status_code == 404


def test_ineligible_and_absent_ask_for_their_ground(client_as):
    nomination = make_nomination(State.SUBMITTED)
    client = verifier(client_as, nomination)
    for page in ("verify", "finish", "declare_ineligible", "nomination", "files"):
        assert client.get(address(page, nomination.public_id)).status_code == 200, page
    url = address("declare_ineligible", nomination.public_id)
    assert client.post(url, {"ground": ""}).status_code == 422
    assert client.post(url, {"ground": "Bukan peserta."}).status_code == 302
    present = make_nomination(State.VERIFIED, round_=nomination.round)
    absence = reverse("assessment:absence", args=[present.public_id])
    assert client.get(absence).status_code == 200
    assert client.post(absence, {"reason": " "}).status_code == 409
    assert client.post(absence, {"reason": "Tidak datang."}).status_code == 302
    present.refresh_from_db()
    assert present.state == State.ABSENT


def test_the_queue_shows_what_waits_and_filters_in_the_address(client_as):
    waiting = make_nomination(State.SUBMITTED)
    done = make_nomination(State.VERIFIED, round_=waiting.round)
    client, url = verifier(client_as, waiting), address("verification_queue")
    page = body(client.get(url))
    assert waiting.name in page
    assert done.name not in page
    assert done.name in body(client.get(url, {"state": "verified"}))
    for odd in ({"state": "<x>"}, {"category": "none"}, {"after": "tampered"}, {"q": waiting.name[:9]}):
        assert client.get(url, odd).status_code == 200
    listed = body(client.get(address("list"), {"q": "Tidak Ada Daerah Ini"}))
    assert "Tidak ada usulan yang cocok" in listed


def test_what_a_stale_tab_did_not_touch_is_taken_from_the_stored_version(client, client_as, draft):
    figure = figure_of(draft)
    url, opened = (
        address("save_figure", figure.public_id),
        {"was-covered": "", "was-total": "", "was-source": ""},
    )
    client_as(officer_of(draft.organisation)).post(url, whole_form(covered="100", total="200", source="BPS"))
    answer = client.post(url, whole_form(covered="150", **opened))
    page = drawn_together(body(answer))
    assert answer.status_code == 409
    assert 'Anda ketik">150</td>' in page
    assert 'Anda ketik">–</td>' not in page  # the empty boxes were nobody's words
    form = dict(
        re.findall(
            r'name="((?:was-)?(?:covered|total|source|version))" value="([^"]*)"',
            page.partition(f'id="{figure.public_id}"')[2].partition("</form>")[0],
        )
    )
    assert (form["covered"], form["total"], form["source"], form["was-covered"]) == (
        "150",
        "200",
        "BPS",
        "100",
    )
    assert client.post(url, whole_form(**form)).status_code == 302
    figure.refresh_from_db()
    assert (figure.covered, figure.total, figure.source) == (150, 200, "BPS")
