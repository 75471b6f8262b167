"""The form in a real browser: saving while one types, two tabs, a cut line, and everything without script."""

import re

import pytest
from playwright.sync_api import Page, expect

from nominations.models import Nomination, State
from paritrana.lib import clock
from tests.factories.nominations import (
    BEKASI,
    a_region,
    approver_of,
    make_nomination,
    officer_of,
)
from tests.factories.people import make_person

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.needs("chromium"),
]


@pytest.fixture
def draft() -> Nomination:
    return make_nomination(region=a_region("32.75"))


def coverage(nomination: Nomination) -> str:
    return f"/usulan/{nomination.public_id}/bagian/coverage/"


def stored(nomination: Nomination, metric: str = "formal") -> tuple[int | None, int | None]:
    figure = nomination.figures.get(metric=metric)
    return figure.covered, figure.total


def segment(page: Page, name: str):
    return page.locator("form.segment", has=page.get_by_role("heading", name=name, exact=True))


def write(page: Page, name: str, label: str, words: str) -> None:
    field = segment(page, name).get_by_label(label, exact=True)
    field.fill(words)
    field.blur()


SAVED = "[data-autosave-words][data-state=saved]"


def test_figures_are_saved_while_one_types_and_the_share_is_computed(open_as, draft):
    page = open_as(draft.created_by, coverage(draft))
    write(page, "Pekerja penerima upah", "Terlindungi", "886113")
    write(page, "Pekerja penerima upah", "Jumlah pekerja", "929.199")
    formal = segment(page, "Pekerja penerima upah")
    expect(formal.locator("output")).to_have_text("95,36\N{NO-BREAK SPACE}%")
    expect(formal.get_by_label("Terlindungi")).to_have_value("886.113")
    page.wait_for_selector(SAVED)
    expect(page.locator("#rail")).to_contain_text("1 dari")
    assert stored(draft) == (886113, 929199)
    page.reload()
    expect(formal.locator("output")).to_have_text("95,36\N{NO-BREAK SPACE}%")


def test_what_is_no_count_is_said_beside_the_field_and_left_as_typed(open_as, draft):
    page = open_as(draft.created_by, coverage(draft))
    field = segment(page, "Pekerja penerima upah").get_by_label("Terlindungi")
    for typed, words in (
        ("95,36 %", "bukan persentase"),
        ("10.24", "Maksud Anda 1.024?"),
        ("1,5 juta", "1.500.000?"),
    ):
        write(page, "Pekerja penerima upah", "Terlindungi", typed)
        expect(segment(page, "Pekerja penerima upah").locator(".field-error")).to_contain_text(words)
        expect(field).to_have_value(typed)
        expect(field).to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="Pakai 1.500.000").click()
    page.wait_for_selector(SAVED)
    assert stored(draft) == (1_500_000, None)
    write(page, "Pekerja penerima upah", "Terlindungi", "10.240")
    page.wait_for_selector(SAVED)
    expect(segment(page, "Pekerja penerima upah").locator(".field-error")).to_have_count(0)
    assert stored(draft) == (10240, None)


def test_more_covered_than_there_are_asks_for_an_explanation_at_once(open_as, draft):
    page = open_as(draft.created_by, coverage(draft))
    write(page, "Pekerja penerima upah", "Terlindungi", "1509")
    write(page, "Pekerja penerima upah", "Jumlah pekerja", "1000")
    remark = segment(page, "Pekerja penerima upah").locator(".remark.warn")
    expect(remark).to_contain_text("1.509 dari 1.000 adalah 150,90")
    remark.get_by_label("Penjelasan").fill("Termasuk pekerja dari luar daerah.")
    remark.get_by_label("Penjelasan").blur()
    expect(page.locator("#rail")).to_contain_text("Penjelasan sudah ditulis")
    assert draft.figures.get(metric="formal").explanation == "Termasuk pekerja dari luar daerah."


def test_a_second_tab_sees_both_versions_and_decides(open_as, draft):
    colleague = officer_of(draft.organisation)
    mine, theirs = open_as(draft.created_by, coverage(draft)), open_as(colleague, coverage(draft))
    write(theirs, "Pekerja penerima upah", "Terlindungi", "100")
    theirs.wait_for_selector(SAVED)
    write(mine, "Pekerja penerima upah", "Terlindungi", "150")
    clash = mine.locator("form.segment .choice", has_text=colleague.name)
    expect(clash).to_contain_text("Tersimpan: 100")
    expect(clash).to_contain_text("Anda ketik: 150")
    expect(segment(mine, "Pekerja penerima upah").get_by_label("Terlindungi")).to_have_value("150")
    assert stored(draft)[0] == 100
    mine.get_by_role("button", name="Simpan isian saya").click()
    mine.wait_for_selector(SAVED)
    assert stored(draft)[0] == 150
    write(theirs, "Pekerja penerima upah", "Terlindungi", "170")
    theirs.get_by_role("button", name="Pertahankan yang tersimpan").click()
    expect(segment(theirs, "Pekerja penerima upah").get_by_label("Terlindungi")).to_have_value("150")
    assert stored(draft)[0] == 150


def test_two_people_in_two_fields_of_one_entry_never_meet(open_as, draft):
    colleague = officer_of(draft.organisation)
    mine, theirs = open_as(draft.created_by, coverage(draft)), open_as(colleague, coverage(draft))
    write(theirs, "Pekerja penerima upah", "Jumlah pekerja", "200")
    theirs.wait_for_selector(SAVED)
    write(mine, "Pekerja penerima upah", "Terlindungi", "150")
    mine.wait_for_selector(SAVED)
    expect(mine.locator(".choice")).to_have_count(0)
    assert stored(draft) == (150, 200)


def test_an_ended_session_loses_nothing_typed_and_nobody_else_gets_it(open_as, draft):
    page = open_as(draft.created_by, coverage(draft))
    kept = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    write(page, "Pekerja penerima upah", "Terlindungi", "886113")
    expect(page.locator("[data-autosave-words]")).to_contain_text(re.compile("Sesi Anda .*1 isian"))
    colleague = open_as(officer_of(draft.organisation), "/").context.cookies()
    page.context.add_cookies([cookie for cookie in colleague if cookie["name"] == "sessionid"])
    page.goto(coverage(draft))
    expect(segment(page, "Pekerja penerima upah").get_by_label("Terlindungi")).to_have_value("")
    page.context.add_cookies([cookie for cookie in kept if cookie["name"] == "sessionid"])
    page.goto(coverage(draft))
    page.wait_for_selector(SAVED)
    expect(segment(page, "Pekerja penerima upah").get_by_label("Terlindungi")).to_have_value("886113")
    assert stored(draft)[0] == 886113


def test_a_cut_line_keeps_what_was_typed_until_it_is_back(open_as, draft):
    page = open_as(draft.created_by, coverage(draft))
    page.context.set_offline(True)
    write(page, "Pekerja penerima upah", "Terlindungi", "886113")
    expect(page.locator("[data-autosave-words]")).to_contain_text("Belum tersambung")
    assert stored(draft) == (None, None)
    page.context.set_offline(False)
    page.wait_for_selector(SAVED)
    assert stored(draft)[0] == 886113


def test_without_script_an_officer_files_and_an_approver_submits(open_as, draft):
    page = open_as(draft.created_by, coverage(draft), java_script_enabled=False)
    page.goto(coverage(draft))
    formal = segment(page, "Pekerja penerima upah")
    formal.get_by_label("Terlindungi").fill("886 113")
    formal.get_by_label("Jumlah pekerja").fill("929.199")
    formal.get_by_role("button", name="Simpan").click()
    assert stored(draft) == (886113, 929199)

    whole = make_nomination(region=a_region("32.73"), figures=BEKASI)
    page = open_as(approver_of(whole.organisation), f"/usulan/{whole.public_id}/", java_script_enabled=False)
    page.get_by_role("link", name="Periksa usulan").click()
    page.get_by_role("link", name="Ajukan usulan").click()
    page.get_by_role("button", name="Ajukan", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("telah diajukan")
    whole.refresh_from_db()
    assert whole.state == State.SUBMITTED


def test_an_approver_submits_in_a_dialog_and_a_verifier_judges(open_as):
    nomination = make_nomination(region=a_region("32.73"), figures=BEKASI)
    page = open_as(approver_of(nomination.organisation), f"/usulan/{nomination.public_id}/periksa/")
    page.get_by_role("link", name="Ajukan usulan").click()
    page.get_by_role("dialog").get_by_role("button", name="Ajukan", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("telah diajukan")

    nomination.round.stages.filter(code="verification").update(opens_at=clock.now())
    secretariat = make_person("province_secretariat", region=nomination.round.region)
    desk = open_as(secretariat, f"/usulan/{nomination.public_id}/verifikasi/")
    desk.get_by_label("Diterima").check()
    desk.get_by_role("button", name="Simpan putusan").click()
    expect(desk.get_by_role("heading", level=2)).to_have_text("Pekerja bukan penerima upah")
    expect(desk.get_by_label("Terverifikasi: terlindungi")).to_be_hidden()
    desk.get_by_label("Dikoreksi").check()
    desk.get_by_label("Terverifikasi: terlindungi").fill("55.000")
    desk.get_by_label("Terverifikasi: jumlah pekerja").fill("454.088")
    desk.get_by_label("Alasan").select_option("other_source")
    desk.get_by_role("button", name="Simpan putusan").click()
    expect(desk.get_by_role("heading", level=2)).to_have_text("Bulan tunggakan iuran")
    desk.get_by_label("Diterima").check()
    desk.get_by_role("button", name="Simpan putusan").click()
    desk.get_by_role("link", name="Selesaikan verifikasi").click()
    desk.get_by_role("button", name="Selesaikan verifikasi").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("telah diverifikasi")
    nomination.refresh_from_db()
    assert nomination.state == State.VERIFIED
