"""A day of interviews: planned by drag and by keyboard, nine pads in the room, the web server down while all type."""

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import APIRequestContext, Browser, BrowserContext, Page, expect

from paritrana.demo.evidence import pdf_of
from tests.journeys.running import Running, wait_until_ready
from tests.journeys.test_thin_chain import text_of

pytestmark = pytest.mark.needs("chromium", "redis-server")

LEVELS = "score-commitment"
RANGE = "score-mastery"


class People:
    """Who is in the room: a browser page for some, a plain session without script for the others."""

    def __init__(self, running: Running, chromium: Browser):
        found = running.manage("shell", "-v", "0", "-c", "from tests.journeys import nine; nine.lay()")
        laid = json.loads(found.splitlines()[-1])
        self.panel: str = laid["panel"]
        self.nominees: list[str] = laid["nominees"]
        self.cookie: str = laid["cookie"]
        self.cookies: dict[str, str] = laid["cookies"]
        self.running, self.chromium = running, chromium
        self.contexts: list[BrowserContext] = []
        self.faults: list[str] = []

    def session(self, who: str, width: int = 1440, height: int = 900) -> BrowserContext:
        context = self.chromium.new_context(
            base_url=self.running.url, viewport={"width": width, "height": height}
        )
        cookies = {self.cookie: self.cookies[who], "language": "id"}
        context.add_cookies(
            [{"name": name, "value": value, "url": self.running.url} for name, value in cookies.items()]
        )
        self.contexts.append(context)
        return context

    def page(self, who: str, width: int = 1440, height: int = 900) -> Page:
        page = self.session(who, width, height).new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        return page


class PlainPad:
    """An assessor whose browser runs no script: reads the pad, fills the form in and sends it."""

    def __init__(self, request: APIRequestContext, url: str):
        self.request, self.url = request, url
        self.hidden: dict[str, str] = {}

    def read(self) -> str:
        text = self.request.get(self.url).text()
        found = re.findall(r'name="(csrfmiddlewaretoken|version|sheet)" value="([^"]*)"', text)
        self.hidden = dict(found)
        return text

    def send(self, *, act: str = "", **values: str) -> str:
        self.read()
        answer = self.request.post(
            self.url, form=self.hidden | values | {"act": act}, headers={"Referer": self.url}
        )
        assert answer.ok, answer.text()[:2000]
        return answer.text()


@pytest.fixture
def people(running: Running, chromium: Browser) -> Iterator[People]:
    """The nine, their chair, the secretariat and the nominees."""
    found = People(running, chromium)
    yield found
    for context in found.contexts:
        context.close()


def plan(page: Page, people: People) -> None:
    """Room, session and times; the last is moved by drag, then two are swapped by keyboard alone."""
    page.goto(f"/penilaian/panel/{people.panel}/wawancara/")
    page.fill("#room input[name=name]", "Ruang Wawancara")
    page.fill("#room input[name=address]", "Kantor Gubernur, lantai 2")
    page.fill("#room input[name=link]", "https://rapat.example/wawancara")
    page.get_by_role("button", name="Tambahkan ruang").click()
    day = clock_day()
    page.fill("#session input[name=day]", day)
    page.fill("#session input[name=begins]", "09:00")
    page.fill("#session input[name=ends]", "13:00")
    page.fill("#session input[name=breaks]", "10.30-10.45")
    page.get_by_role("button", name="Simpan sesi").click()
    page.get_by_role("button", name="Usulkan waktu untuk semua").click()
    rows = page.locator("tr[data-interview]")
    expect(rows).to_have_count(3)
    last = rows.nth(2).locator(".on-name").inner_text()
    page.locator("tr.free").first.scroll_into_view_if_needed()
    rows.nth(2).drag_to(page.locator("tr.free").last)
    expect(page.locator("main")).to_contain_text("Dipindahkan")
    expect(rows.nth(2)).to_contain_text(last)
    assert rows.nth(2).locator("th").inner_text().startswith("12.")
    order = [rows.nth(n).locator(".on-name").inner_text() for n in range(3)]
    rows.nth(0).locator("summary").focus()
    page.keyboard.press("Enter")
    page.locator("[id^=other-]").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.type("Jadwal penerbangan.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(rows.nth(0)).to_contain_text(order[1])
    expect(rows.nth(1)).to_contain_text(order[0])


def clock_day() -> str:
    """The day after tomorrow in Jakarta."""
    return (datetime.now(ZoneInfo("Asia/Jakarta")) + timedelta(days=2)).date().isoformat()


def answer_invitation(page: Page, slides: bytes) -> None:
    """The nominee confirms who comes and that they come by the link, and hands the presentation in."""
    page.goto("/meja/")
    page.locator("main a[href*='/undangan/']").first.click()
    page.get_by_label("Kepala daerah atau direktur").check()
    page.get_by_label("Sebutan jabatan").fill("Wali Kota")
    page.get_by_label("Pejabat pendamping 1").fill("Kepala Dinas Tenaga Kerja")
    page.get_by_label("daring", exact=True).check()
    page.get_by_role("button", name="Pastikan siapa yang hadir").click()
    expect(page.locator("main")).to_contain_text("Telah dipastikan")
    file = {"name": "paparan.pdf", "mimeType": "application/pdf", "buffer": slides}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Serahkan paparan").click()
    expect(page.locator("main")).to_contain_text("paparan.pdf")


def test_three_nominees_before_nine_pads_and_a_server_that_goes_down(running, people, shoot):
    secretary = people.page("secretariat", 1024)
    plan(secretary, people)
    conflicted, absent, online = people.nominees
    nominee = people.page("officer3", 360)
    answer_invitation(nominee, presentation())
    secretary.reload()
    shoot(secretary, "40-jadwal-wawancara")
    secretary.get_by_role("link", name="Buka ruang").click()
    room = secretary.url

    chair = people.page("chair")
    chair.goto(room)
    tablets = {n: people.page(f"assessor{n}", 1024, 768) for n in (1, 2, 3)}
    plain = {n: PlainPad(people.session(f"assessor{n}").request, f"{room}lembar/") for n in range(4, 10)}
    for page in tablets.values():
        page.goto(f"{room}lembar/")

    # First turn: the assessor who works for the nominee steps out; the server goes down while the others type.
    call(chair, conflicted)
    expect(tablets[1].locator("main")).to_contain_text("Anda keluar pada giliran ini")
    expect(tablets[2].locator("h1")).to_have_text(conflicted)
    assert tablets[2].evaluate("document.documentElement.scrollHeight <= window.innerHeight")
    given = {n: (str(60 + n), str(1 + n % 5)) for n in range(2, 10)}
    for n, pad in plain.items():
        pad.send(**{RANGE: given[n][0]})
    tablets[2].fill(f"input[name={RANGE}]", given[2][0])
    expect(tablets[2].locator(".autosave")).to_contain_text("Tersimpan")
    running.stop("web")
    choose(tablets[2], given[2][1])
    tablets[3].fill(f"input[name={RANGE}]", given[3][0])
    choose(tablets[3], given[3][1])
    for n in (2, 3):
        expect(tablets[n].locator(".autosave")).to_contain_text("Belum tersambung", timeout=15_000)
    ask(chair, "Dari mana iuran pekerja rentan dibayar?")
    expect(chair.locator("[data-said]")).to_contain_text("disimpan di perangkat ini")
    running.start("web")
    wait_until_ready(running)
    for n in (2, 3):
        expect(tablets[n].locator(".autosave")).to_contain_text("Tersimpan", timeout=30_000)
    chair.get_by_role("button", name="Catat pertanyaan").click()
    expect(chair.locator("#questions")).to_contain_text("Dari mana iuran")
    shoot(tablets[2], "41-lembar-ruang-tablet")
    for n, pad in plain.items():
        assert f'value="{given[n][0]}"' in pad.read()
        assert "Lengkap dan ditandatangani" in pad.send(
            act="complete", **{RANGE: given[n][0], LEVELS: given[n][1]}
        )
    complete(tablets[2], tablets[3])
    expect(chair.locator(".strip")).to_contain_text("8 dari 8 lembar lengkap")
    assert not re.search(r"(?<!\d)6[2-9](?!\d)", chair.locator("#middle").inner_text())
    shoot(chair, "42-ruang-wawancara")
    chair.get_by_role("button", name="Ungkap bersama").click()
    table = chair.locator("#middle table").first
    expect(table.locator("tbody tr")).to_have_count(8)
    assert scores_in(table) == {n + 1: list(pair) for n, pair in given.items()}
    expect(tablets[3].locator("main")).to_contain_text("Diungkap bersama")
    tablets[3].get_by_text("Ubah nilai saya, dengan alasan").click()
    tablets[3].fill("input[name=score]", "70")
    tablets[3].fill("textarea[name=reason]", "Data cakupan diperlihatkan.")
    tablets[3].get_by_role("button", name="Ubah nilai").click()
    expect(tablets[3].locator("main")).to_contain_text("Diubah dalam diskusi")
    expect(tablets[1].locator("main")).not_to_contain_text("Diungkap bersama")
    chair.get_by_role("button", name="Akhiri giliran ini").click()

    # Second turn: nobody comes. The secretary notes it, and the chair's page hears of it.
    secretary.goto(room)
    secretary.locator("#order").get_by_role("link", name=absent).click()
    secretary.get_by_text("Nomine tidak hadir, atau giliran ditunda").click()
    secretary.locator("#off-reason").fill("Tidak hadir sampai 20 menit.")
    secretary.get_by_role("button", name="Catat nomine tidak hadir").click()
    expect(chair.locator("#order")).to_contain_text("Nomine tidak hadir")

    # Third turn: by the link, with one assessor away. The presentation is turned page by page.
    call(chair, online)
    expect(chair.locator("#middle")).to_contain_text("daring")
    note_absent(secretary, online, 9)
    chair.get_by_role("link", name="Paparan, per halaman").click()
    expect(chair.locator("main")).to_contain_text("hlm. 1")
    chair.keyboard.press("ArrowRight")
    expect(chair.locator("main")).to_contain_text("hlm. 2")
    chair.goto(room)
    for n in range(4, 9):
        assert "Lengkap dan ditandatangani" in plain[n].send(act="complete", **{RANGE: "75", LEVELS: "4"})
    for page in tablets.values():
        expect(page.locator("h1")).to_have_text(online)
        page.fill(f"input[name={RANGE}]", "80")
        choose(page, "5")
    complete(*tablets.values())
    expect(chair.locator(".strip")).to_contain_text("8 dari 8 lembar lengkap")
    chair.get_by_role("button", name="Ungkap bersama").click()
    expect(chair.locator("#middle table").first.locator("tbody tr")).to_have_count(8)
    chair.get_by_role("button", name="Akhiri giliran ini").click()
    expect(chair.get_by_role("button", name="Akhiri giliran ini")).to_have_count(0)
    expect(tablets[1].locator("h1")).not_to_have_text(online)
    nominee.reload()
    expect(nominee.locator("h1")).to_have_text("Wawancara Anda telah selesai")
    assert not re.search(r"(?<!\d)(75|80)(?!\d)", nominee.locator("main").inner_text())

    chair.get_by_role("link", name="Tutup sesi dan cetak berita acaranya").click()
    chair.locator("main form button.btn-primary").click()
    chair.get_by_role("link", name="Berita acara sesi").click()
    with chair.expect_download() as waited:
        chair.get_by_role("link", name="Unduh").first.click(timeout=30_000)
    minutes = text_of(waited.value.path().read_bytes())
    for words in (*people.nominees, "Tidak hadir sampai 20 menit.", "Data cakupan diperlihatkan."):
        assert words in " ".join(minutes.split())
    assert not [fault for fault in people.faults if "Content Security" in fault]


def call(chair: Page, name: str) -> None:
    """The chair opens that turn in the order of appearance and begins it."""
    chair.locator("#order").get_by_role("link", name=name).click()
    chair.get_by_role("button", name="Mulai giliran ini").click()
    expect(chair.locator(".strip")).to_be_visible()


def choose(pad: Page, level: str) -> None:
    """A touch on the box of that level."""
    pad.locator("label.level", has=pad.locator(f"input[value='{level}']")).click()


def complete(*pads: Page) -> None:
    """Every assessor declares the sheet complete."""
    for pad in pads:
        pad.get_by_role("button", name="Nyatakan lengkap").click()
    for pad in pads:
        expect(pad.locator("main")).to_contain_text("Lengkap dan ditandatangani")


def ask(chair: Page, words: str) -> None:
    """A line of the question log."""
    chair.fill("#q-text", words)
    chair.get_by_role("button", name="Catat pertanyaan").click()


def scores_in(table) -> dict[int, list[str]]:
    """{number of the seat: its scores} of the revealed table."""
    rows = [row.locator("td").all_inner_texts() for row in table.locator("tbody tr").all()]
    return {int(cells[0]): [cell.strip() for cell in cells[2:]] for cells in rows}


def note_absent(secretary: Page, name: str, assessor: int) -> None:
    """The secretary notes that one of the panel is not there."""
    secretary.goto(secretary.url.split("?")[0])
    expect(secretary.locator("h1")).to_have_text(name)
    secretary.get_by_text("Kehadiran tim penilai").click()
    row = secretary.locator("#delegation .there", has_text=re.compile(rf"^\s*{assessor + 1}\b"))
    row.get_by_label("tidak hadir").check()
    secretary.get_by_role("button", name="Catat kehadiran").click()
    expect(secretary.locator(".strip")).to_contain_text("dari 8 lembar")


def presentation() -> bytes:
    """A presentation of two pages."""
    return pdf_of("CONTOH - paparan, seluruh isi rekaan", [["Capaian cakupan"], ["Rencana tahun depan"]])
