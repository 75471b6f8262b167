"""Kota Bekasi's dossier of 2020, typed by hand from its data in each language: the line cut for a minute in between, a
second person, the receipt."""

import json
from dataclasses import dataclass
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
MINUTE = 60_000
"""Milliseconds the line is cut for, on the page's own clock."""

INDONESIAN = {
    "Registration is open for": "Pendaftaran terbuka bagi",
    "Begin the nomination": "Mulai usulan",
    "Calendar of the round": "Kalender putaran",
    "Districts": "Kecamatan",
    "Labour force": "Angkatan kerja",
    "Covered": "Terlindungi",
    "All workers": "Jumlah pekerja",
    "Cut-off date": "Tanggal batas data",
    "Source": "Sumber",
    "Months of contributions in arrears": "Bulan tunggakan iuran",
    "Months": "Bulan",
    "Point to file and page": "Tunjuk berkas dan halaman",
    "Keep file and page": "Simpan berkas dan halaman",
    "People": "Orang",
    "Number of units": "Jumlah unit",
    "Kind of unit": "Jenis unit",
    "Note": "Catatan",
    "3 entries are kept on this device": "3 isian disimpan di perangkat ini",
    "Add a regulation": "Tambah regulasi",
    "Kind": "Jenis",
    "Number": "Nomor",
    "Year": "Tahun",
    "Subject": "Tentang",
    "Add a paragraph": "Tambah uraian",
    "Paragraph": "Uraian",
    "Office to contact": "Jabatan yang dihubungi",
    "Everything required is there": "Semua yang wajib sudah ada",
    "Only an approver of this organisation": "Hanya penyetuju instansi ini",
    "Check the nomination": "Periksa usulan",
    "Submit the nomination": "Ajukan usulan",
    "Submit": "Ajukan",
    "The nomination of Kota Bekasi has been submitted": "Usulan Kota Bekasi telah diajukan",
    "886,113": "886.113",
    "55,289": "55.289",
    "12.18": "12,18",
    "95.36%": "95,36\N{NO-BREAK SPACE}%",
    "12.18%": "12,18\N{NO-BREAK SPACE}%",
}


@dataclass(frozen=True)
class Hand:
    """Whoever types: their page, and the language in which it speaks."""

    page: Page
    language: str

    def said(self, english: str) -> str:
        """The words of the page for these English ones."""
        return INDONESIAN[english] if self.language == "id" else english

    def write(self, form: Locator, **given: object) -> None:
        """Types into the fields {label: words}, leaves each, and waits until the page says that all is saved."""
        self.type(form, **given)
        expect(self.page.locator("[data-autosave-words]")).to_have_attribute("data-state", "saved")

    def type(self, form: Locator, **given: object) -> None:
        """Types into the fields and leaves each."""
        for label, words in given.items():
            field = form.get_by_label(self.said(label), exact=True)
            field.fill(str(words))
            field.blur()

    def answer(self, question: str, words: object) -> None:
        """Answers a question of the form; its label says besides whether it is required."""
        asked = self.said(question)
        field = self.page.locator("form.asked").filter(has_text=asked).get_by_label(asked)
        field.fill(str(words))
        field.blur()
        expect(self.page.locator("[data-autosave-words]")).to_have_attribute("data-state", "saved")

    def add(self, button: str, place: int) -> Locator:
        """Presses the button that adds a row; gives the form of the new one."""
        self.page.get_by_role("button", name=self.said(button)).click()
        return self.page.locator(".segment > form[data-autosave]").nth(place)

    def go_on(self, section: str) -> None:
        """The one primary button at the foot of a section; waits for the next."""
        self.page.locator(".page-foot-actions .btn-primary").click()
        self.page.wait_for_url(f"**/{section}/")


@pytest.fixture
def dossier() -> dict[str, Any]:
    cases = json.loads((settings.BASE_DIR / "paritrana/data/submissions_cases.json").read_text())["cases"]
    return next(case for case in cases if case["case_id"] == "bekasi-2020")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_dossier_of_bekasi_is_filed_by_hand(open_as, dossier, language):
    region = a_region("32.75")
    round_of(region)
    home = make_organisation(OrganisationKind.GOVERNMENT, region=region, name="Pemerintah Kota Bekasi")
    hand = Hand(open_as(officer_of(home), language=language), language)
    nomination = begin(hand)
    attach(hand, nomination)
    profile(hand, nomination, dossier)
    hand.go_on("coverage")
    figures(hand, dossier)
    hand.go_on("groups")
    groups_over_a_cut_line(hand, nomination, dossier)
    hand.go_on("regulations")
    regulations(hand, dossier)
    hand.go_on("money")  # the press gives no sums of it
    hand.go_on("integration")
    paragraphs(hand, dossier["integrations"])
    hand.go_on("innovation")
    paragraphs(hand, dossier["programmes"])
    hand.go_on("contact")
    hand.answer("Office to contact", "Kepala Dinas Tenaga Kerja")
    hand.go_on("periksa")
    page = hand.page
    expect(page.get_by_role("heading", level=1)).to_have_text(hand.said("Everything required is there"))
    expect(page.locator("main")).to_contain_text(hand.said("Only an approver of this organisation"))

    as_typed(nomination, dossier)
    second = Hand(open_as(approver_of(home), language=language), language)
    submit(second, nomination)
    receipt(second, nomination)


def begin(hand: Hand) -> Nomination:
    page = hand.page
    invited = f"{hand.said('Registration is open for')} Pemerintah Kota Bekasi"
    expect(page.get_by_role("heading", level=1)).to_have_text(invited)
    page.get_by_role("link", name=hand.said("Begin the nomination")).click()
    page.get_by_role("button", name=hand.said("Begin the nomination")).first.click()
    expect(page.get_by_role("heading", name=hand.said("Calendar of the round"))).to_be_visible()
    return Nomination.objects.get()


def attach(hand: Hand, nomination: Nomination) -> None:
    hand.page.goto(f"/usulan/{nomination.public_id}/berkas/")
    recap = {"name": "rekap.pdf", "mimeType": "application/pdf", "buffer": pdf(2)}
    hand.page.locator("main input[type=file]").first.set_input_files(recap)
    expect(hand.page.locator("[data-files] tbody tr")).to_have_count(1)


def profile(hand: Hand, nomination: Nomination, dossier: dict[str, Any]) -> None:
    hand.page.goto(f"/usulan/{nomination.public_id}/bagian/profile/")
    known = dossier["region_profile"]
    hand.answer("Districts", f"{known['kecamatan']} kecamatan, {known['kelurahan']} kelurahan")
    hand.answer("Labour force", f"sekitar {known['labour_force_approx']}")


def figures(hand: Hand, dossier: dict[str, Any]) -> None:
    until = {"Cut-off date": CUT_OFF, "Source": SOURCE}
    for place, entry in enumerate(dossier["coverage"]):
        form = hand.page.locator("form.segment").nth(place)
        hand.write(form, **{"Covered": entry["covered"], "All workers": entry["total"]} | until)
        expect(form.locator("output")).to_have_text(hand.said(f"{entry['computed_percent']}%"))
        cite(hand, form)
    arrears = hand.page.get_by_role("heading", name=hand.said("Months of contributions in arrears"))
    hand.write(hand.page.locator("form.segment", has=arrears), **{"Months": 0} | until)


def cite(hand: Hand, form: Locator) -> None:
    form.get_by_role("link", name=hand.said("Point to file and page")).click()
    hand.page.locator("select[name=file]").select_option(label="rekap.pdf")
    hand.page.locator("input[name=page]").fill("2")
    hand.page.get_by_role("button", name=hand.said("Keep file and page")).click()
    expect(form.get_by_role("link", name="rekap.pdf")).to_be_visible()


def groups_over_a_cut_line(hand: Hand, nomination: Nomination, dossier: dict[str, Any]) -> None:
    """The group with three known entries is typed over a cut line."""
    for entry in dossier["groups"]:
        kept = nomination.groups.get(group=entry["group"])
        folded = hand.page.locator(f"details[id='{kept.public_id}']")
        folded.locator("summary").first.click()
        form = folded.locator("form[data-autosave]")
        typed = {
            "People": entry["count"],
            "Number of units": entry["units"],
            "Kind of unit": entry["unit_kind"],
        }
        typed = {label: words for label, words in typed.items() if words}
        if entry["group"] == "contract_staff":
            over_a_cut_line(hand, form, typed)
            kept.refresh_from_db()
            assert (kept.people, kept.units, kept.unit_kind) == tuple(typed.values())
        hand.write(form, **typed | {"Note": entry["note"] or "-"})


def over_a_cut_line(hand: Hand, form: Locator, typed: dict[str, object]) -> None:
    """The line is dead for a minute of the page's clock: the page tries again by itself, says how much waits in this
    browser, and saves it when the line is back."""
    page, words = hand.page, hand.page.locator("[data-autosave-words]")
    tried: list[str] = []
    page.on("requestfailed", lambda request: tried.append(request.url))
    page.clock.install()
    page.context.set_offline(True)
    hand.type(form, **typed)
    waiting = hand.said("3 entries are kept on this device")
    expect(words).to_contain_text(waiting)
    before = len(tried)
    with page.expect_event("requestfailed"):
        page.clock.fast_forward(MINUTE)
    assert len(tried) > before
    expect(words).to_contain_text(waiting)
    page.context.set_offline(False)
    expect(words).to_have_attribute("data-state", "saved")


def regulations(hand: Hand, dossier: dict[str, Any]) -> None:
    for place, entry in enumerate(dossier["regulations"]):
        typed = {
            "Kind": entry["type"],
            "Number": entry["number"],
            "Year": entry["year"],
            "Subject": entry["subject"],
        }
        form = hand.add("Add a regulation", place)
        hand.write(form, **{label: words for label, words in typed.items() if words})


def paragraphs(hand: Hand, entries: list[dict[str, Any]]) -> None:
    for place, entry in enumerate(entries):
        hand.write(hand.add("Add a paragraph", place), Paragraph=entry["text"])


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


def submit(hand: Hand, nomination: Nomination) -> None:
    """The second person reads everything, and submits."""
    page = hand.page
    page.get_by_role("link", name=hand.said("Check the nomination")).click()
    expect(page.locator("main")).to_contain_text(hand.said("886,113"))
    page.get_by_role("link", name=hand.said("Submit the nomination")).click()
    page.get_by_role("dialog").get_by_role("button", name=hand.said("Submit"), exact=True).click()
    filed = hand.said("The nomination of Kota Bekasi has been submitted")
    expect(page.get_by_role("heading", level=1)).to_have_text(filed)
    nomination.refresh_from_db()
    assert nomination.state == State.SUBMITTED


def receipt(hand: Hand, nomination: Nomination) -> None:
    run = ReportRun.objects.get()
    rendering.render(run.pk)  # as the worker does
    run.refresh_from_db()
    paper = pypdfium2.PdfDocument(store.path_of(run.document.sha256))
    words = " ".join("".join(sheet.get_textpage().get_text_bounded() for sheet in paper).split())
    figures = [hand.said(figure) for figure in ("886,113", "55,289", "12.18")]
    for text in (*figures, nomination.digest[:32], "Sekretaris Daerah"):
        assert text in words


def test_a_percentage_typed_as_a_count_is_refused_in_english_too(open_as):
    draft = make_nomination(region=a_region("32.75"))
    page = open_as(draft.created_by, language="en")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Registration closes in")
    page.get_by_role("link", name="Continue section Coverage").click()
    form = page.locator("form.segment").first
    form.get_by_label("Covered", exact=True).fill("95.36 %")
    form.get_by_label("Covered", exact=True).blur()
    expect(form.locator(".field-error")).to_contain_text("percentage")
    page.goto(f"/usulan/{draft.public_id}/periksa/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("required entries are missing")
    expect(page.get_by_role("button", name="Submit the nomination")).to_be_disabled()
