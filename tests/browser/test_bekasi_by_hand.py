"""Kota Bekasi's dossier of 2020, typed by hand from its data: the line cut in between, a second person, the receipt."""

import json
from typing import Any

import pypdfium2
import pytest
from django.conf import settings
from playwright.sync_api import Locator, Page, expect

from nominations.models import Nomination, State
from paritrana.accounts.models import OrganisationKind
from paritrana.documents import rendering, store
from paritrana.documents.models import ReportRun
from tests.factories.nominations import a_region, approver_of, make_nomination, officer_of, round_of
from tests.factories.people import make_organisation
from tests.factories.uploads import pdf

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.needs("chromium"),
]

CUT_OFF, SOURCE = "2025-11-30", "BPJS Ketenagakerjaan"


@pytest.fixture
def dossier() -> dict[str, Any]:
    cases = json.loads((settings.BASE_DIR / "paritrana/data/submissions_cases.json").read_text())["cases"]
    return next(case for case in cases if case["case_id"] == "bekasi-2020")


def answer(page: Page, question: str, words: object) -> None:
    """Answers a question of the form; its label says besides whether it is required."""
    write(page.locator("form.asked").filter(has_text=question), question, words, exact=False)


def write(form: Locator, label: str, words: object, *, exact: bool = True) -> None:
    """Types into a field, leaves it, and waits for the answer to its being saved."""
    field = form.get_by_label(label, exact=exact)
    with form.page.expect_response(lambda answer: answer.request.method == "POST") as saved:
        field.fill(str(words))
        field.blur()
    assert saved.value.status == 200, (label, words, saved.value.text())


def go_on(page: Page) -> None:
    """The one primary button at the foot of a section."""
    page.locator(".page-foot-actions .btn-primary").click()


def segment(page: Page, place: int) -> Locator:
    return page.locator("form.segment").nth(place)


def test_the_dossier_of_bekasi_is_filed_by_hand(open_as, dossier):
    region = a_region("32.75")
    round_of(region)
    home = make_organisation(OrganisationKind.GOVERNMENT, region=region, name="Pemerintah Kota Bekasi")
    page = open_as(officer_of(home))
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Pendaftaran terbuka bagi Pemerintah Kota Bekasi"
    )
    page.get_by_role("link", name="Mulai usulan").click()
    page.get_by_role("button", name="Mulai usulan").first.click()
    expect(page.get_by_role("heading", name="Kalender putaran")).to_be_visible()
    nomination = Nomination.objects.get()

    attach(page, nomination)
    page.goto(f"/usulan/{nomination.public_id}/bagian/profile/")
    profile = dossier["region_profile"]
    answer(
        page,
        "Kecamatan",
        f"{profile['kecamatan']} kecamatan, {profile['kelurahan']} kelurahan",
    )
    answer(page, "Angkatan kerja", f"sekitar {profile['labour_force_approx']}")
    go_on(page)
    figures(page, dossier)
    go_on(page)
    groups_over_a_cut_line(page, dossier)
    go_on(page)
    regulations(page, dossier)
    go_on(page)
    go_on(page)  # the press gives no sums of money
    paragraphs(page, [entry["text"] for entry in dossier["integrations"]])
    go_on(page)
    paragraphs(page, [entry["text"] for entry in dossier["programmes"]])
    go_on(page)
    answer(page, "Jabatan yang dihubungi", "Kepala Dinas Tenaga Kerja")
    go_on(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Semua yang wajib sudah ada")
    expect(page.locator("main")).to_contain_text("Hanya penyetuju instansi ini yang mengajukan usulannya")

    as_typed(nomination, dossier)
    submit(open_as(approver_of(home)), nomination)
    receipt(nomination, dossier)


def attach(page: Page, nomination: Nomination) -> None:
    page.goto(f"/usulan/{nomination.public_id}/berkas/")
    recap = {"name": "rekap.pdf", "mimeType": "application/pdf", "buffer": pdf(2)}
    page.locator("main input[type=file]").first.set_input_files(recap)
    expect(page.locator("[data-files] tbody tr")).to_have_count(1)


def figures(page: Page, dossier: dict[str, Any]) -> None:
    for place, entry in enumerate(dossier["coverage"]):
        form = segment(page, place)
        write(form, "Terlindungi", entry["covered"])
        write(form, "Jumlah pekerja", entry["total"])
        share = str(entry["computed_percent"]).replace(".", ",")
        expect(form.locator("output")).to_have_text(f"{share}\N{NO-BREAK SPACE}%")
        write(form, "Tanggal batas data", CUT_OFF)
        write(form, "Sumber", SOURCE)
        cite(page, form)
    arrears = page.locator("form.segment", has=page.get_by_role("heading", name="Bulan tunggakan iuran"))
    write(arrears, "Bulan", 0)
    write(arrears, "Tanggal batas data", CUT_OFF)
    write(arrears, "Sumber", SOURCE)


def cite(page: Page, form: Locator) -> None:
    form.get_by_role("link", name="Tunjuk berkas dan halaman").click()
    page.locator("select[name=file]").select_option(label="rekap.pdf")
    page.locator("input[name=page]").fill("2")
    page.get_by_role("button", name="Simpan berkas dan halaman").click()
    expect(form.get_by_role("link", name="rekap.pdf")).to_be_visible()


def groups_over_a_cut_line(page: Page, dossier: dict[str, Any]) -> None:
    """The second group is typed while the line is cut: not for a real minute, but until the page has said so for all of
    its fields. They wait in this browser and are saved when the line is back."""
    for place, entry in enumerate(dossier["groups"]):
        form = group(page, entry["group"])
        typed = {"Orang": entry["count"], "Jumlah unit": entry["units"], "Jenis unit": entry["unit_kind"]}
        typed = {label: words for label, words in typed.items() if words} | {"Catatan": entry["note"] or "-"}
        if place != 1:
            for label, words in typed.items():
                write(form, label, words)
            continue
        page.context.set_offline(True)
        for label, words in typed.items():
            form.get_by_label(label, exact=True).fill(str(words))
            form.get_by_label(label, exact=True).blur()
        expect(page.locator("[data-autosave-words]")).to_contain_text(f"{len(typed)} isian")
        stored = Nomination.objects.get().groups.get(group=entry["group"])
        assert stored.is_blank
        page.context.set_offline(False)
        expect(page.locator("[data-autosave-words]")).to_have_attribute("data-state", "saved")


def group(page: Page, code: str) -> Locator:
    """The form of a group, unfolded."""
    entry = Nomination.objects.get().groups.get(group=code)
    folded = page.locator(f"details[id='{entry.public_id}']")
    folded.locator("summary").first.click()
    return folded.locator("form[data-autosave]")


def regulations(page: Page, dossier: dict[str, Any]) -> None:
    for place, entry in enumerate(dossier["regulations"]):
        page.get_by_role("button", name="Tambah regulasi").click()
        form = page.locator(".segment > form[data-autosave]").nth(place)
        for label, name in (
            ("Jenis", "type"),
            ("Nomor", "number"),
            ("Tahun", "year"),
            ("Tentang", "subject"),
        ):
            if entry[name]:
                write(form, label, entry[name])


def paragraphs(page: Page, texts: list[str]) -> None:
    for place, text in enumerate(texts):
        page.get_by_role("button", name="Tambah uraian").click()
        write(page.locator(".segment > form[data-autosave]").nth(place), "Uraian", text)


def as_typed(nomination: Nomination, dossier: dict[str, Any]) -> None:
    """What the portal holds is what the dossier says, to the last figure."""
    for entry in dossier["coverage"]:
        figure = nomination.figures.get(metric=entry["segment"])
        assert (figure.covered, figure.total) == (entry["covered"], entry["total"])
    for entry in dossier["groups"]:
        kept = nomination.groups.get(group=entry["group"])
        assert (kept.people, kept.units) == (entry["count"], entry["units"])
    filed = set(nomination.regulations.values_list("kind", "number", "year"))
    assert filed == {(entry["type"], entry["number"], entry["year"]) for entry in dossier["regulations"]}
    texts = {entry["text"] for entry in (*dossier["integrations"], *dossier["programmes"])}
    assert set(nomination.statements.values_list("text", flat=True)) == texts


def submit(page: Page, nomination: Nomination) -> None:
    """The second person reads everything, and submits."""
    page.get_by_role("link", name="Periksa usulan").click()
    expect(page.locator("main")).to_contain_text("886.113")
    page.get_by_role("link", name="Ajukan usulan").click()
    page.get_by_role("dialog").get_by_role("button", name="Ajukan", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Usulan Kota Bekasi telah diajukan")
    nomination.refresh_from_db()
    assert nomination.state == State.SUBMITTED


def receipt(nomination: Nomination, dossier: dict[str, Any]) -> None:
    run = ReportRun.objects.get()
    rendering.render(run.pk)  # as the worker does
    run.refresh_from_db()
    paper = pypdfium2.PdfDocument(store.path_of(run.document.sha256))
    words = " ".join("".join(sheet.get_textpage().get_text_bounded() for sheet in paper).split())
    for text in ("886.113", "55.289", "12,18", nomination.digest[:32], "Sekretaris Daerah"):
        assert text in words


def test_the_same_pages_in_english(open_as):
    draft = make_nomination(region=a_region("32.75"))
    page = open_as(draft.created_by, language="en")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Registration closes in")
    page.get_by_role("link", name="Continue section Coverage").click()
    form = segment(page, 0)
    form.get_by_label("Covered", exact=True).fill("95.36 %")
    form.get_by_label("Covered", exact=True).blur()
    expect(form.locator(".field-error")).to_contain_text("percentage")
    write(form, "Covered", "886,113")
    write(form, "All workers", "929,199")
    expect(form.locator("output")).to_have_text("95.36%")
    write(form, "Cut-off date", CUT_OFF)
    write(form, "Source", SOURCE)
    go_on(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Protected groups")
    page.goto(f"/usulan/{draft.public_id}/periksa/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("required entries are missing")
    expect(page.locator("main")).to_contain_text("886,113 of 929,199")
    expect(page.get_by_role("button", name="Submit the nomination")).to_be_disabled()
