"""The interview room: pads, chair and nominee, with the web server going down while somebody types."""

import re

import pytest
from playwright.sync_api import expect

from paritrana.demo.people import address
from tests.journeys.running import wait_until_ready

pytestmark = pytest.mark.needs("chromium", "redis-server")


def test_a_turn_is_scored_through_an_outage_revealed_and_minuted(open_as, running, shoot):
    chair = open_as(address("penilai1.bali"))
    secretary = open_as(address("penilai2.bali"), width=1024)
    expert = open_as(address("penilai5.bali"), width=1024)
    chair.page.locator("main a[href*='/penilaian/ruang/']").first.click()
    room = chair.page.url
    expect(chair.page.locator(".strip")).to_contain_text("3 dari 5 lembar lengkap")
    pads = [secretary.page, expert.page]
    for pad in pads:
        pad.set_viewport_size({"width": 1024, "height": 768})
        pad.goto(f"{room}lembar/")
    assert pads[0].evaluate("document.documentElement.scrollHeight <= window.innerHeight")
    shoot(pads[0], "40-lembar-ruang-tablet")

    # What is typed while the server is away is kept, and saved once it is back.
    pads[0].fill("input[name=score-mastery]", "81")
    expect(pads[0].locator(".autosave")).to_contain_text("Tersimpan", timeout=15_000)
    running.stop("web")
    pads[0].locator("label.level").nth(3).click()
    expect(pads[0].locator(".autosave")).to_contain_text(re.compile("Belum tersambung"), timeout=15_000)
    running.start("web")
    wait_until_ready(running)
    expect(pads[0].locator(".autosave")).to_contain_text("Tersimpan", timeout=30_000)
    pads[0].reload()
    expect(pads[0].locator("input[name=score-commitment][value='4']")).to_be_checked()
    assert pads[0].input_value("input[name=score-mastery]") == "81"

    pads[1].fill("input[name=score-mastery]", "64")
    pads[1].locator("label.level").nth(2).click()
    for pad in pads:
        pad.get_by_role("button", name="Nyatakan lengkap").click()
        expect(pad.locator("main")).to_contain_text("Lengkap dan ditandatangani")

    # The chair's page notices by itself, and never showed a number.
    expect(chair.page.locator(".strip")).to_contain_text("5 dari 5 lembar lengkap", timeout=15_000)
    assert "81" not in chair.page.locator("#middle").inner_text()
    shoot(chair.page, "41-ruang-wawancara")
    chair.page.get_by_role("button", name="Ungkap bersama").click()
    expect(chair.page.locator("main")).to_contain_text("Diungkap bersama")
    expect(chair.page.locator("#middle table")).to_contain_text("81")

    # The pads follow by themselves; one assessor changes a score with a reason.
    expect(pads[1].locator("main")).to_contain_text("Diungkap bersama", timeout=15_000)
    pads[1].get_by_text("Ubah nilai saya, dengan alasan").click()
    pads[1].fill("input[name=score]", "70")
    pads[1].fill("textarea[name=reason]", "Data cakupan diperlihatkan.")
    pads[1].get_by_role("button", name="Ubah nilai").click()
    expect(pads[1].locator("main")).to_contain_text("Diubah dalam diskusi")

    chair.go(room.removeprefix(running.url))
    chair.page.get_by_role("button", name="Akhiri giliran ini").click()
    # The next nominee is absent, the last one comes by video.
    chair.page.get_by_role("button", name=re.compile("^Panggil")).first.click()
    chair.page.get_by_text("Nomine tidak hadir, atau giliran ditunda").click()
    chair.page.locator("#off-reason").fill("Tidak tersambung selama 20 menit.")
    chair.page.get_by_role("button", name="Catat nomine tidak hadir").click()
    expect(chair.page.locator(".turns")).to_contain_text("Nomine tidak hadir")
    assert not [fault for fault in secretary.faults + expert.faults if "Content Security" in fault]
