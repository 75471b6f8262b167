"""From a filed dossier to a ranked shortlist and a certificate that anyone can check, with the sign-ins of all roles."""

import io
import json
import re
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pypdf
import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Locator, expect

from paritrana.demo.people import address
from tests.journeys.people import Visitor

pytestmark = pytest.mark.needs("chromium", "redis-server")

ROOT = Path(__file__).resolve().parents[2]


def press(visitor: Visitor, words: str) -> None:
    """Presses the button or link with those words."""
    visitor.page.locator("main").get_by_role("button", name=words, exact=True).or_(
        visitor.page.locator("main").get_by_role("link", name=words, exact=True)
    ).locator("visible=true").first.click()


def download(visitor: Visitor, path: str) -> bytes:
    """The bytes behind an address, with the visitor's own session."""
    answer = visitor.page.request.get(visitor.running.url + path)
    assert answer.ok, f"{path}: {answer.status}"
    return answer.body()


def wait_for_file(visitor: Visitor, path: str, seconds: int = 60) -> bytes:
    """The same for a file that the worker still makes."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        answer = visitor.page.request.get(visitor.running.url + path)
        if answer.ok and answer.headers["content-type"] == "application/pdf":
            return answer.body()
        time.sleep(0.5)
    raise AssertionError(f"no PDF at {path}: {(visitor.running.folder / 'worker.log').read_text()[-3000:]}")


def text_of(pdf: bytes) -> str:
    """All text of a PDF."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_a_draft_is_filled_with_autosave_and_evidence(open_as, shoot):
    officer = open_as(address("petugas.semarang"))
    shoot(officer.page, "01-meja-petugas")
    officer.page.locator("main a.btn-primary").click()
    assert "/bagian/coverage/" in officer.page.url
    covered = officer.page.locator("input[name$=covered]").nth(1)
    covered.fill("41.218")
    covered.blur()
    expect(officer.page.locator("[data-autosave-words], .autosave").first).to_contain_text(
        re.compile("Tersimpan"), timeout=10_000
    )
    covered.fill("95,36 %")
    covered.blur()
    expect(officer.page.locator("main")).to_contain_text(re.compile("jumlah|orang"), timeout=10_000)
    shoot(officer.page, "02-bagian-cakupan")
    officer.page.reload()
    assert officer.page.locator("input[name$=covered]").nth(1).input_value() == "95,36 %"  # kept as typed


def test_the_approver_submits_and_gets_a_receipt(open_as, shoot):
    approver = open_as(address("penyetuju.surakarta"))
    approver.page.locator("main a.btn-primary").click()
    assert approver.page.url.endswith("/periksa/")
    shoot(approver.page, "03-periksa-dan-ajukan")
    nomination = approver.page.url.split("/usulan/")[1].split("/")[0]
    press(approver, "Ajukan usulan")
    approver.page.locator("dialog[open] button.btn-primary, main form button.btn-primary").first.click()
    approver.page.wait_for_url(f"**/usulan/{nomination}/")
    expect(approver.page.locator("main")).to_contain_text("Diajukan")
    receipt = text_of(wait_for_file(approver, f"/usulan/{nomination}/tanda-terima/"))
    assert "Kota Surakarta" in receipt
    assert re.search(r"[0-9a-f]{8}", receipt)
    shoot(approver.page, "04-usulan-diajukan")


def test_the_secretariat_verifies_figure_by_figure(open_as, shoot, running):
    person = address("sekretariat.jatim")
    visited = f"from tests.journeys import visited; visited.lay('{person}')"
    nomination = running.manage("shell", "-v", "0", "-c", visited).split()[-1]
    secretariat = open_as(person)
    for metric in ("formal", "informal", "total", "arrears_months"):
        secretariat.go(f"/usulan/{nomination}/verifikasi/?item={metric}")
        secretariat.page.check("input[name=verdict][value=accepted]")
        if metric == "formal":
            shoot(secretariat.page, "05-verifikasi")
        secretariat.page.click(".verdict-form button.btn-primary")
        expect(secretariat.page.locator("ol.queue-list")).to_contain_text("Diterima")
    desk = secretariat.page
    waiting = desk.locator(".queue-list a", has_text="Belum diputuskan")
    for left in range(waiting.count(), 0, -1):  # the desk goes on by itself to the next that was filed
        desk.check("input[name=verdict][value=accepted]")
        desk.click(".verdict-form button.btn-primary")
        expect(waiting).to_have_count(left - 1)
    press(secretariat, "Selesaikan verifikasi")
    desk.click("main form button.btn-primary")
    desk.wait_for_url(f"**/usulan/{nomination}/")
    expect(desk.locator("main")).to_contain_text("Terverifikasi")


def choose(group: Locator, level: Locator) -> None:
    """Clicks a level until it is chosen: the sheet moves when a criterion comes to hand."""
    for _try in range(3):
        level.click()
        if group.locator("input[value='4']").is_checked():
            return
    raise AssertionError("the level can't be chosen")


def sign_all(assessor: Visitor, shoot=None) -> int:
    """Scores and signs every sheet that waits for this assessor; returns how many."""
    signed = 0
    while True:
        assessor.go("/meja/")
        step = assessor.page.locator("main a.btn-primary")
        if not step.count() or "/penilaian/lembar/" not in (step.first.get_attribute("href") or ""):
            return signed
        assessor.go(step.first.get_attribute("href"))
        for group in assessor.page.locator("fieldset[data-criterion]").all():
            choice = group.locator("label.level").nth(3)
            if choice.count():
                choose(group, choice)
            else:
                group.locator("input[name^=score-]").fill("82")
        expect(assessor.page.locator(".autosave").first).to_contain_text(
            re.compile("Tersimpan"), timeout=15_000
        )
        if shoot and not signed:
            shoot(assessor.page, "06-lembar-penilaian")
        path = assessor.page.url.split(assessor.running.url)[1].split("?")[
            0
        ]  # the criterion in hand stands in the query
        assessor.go(f"{path}tandatangan/")
        assessor.page.click("main form button.btn-primary")
        assessor.page.wait_for_url(lambda url: not url.endswith("/tandatangan/"))
        signed += 1
        assert signed < 20


def test_assessors_sign_and_the_chair_closes(open_as, shoot):
    assert sign_all(open_as(address("penilai2.sulsel")), shoot) == 4
    assert sign_all(open_as(address("penilai4.sulsel"))) == 4
    chair = open_as(address("penilai1.sulsel"))
    chair.page.locator("main a.btn-primary").click()
    chair.page.wait_for_url("**/ulangi/**")  # closing is a lock: it asks for a fresh sign-in
    chair.confirm()
    chair.page.wait_for_url("**/tutup/")
    panel = chair.page.url.split("/panel/")[1].split("/")[0]
    chair.go(f"/penilaian/panel/{panel}/")
    shoot(chair.page, "07-panel")
    chair.go(f"/penilaian/panel/{panel}/tutup/")
    chair.page.click("main form button.btn-primary")
    chair.page.wait_for_url(f"**/panel/{panel}/")
    secretariat = open_as(address("sekretariat.sulsel"))
    secretariat.go(f"/penilaian/panel/{panel}/")
    press(secretariat, "Ambil potret")
    secretariat.page.wait_for_url("**/ulangi/**")
    secretariat.confirm()
    secretariat.page.wait_for_url("**/penilaian/peringkat/**")  # by itself, once the worker has taken it
    expect(secretariat.page.locator("main table").first).to_contain_text("Kota Makassar")
    shoot(secretariat.page, "08-peringkat")
    snapshot = secretariat.page.url.split("/peringkat/")[1].split("/")[0]
    recount(secretariat, snapshot)
    shortlist(secretariat, snapshot)


def recount(secretariat: Visitor, snapshot: str) -> None:
    """Whoever has the pack counts the same ranking without the portal."""
    pack = secretariat.running.folder / "pack.json"
    pack.write_bytes(download(secretariat, f"/penilaian/peringkat/{snapshot}/paket/"))
    done = subprocess.run(
        [sys.executable, "-S", "-E", "-s", "-m", "assessment.scoring", str(pack)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    placings = json.loads(done.stdout)["placings"]
    rows = secretariat.page.locator("main table").first.locator("tbody tr th a").all_inner_texts()
    names = {entry["id"]: entry["name"] for entry in json.loads(pack.read_text())["nominations"]}
    assert [names[placing["nomination"]] for placing in placings if placing["rank"]] == [
        row.strip() for row in rows[: len(placings)]
    ]


def shortlist(secretariat: Visitor, snapshot: str) -> None:
    """The workbook and the CSV carry the nominees of the ranking."""
    csv = download(secretariat, f"/penilaian/peringkat/{snapshot}/csv/").decode("utf-8-sig")
    assert csv.count("\n") >= 5
    assert "Kota Makassar" in csv
    press(secretariat, "XLSX")
    secretariat.page.wait_for_url("**/berkas/**")
    run = secretariat.page.url.split("/berkas/")[1].split("/")[0]
    limit = time.monotonic() + 60
    while time.monotonic() < limit:
        answer = secretariat.page.request.get(f"{secretariat.running.url}/berkas/{run}/unduh/")
        if answer.ok and "spreadsheet" in answer.headers["content-type"]:
            break
        time.sleep(0.5)
    book = openpyxl.load_workbook(io.BytesIO(answer.body()))
    assert any("Makassar" in str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


def test_a_decision_becomes_certificates_that_anyone_can_check(open_as, shoot):
    decider = open_as(address("penetap.sumut"))
    decider.page.locator("main a.btn-primary").click()
    decider.confirm()
    shoot(decider.page, "09-penetapan")
    decision = decider.page.url.split("/penetapan/")[1].split("/")[0]
    decider.page.click("main form button.btn-primary")
    expect(decider.page.locator("main h1")).not_to_contain_text("?")
    secretariat = open_as(address("sekretariat.sumut"))
    secretariat.go(f"/penetapan/{decision}/piagam/")
    links = secretariat.page.locator("main a[href$='/berkas/']")
    for _try in range(120):
        if links.count() >= 3:
            break
        time.sleep(0.5)
        secretariat.page.reload()
    assert links.count() == 3
    shoot(secretariat.page, "10-piagam")
    pdf = download(secretariat, links.first.get_attribute("href"))
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil()
    page.save(Path(ROOT / "var" / "screenshots" / "11-piagam.png"))
    code = zxingcpp.read_barcodes(page)[0].text
    assert code.startswith(secretariat.running.url)
    anyone = open_as()
    anyone.page.goto(code)
    expect(anyone.page.locator("main h1")).to_contain_text(
        re.compile("tidak dikenal|tidak ditemukan", re.IGNORECASE)
    )
    secretariat.go(f"/penetapan/{decision}/umumkan/")
    secretariat.confirm()
    secretariat.page.click("main form button.btn-primary")
    secretariat.page.wait_for_url("**/piagam/")
    anyone.page.goto(code)
    expect(anyone.page.locator("main h1")).to_contain_text(re.compile("sah|berlaku", re.IGNORECASE))
    shoot(anyone.page, "12-periksa-piagam")
    assert "contoh" in text_of(pdf).lower()


@pytest.mark.parametrize(
    "who",
    [
        "petugas.semarang",
        "sekretariat.jatim",
        "penilai2.bali",
        "auditor.sumut",
        "sekretariat.nasional",
        "operator",
    ],
)
def test_every_demo_sign_in_finds_its_desk(open_as, shoot, who):
    visitor = open_as(address(who))
    for width in (1440, 360):
        visitor.page.set_viewport_size({"width": width, "height": 900})
        assert visitor.page.locator("main h1").count() == 1
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= width, "it scrolls sideways"
        shoot(visitor.page, f"20-meja-{who}-{width}")
    assert visitor.faults == []


def test_the_doctor_finds_nothing_in_the_example_edition_and_in_what_the_journeys_did(running):
    assert "all that must hold holds" in running.manage("doctor")
