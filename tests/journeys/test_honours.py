"""From the plan of a ceremony to a certificate that a stranger checks: by its code, by typing, by dropping the file."""

import base64
from urllib.parse import urlsplit

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Page, expect

from paritrana.demo.people import address
from tests.factories.forgeries import with_other_byte
from tests.journeys.people import Visitor
from tests.journeys.test_thin_chain import download, press, text_of, wait_for_file

pytestmark = pytest.mark.needs("chromium", "redis-server")

DROP = """([name, content]) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name, {type: "application/pdf"}));
  document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: carried, bubbles: true, cancelable: true}));
}"""


def test_a_ceremony_is_arranged_and_its_certificate_checked_by_a_stranger(open_as, shoot):
    secretariat = open_as(address("sekretariat.kaltim"))
    page = secretariat.page
    plan(secretariat)
    ceremony = urlsplit(page.url).path
    before = order(page)

    # the running order by drag, then by keyboard alone
    rows = page.locator("[data-order] tbody tr")
    with page.expect_navigation():
        rows.nth(0).locator("td").nth(1).drag_to(rows.nth(2).locator("td").nth(1))
    assert order(page) == [*before[1:], before[0]]
    place = page.locator("[data-order] input[name=to]").nth(2)
    place.focus()
    place.press("Control+a")
    page.keyboard.type("1")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert order(page) == before
    shoot(page, "honours-01-running-order")

    # its papers, in that order
    for button in ("Cetak naskah pembawa acara", "Cetak kartu panggung"):
        words = " ".join(printed(secretariat, button, ceremony).split())
        places = [words.index(name) for name in recipients(secretariat, ceremony)]
        assert places == sorted(places), button
    assert not secretariat.faults


def test_a_stranger_checks_a_published_certificate_with_and_without_script(open_as, shoot):
    content, serial = certificate_of(open_as(address("sekretariat.kaltim")))
    altered = with_other_byte(content, content.index(b"Pemerintah"))
    (code,) = zxingcpp.read_barcodes(pypdfium2.PdfDocument(content)[0].render(scale=3).to_pil())
    letters = code.text.rstrip("/").rsplit("/", 1)[-1]

    phone = open_as(width=360)
    heading = phone.page.locator("h1")
    phone.page.goto(code.text)
    expect(heading).to_have_text("Piagam ini sah")
    expect(phone.page.locator("main")).to_contain_text(serial)
    shoot(phone.page, "honours-02-check-360")
    drop(phone, content)
    expect(heading).to_have_text("Piagam ini sah")
    expect(phone.page.locator("main")).to_contain_text("Tanda tangannya utuh")
    drop(phone, altered)
    expect(heading).to_have_text("Berkas ini diubah sesudah ditandatangani")
    shoot(phone.page, "honours-03-forged-360")
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 360, "it scrolls sideways"
    assert not phone.faults

    plain = open_as(width=360, script=False)
    heading = plain.page.locator("h1")
    plain.go("/periksa/")
    plain.page.fill("input[name=serial]", serial)
    plain.page.fill("input[name=code]", letters)
    press(plain, "Periksa nomor ini")
    expect(heading).to_have_text("Piagam ini sah")
    plain.page.set_input_files(
        "input[name=file]", {"name": "p.pdf", "mimeType": "application/pdf", "buffer": altered}
    )
    press(plain, "Periksa berkas ini")
    expect(heading).to_have_text("Berkas ini diubah sesudah ditandatangani")


def plan(secretariat: Visitor) -> None:
    """Gives up the example's own ceremony, which frees its winners, and arranges another with all of them."""
    page = secretariat.page
    secretariat.go("/acara/")
    page.locator("main tbody a").first.click()
    press(secretariat, "Batalkan penganugerahan")
    page.fill("textarea[name=reason]", "Aula dipakai acara lain")
    press(secretariat, "Batalkan penganugerahan")
    secretariat.go("/acara/baru/")
    page.fill("input[name=title]", "Penganugerahan bersama")
    page.locator("label", has_text="Kalimantan Timur").first.click()
    page.fill("input[name=planned_at]", "2027-01-20T10:00")
    page.fill("input[name=place]", "Samarinda")
    page.click("main form button.btn-primary")
    page.locator("main button.btn-primary").click()
    expect(page.locator("[data-order] tbody tr")).to_have_count(3)


def order(page: Page) -> list[str]:
    """The titles in the running order, from the first to the last that is called."""
    titles = page.locator("[data-order] tbody td:nth-child(3)").all_inner_texts()
    return [title.split(",")[0] for title in titles]


def recipients(visitor: Visitor, ceremony: str) -> list[str]:
    """The names in the running order."""
    visitor.go(ceremony)
    return visitor.page.locator("[data-order] tbody th").all_inner_texts()


def printed(visitor: Visitor, words: str, ceremony: str) -> str:
    """The text of a paper of the ceremony, ordered by its button."""
    visitor.go(ceremony)
    press(visitor, words)
    visitor.page.wait_for_url("**/berkas/**")
    return text_of(wait_for_file(visitor, f"{urlsplit(visitor.page.url).path}unduh/"))


def certificate_of(secretariat: Visitor) -> tuple[bytes, str]:
    """File and serial of the first certificate of the secretariat's published decision."""
    secretariat.go("/penilaian/keputusan/")
    secretariat.page.locator("main tbody a").first.click()
    press(secretariat, "Lihat piagam")
    row = secretariat.page.locator("main tbody tr").first
    return download(secretariat, row.locator("a[href$='/berkas/']").get_attribute("href")), row.locator(
        "th"
    ).inner_text()


def drop(visitor: Visitor, content: bytes) -> None:
    """Drops a file anywhere on the check page."""
    visitor.go("/periksa/")
    with visitor.page.expect_navigation():
        visitor.page.evaluate(DROP, ["piagam.pdf", base64.b64encode(content).decode()])
