"""A recap of its round: brought once, loaded whole or not at all, matched, and compared with the claims."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from nominations import actions
from nominations.actions import recap as recaps
from nominations.actions import recap_work
from nominations.actions.recap_names import match_by_hand
from nominations.actions.recap_work import LEASE, PAUSE
from nominations.models import Answer, Finding, Recap, RecapCount, RecapName, RecapState, State
from nominations.recap.comparing import gaps_of
from nominations.recap.matching import Matcher
from paritrana.accounts.queries import actor_of
from paritrana.documents.models import Document, DocumentState
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from tests.factories.nominations import a_region, judge_all, make_nomination, verifier_of
from tests.factories.people import make_organisation, make_person
from tests.factories.programme import make_round

pytestmark = pytest.mark.django_db

HEAD = "kode_wilayah,npp,npwp,nama,segmen,periode,peserta,jumlah\n"
BEKASI = "32.75,,,,PU,2025-12,870000,929199\n32.75,,,,BPU,2025-12,61000,470000\n"
DAY = date(2025, 12, 31)


@pytest.fixture
def nomination():
    return make_nomination(State.SUBMITTED, region=a_region("32.75"))


@pytest.fixture
def by(nomination):
    return verifier_of(nomination.round)


def bring(round_, by, rows: str, name: str = "rekap.csv") -> Recap:
    recap = recaps.bring(round_, upload=SimpleUploadedFile(name, (HEAD + rows).encode()), as_of=DAY, by=by)
    recap_work.work_on(recap.pk)
    recap.refresh_from_db()
    return recap


def load(recap, by) -> Recap:
    recaps.load(recap, by=by)
    recap_work.work_on(recap.pk)
    recap.refresh_from_db()
    return recap


def test_bekasi_against_a_recap_gives_its_differences_as_questions(nomination, by):
    """Three counts differ (members of both segments, and all non-wage earners), in two figures; one question for each."""
    recap = load(bring(nomination.round, by, BEKASI), by)
    gaps = gaps_of(recap)
    assert [(gap.metric, gap.claimed, gap.recap) for gap in gaps] == [
        ("informal", (55289, 454088), (61000, 470000)),
        ("formal", (886113, 929199), (870000, 929199)),
    ] or {gap.metric for gap in gaps} == {"formal", "informal"}
    different = [
        (gap.metric, side)
        for gap in gaps
        for side, one, other in zip(("covered", "total"), gap.claimed, gap.recap, strict=True)
        if one != other
    ]
    assert sorted(different) == [("formal", "covered"), ("informal", "covered"), ("informal", "total")]
    asked = {finding.item: finding for finding in Finding.objects.filter(nomination=nomination)}
    assert set(asked) == {"formal", "informal"}
    words = asked["formal"].lines.get().text
    assert "886.113 dari 929.199" in words
    assert "870.000 dari 929.199" in words
    assert asked["formal"].origin == "recap"


def test_a_difference_below_the_limit_asks_nothing(nomination, by):
    recap = load(bring(nomination.round, by, "32.75,,,,PU,2025-12,886000,929199\n"), by)
    assert gaps_of(recap) == []
    assert not Finding.objects.exists()


def test_nothing_of_a_faulty_recap_is_loaded(nomination, by):
    recap = bring(nomination.round, by, BEKASI + "32.75,,,,PU,2024-12,1,2\n")
    assert (recap.state, recap.fault_count, recap.rows) == (RecapState.FAULTY, 1, 2)
    with pytest.raises(Refused, match="tidak mungkin"):
        recaps.load(recap, by=by)
    assert not RecapCount.objects.exists()


def broken(*_args, **_options):
    raise OSError("disk")


def attempt(recap) -> Recap:
    """One more attempt, once the pause after the last is over."""
    Recap.objects.filter(pk=recap.pk, busy_until__isnull=False).update(busy_until=clock.now() - PAUSE)
    recap_work.work_on(recap.pk)
    recap.refresh_from_db()
    return recap


def test_a_load_that_breaks_leaves_nothing(nomination, by, monkeypatch):
    recap = bring(nomination.round, by, BEKASI)
    recaps.load(recap, by=by)
    with monkeypatch.context() as fault:
        fault.setattr(recap_work, "ask_about", broken)
        recap_work.work_on(recap.pk)
    assert not RecapCount.objects.exists()
    assert not recap_work.waiting().exists()  # a pause, then the sweeper hands it out again
    assert attempt(recap).state == RecapState.LOADED
    attempt(recap)  # and twice does no harm
    assert RecapCount.objects.count() == 2


def test_work_that_breaks_off_three_times_has_failed_and_the_file_may_come_again(
    nomination, by, monkeypatch, client_as
):
    with monkeypatch.context() as fault:
        fault.setattr(recap_work, "read", broken)
        recap = bring(nomination.round, by, BEKASI)
        assert (recap.state, recap.attempts) == (RecapState.CHECKING, 1)
        assert [attempt(recap).state for _more in range(2)] == [RecapState.CHECKING, RecapState.FAILED]
    assert not recap_work.waiting().exists()
    client = client_as(make_person("province_secretariat", region=nomination.round.region))
    page = client.get(reverse("nominations:recap", args=[recap.public_id])).content.decode()
    assert "tidak ada yang dimuat" in page
    again = load(bring(nomination.round, by, BEKASI), by)
    assert (again.number, again.state) == (2, RecapState.LOADED)


def test_a_worker_that_was_overtaken_leaves_the_lease_of_the_next_alone(nomination, by, monkeypatch):
    """The first hangs until its lease is over; another takes the row; then the first breaks off."""
    recap = recaps.bring(
        nomination.round, upload=SimpleUploadedFile("rekap.csv", (HEAD + BEKASI).encode()), as_of=DAY, by=by
    )

    def overtaken(*_args, **_options):
        Recap.objects.filter(pk=recap.pk).update(busy_until=clock.now() - PAUSE)
        assert recap_work._take(recap.pk).attempts == 2
        raise OSError("disk")

    with monkeypatch.context() as fault:
        fault.setattr(recap_work, "read", overtaken)
        recap_work.work_on(recap.pk)
    recap.refresh_from_db()
    assert (recap.state, recap.attempts) == (RecapState.CHECKING, 2)
    assert recap.busy_until > clock.now() + LEASE / 2


def test_workers_that_die_three_times_are_no_reason_to_go_on(nomination, by):
    recap = recaps.bring(
        nomination.round, upload=SimpleUploadedFile("rekap.csv", (HEAD + BEKASI).encode()), as_of=DAY, by=by
    )
    Recap.objects.filter(pk=recap.pk).update(attempts=recap_work.ATTEMPTS)
    assert attempt(recap).state == RecapState.FAILED


def test_the_same_file_comes_once_and_a_newer_one_is_the_next_version(nomination, by):
    first = load(bring(nomination.round, by, BEKASI), by)
    with pytest.raises(Refused, match="versi 1"):
        bring(nomination.round, by, BEKASI, "nama-lain.csv")
    second = bring(nomination.round, by, BEKASI.replace("870000", "880000"))
    assert (first.number, second.number) == (1, 2)


def test_a_newer_recap_after_verification_changes_nothing_by_itself(nomination, by):
    judge_all(nomination, by)
    nomination = actions.verify(nomination, by=by)
    recap = load(bring(nomination.round, by, BEKASI), by)
    assert {gap.metric for gap in gaps_of(recap)} == {"formal", "informal"}  # shown
    assert not Finding.objects.exists()  # not asked
    assert nomination.verifications.get(metric="formal").covered == 886113


def test_names_are_matched_by_code_name_and_by_hand_once(nomination, by):
    rows = ",,,KOTA BEKASI,PU,2025-12,870000,929199\n,,,Bekasi,BPU,2025-12,61000,470000\n"
    recap = load(bring(nomination.round, by, rows), by)
    by_name, shared = recap.counts.order_by("row")
    assert by_name.region.code == "32.75"
    assert shared.region is None  # Kota and Kabupaten share the bare name
    assert match_by_hand(shared, region=nomination.region, by=by) == 1
    assert RecapName.objects.get().key == "name:bekasi"
    assert Finding.objects.filter(item="informal").exists()  # compared at once
    later = load(bring(nomination.round, by, ",,,BEKASI,BPU,2025-11,60000,470000\n"), by)
    assert later.counts.get().region == nomination.region
    with pytest.raises(Refused, match="salah satu"):
        match_by_hand(shared, by=by)


def test_a_stranger_neither_brings_nor_sees(nomination, by, client_as):
    recap = bring(nomination.round, by, BEKASI)
    other = actor_of(make_person("province_secretariat", region=a_region("33")))
    with pytest.raises(Refused, match="Hanya sekretariat"):
        bring(nomination.round, other, BEKASI)
    page = reverse("nominations:recap", args=[recap.public_id])
    assert client_as(nomination.created_by).get(page).status_code == 404


def test_the_pages(nomination, by, client_as):
    client = client_as(make_person("province_secretariat", region=nomination.round.region))
    file = SimpleUploadedFile("rekap.csv", (HEAD + BEKASI + ",,,Entah,PU,2025-12,1,2\n").encode())
    asked = {"round": nomination.round.public_id, "as_of": "2025-12-31", "upload": file}
    page = client.post(reverse("nominations:recaps"), asked)["Location"]
    recap = Recap.objects.get()
    recap_work.work_on(recap.pk)
    assert "3 baris tanpa kesalahan" in client.get(page).content.decode()
    client.post(reverse("nominations:load_recap", args=[recap.public_id]))
    recap_work.work_on(recap.pk)
    shown = client.get(page).content.decode()
    for words in ("2 selisih dari klaim", "Entah", "886.113", "Padankan"):
        assert words in shown
    row = recap.counts.get(name="Entah")
    match = reverse("nominations:match_recap", args=[recap.public_id, row.pk])
    assert client.post(match, {"name": "Bekasi"}).status_code == 422
    client.post(match, {"name": "Kabupaten Bekasi"})
    row.refresh_from_db()
    assert row.region.name == "Kabupaten Bekasi"
    assert "rekap.csv" in client.get(reverse("nominations:recaps")).content.decode()


def test_a_workbook_is_checked_and_loaded_from_the_archive(nomination, by):
    """The archive keeps files by their digest, without an ending."""
    book, written = openpyxl.Workbook(), BytesIO()
    for row in (HEAD + BEKASI).split():
        book.active.append([cell or None for cell in row.split(",")])
    book.save(written)
    recap = recaps.bring(
        nomination.round, upload=SimpleUploadedFile("rekap.xlsx", written.getvalue()), as_of=DAY, by=by
    )
    recap_work.work_on(recap.pk)
    recap.refresh_from_db()
    assert (recap.state, recap.rows) == (RecapState.READY, 2)
    assert set(load(recap, by).counts.values_list("covered", flat=True)) == {870000, 61000}


def test_a_file_is_read_only_after_the_portal_has_looked_into_it(nomination, by):
    recap = recaps.bring(
        nomination.round, upload=SimpleUploadedFile("rekap.csv", (HEAD + BEKASI).encode()), as_of=DAY, by=by
    )
    found = {DocumentState.RECEIVED: (RecapState.CHECKING, 0), DocumentState.REFUSED: (RecapState.FAULTY, 1)}
    for state, expected in found.items():
        refusal = {"code": "virus", "params": {"name": "X"}} if state == DocumentState.REFUSED else {}
        Document.objects.filter(pk=recap.document_id).update(state=state, refusal=refusal)
        recap_work.work_on(recap.pk)
        recap.refresh_from_db()
        assert (recap.state, recap.fault_count) == expected


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("32.75,,,Kab. Bekasi,PU,2025-12,4,9\n", ("code_and_name", 2, "nama")),  # the code of the city
        (BEKASI + ",,,Pemkot Bekasi,PU,2025-12,4,9\n", ("twice", 4, "")),
        (",,,Toli-Toli,PU,2025-12,4,9\n,,,TOLITOLI,PU,2025-12,4,9\n", ("twice", 3, "")),  # of no region here
    ],
)
def test_code_and_name_must_mean_one_region_and_count_it_once(nomination, by, rows, fault):
    recap = bring(nomination.round, by, rows)
    found = [(one["code"], one["row"], one["column"]) for one in recap.faults]
    assert found == [fault]


@pytest.mark.parametrize(
    ("province", "name", "code"),
    [
        ("32", "Kab. Bekasi", "32.16"),
        ("32", "KABUPATEN  BEKASI", "32.16"),
        ("32", "Pemerintah Kota Bekasi", "32.75"),
        ("32", "Bekasi", None),
        ("32", "Kota Bekasih", None),
        ("32", "Kota Semarang", None),  # of another province
        ("31", "Kota Adm. Jakarta Pusat", "31.71"),
        ("31", "Kab.Adm.Kep. Seribu", "31.01"),
        ("12", "Pematang Siantar", "12.72"),
        ("33", "Solo", "33.72"),
        ("91", "Prov. Papua", "91"),
    ],
)
def test_names_as_lists_from_outside_write_them(province, name, code):
    round_ = make_round(region=a_region(province))
    count = RecapCount(name=name)
    Matcher(round_).match([count])
    assert (count.region and count.region.code) == code


def test_firms_are_matched_by_the_numbers_they_gave_unless_two_gave_the_same(nomination):
    """Whoever gave the numbers: who may nominate what plays no part here."""
    given = {"32.16": ("JJ1", ""), "32.71": ("JJ1", ""), "32.73": ("JJ3", "12.345.678.9-012.345")}
    for code, (npp, npwp) in given.items():
        claim = make_nomination(round_=nomination.round, region=a_region(code))
        saved = {"saved_at": claim.created_at, "saved_by": claim.created_by}
        for question, text in (("npp", npp), ("npwp", npwp)):
            Answer.objects.update_or_create(
                nomination=claim, question=question, defaults={"text": text, **saved}
            )
    numbered, named = (
        claim.organisation,
        make_organisation("business", region=nomination.region, name="PT Contoh"),
    )
    counts = [
        RecapCount(npp="JJ1"),
        RecapCount(npp="JJ3", name="lain"),
        RecapCount(npwp="0123456789012345"),
        RecapCount(name="pt contoh"),
    ]
    Matcher(nomination.round).match(counts)
    assert [count.organisation for count in counts] == [None, numbered, numbered, named]


def test_a_row_matched_by_hand_does_not_add_to_one_that_counts_the_same(nomination, by):
    recap = load(bring(nomination.round, by, BEKASI + ",,,Bks,PU,2025-12,4,9\n"), by)
    row = recap.counts.get(name="Bks")
    with pytest.raises(Refused, match="Baris 2 sudah memuat Kota Bekasi"):
        match_by_hand(row, region=nomination.region, by=by)
    assert match_by_hand(row, region=a_region("32.16"), by=by) == 1
