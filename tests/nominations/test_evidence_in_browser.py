"""Several files dropped, the line cut in the middle of a piece, resumed after a reload, cited, opened in the viewer."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from nominations.models import Evidence
from paritrana.documents import pages as drawing
from paritrana.documents.models import PartialUpload
from tests.factories.nominations import a_region, make_nomination
from tests.factories.uploads import pdf, workbook
from tests.nominations.line import line_to

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.needs("chromium"),
]


@pytest.fixture
def line(live_server):
    with line_to(live_server.url) as line:
        yield line


@pytest.fixture
def page(chromium, line, client_as) -> Iterator[Page]:
    context = chromium.new_context(base_url=line.url, locale="id-ID", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(20_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Content Security" in said.text else None)
    page.sign_in = lambda person: context.add_cookies(  # type: ignore[attr-defined]
        [{"name": "sessionid", "value": client_as(person).cookies["sessionid"].value, "url": line.url}]
    )
    yield page
    context.close()
    assert faults == []


DROP = """async (files) => {
  const carried = new DataTransfer();
  for (const {name, type, words} of files)
    carried.items.add(new File([Uint8Array.from(atob(words), (sign) => sign.charCodeAt(0))], name, {type, lastModified: 1}));
  for (const kind of ["dragover", "drop"])
    document.body.dispatchEvent(new DragEvent(kind, {dataTransfer: carried, bubbles: true, cancelable: true}));
}"""


def drop(page: Page, files: dict[str, bytes]) -> None:
    """Drops files on the page, as from a folder."""
    from base64 import b64encode

    page.evaluate(
        DROP,
        [{"name": name, "type": "", "words": b64encode(content).decode()} for name, content in files.items()],
    )


def kept(page: Page) -> int:
    """How many files this browser keeps for sending."""
    return page.evaluate(
        """() => new Promise((resolve) => {
          const asked = indexedDB.open("paritrana-files");
          asked.onsuccess = () => {
            const base = asked.result;
            if (!base.objectStoreNames.contains("files")) { base.close(); return resolve(0); }
            const count = base.transaction("files").objectStore("files").count();
            count.onsuccess = () => { base.close(); resolve(count.result); };
          };
        })"""
    )


def large_pdf() -> bytes:
    """Two pages, the claimed numbers on the second, and a megabyte that does not pack."""

    def change(book) -> None:
        book.Root.Isi = book.make_stream(os.urandom(1_100_000))
        book.pages[1].Contents = book.make_stream(b"BT /F1 30 Tf 80 600 Td (886.113 dari 929.199) Tj ET")

    return pdf(2, change)


def test_dropped_files_survive_a_cut_line_and_a_reload_and_are_cited_and_opened(page, line):
    draft = make_nomination(region=a_region("32.75"))
    page.sign_in(draft.created_by)
    page.goto(f"/usulan/{draft.public_id}/berkas/")
    line.cut_after(700_000)  # within the second piece
    drop(
        page,
        {"rekap.pdf": large_pdf(), "data.xlsx": workbook(), "catatan.txt": b"https://drive.example.test/x"},
    )
    expect(page.locator("[data-uploads] li").first).to_contain_text("tidak tersambung")
    assert line.cut.is_set()
    half = PartialUpload.objects.get()
    assert 524_288 <= half.received < half.size  # the first piece whole, and what came of the second
    assert kept(page) == 3

    line.mend()
    page.reload()  # the browser forgets everything but its own store
    expect(page.locator("[data-files] tbody tr")).to_have_count(2, timeout=20_000)
    expect(page.locator("[data-uploads] li", has_text="catatan.txt")).to_contain_text(
        "Ini tautan, bukan berkas"
    )
    assert sorted(Evidence.objects.values_list("file_name", flat=True)) == ["data.xlsx", "rekap.pdf"]
    assert not PartialUpload.objects.exists()
    assert kept(page) == 0

    for evidence in Evidence.objects.all():
        drawing.draw(evidence.document_id)
    page.goto(f"/usulan/{draft.public_id}/bagian/coverage/")
    formal = page.locator(
        "form.segment", has=page.get_by_role("heading", name="Pekerja penerima upah", exact=True)
    )
    for label, typed in (("Terlindungi", "886113"), ("Jumlah pekerja", "929199")):
        formal.get_by_label(label, exact=True).fill(typed)
        formal.get_by_label(label, exact=True).blur()
    page.wait_for_selector("[data-autosave-words][data-state=saved]")
    page.reload()
    formal.get_by_role("link", name="Tunjuk berkas dan halaman").click()
    page.locator("select[name=file]").select_option(label="rekap.pdf")
    page.locator("input[name=page]").fill("2")
    page.get_by_role("button", name="Simpan berkas dan halaman").click()

    formal.get_by_role("link", name="rekap.pdf").click()
    expect(page.locator(".viewer-head")).to_contain_text("Halaman 2 dari 2")
    expect(page.locator(".pointed-label")).to_have_text("Ditunjuk: hlm. 2")
    expect(page.locator(".marks rect")).to_have_count(2)
    page.get_by_role("link", name="Perbesar").click()
    page.get_by_role("link", name="Halaman sebelumnya").click()
    expect(page.locator("[data-zoom]")).to_contain_text("150")
    page.goto(f"/usulan/bukti/{Evidence.objects.get(file_name='data.xlsx').public_id}/")
    expect(page.locator("[data-zoom]")).to_contain_text("150")  # the width is remembered across files
    expect(page.locator(".cells")).to_contain_text("Kota 1")
