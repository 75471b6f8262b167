"""What the scripts of the pages do, in a real browser and behind the site's own wall; and what works without them."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from playwright.sync_api import Page

from paritrana.web import fonts, packages
from tests.browser.parts import Site

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]


class Counts(forms.Form):
    covered = forms.CharField(label="Terlindungi")
    total = forms.CharField(label="Jumlah pekerja")


FORM = """{% extends "layouts/page.html" %}{% load paritrana %}{% block title %}Cakupan{% endblock %}
{% block scripts %}<script type="module" src="{% static 'js/share.js' %}"></script><script type="module" src="{% static 'js/autosave.js' %}"></script>{% endblock %}
{% block status %}<section class="status" aria-label="Keadaan"><div class="block">{% include "components/autosave.html" %}</div></section>{% endblock %}
{% block content %}<h1>Cakupan</h1><form method="post" action="/simpan/" data-autosave="/simpan/" data-version="1"><section class="segment" data-share>
<h2>Formal</h2>{% include "components/share.html" with covered=form.covered total=form.total %}</section>
<button class="btn btn-primary">Simpan</button></form>{% endblock %}"""

SHEET = """{% extends "layouts/work.html" %}{% load paritrana %}{% block title %}Lembar{% endblock %}
{% block scripts %}<script type="module" src="{% static 'js/score.js' %}"></script>{% endblock %}
{% block content %}<div class="queue"><div class="pane"><h2>Antrean</h2></div></div><div class="viewer"></div><div><form class="pane" data-scoring method="post" action="/simpan/"><h1>Kota Bekasi</h1>
{% for row in rows %}{% include "assessment/_criterion.html" with writable=True %}{% endfor %}
<a id="file" href="#bukti" data-key="evidence">Bukti</a></form></div>{% endblock %}"""

ASK = """{% extends "layouts/page.html" %}{% block title %}Tanda tangan{% endblock %}{% block content %}<h1>Lembar</h1>
<a class="btn btn-primary" href="/yakin/" data-dialog="sign">Tanda tangani</a>
{% include "components/dialog.html" with id="sign" question="Tanda tangani lembar ini?" sentence="Setelah ini lembar beku." action="/simpan/" verb="Tanda tangani" reason_label="Alasan" version=1234 %}{% endblock %}"""

CONFIRM = """{% extends "layouts/confirm.html" %}"""

LEVELS = [{"value": n, "words": f"Tingkat {n}"} for n in range(1, 6)]
BANDS = [{"least": 0, "most": 40, "words": "Lemah"}, {"least": 41, "most": 100, "words": "Kuat"}]
ROWS = [
    {"code": "a", "number": 1, "criterion": {"name": "Kekuatan hukum"}, "levels": LEVELS, "in_hand": True},
    {"code": "b", "number": 2, "criterion": {"name": "Sasaran"}, "levels": LEVELS},
    {"code": "r", "number": 3, "criterion": {"name": "Skala", "bands": BANDS}, "scale": "0 sampai 100"},
]


def html(source: str, **context) -> str:
    request = RequestFactory().get("/")
    with translation.override("id"):
        return Template(source).render(Context({"request": request, "csrf_token": "x", **context}))


@pytest.fixture
def site() -> Iterator[Site]:
    fonts.build(packages.built_folder())
    site = Site()
    server = site.start()
    yield site
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(chromium, site) -> Iterator[Page]:
    context = chromium.new_context(base_url=site.address, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if "Content Security" in line.text else None)
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def form(site, page) -> Page:
    site.pages["/"] = html(FORM, form=Counts(initial={"covered": "886.113", "total": "929.199"}))
    page.goto("/")
    return page


def test_the_server_computes_the_share_before_any_script(form):
    assert form.locator("output").first.text_content() == "95,36\N{NO-BREAK SPACE}%"


def test_the_share_follows_the_counts_exactly(form):
    form.fill("#id_covered", "55289")
    form.fill("#id_total", "454.088")
    assert form.locator("output").first.text_content() == "12,18\N{NO-BREAK SPACE}%"
    assert form.locator("[data-share] .done").get_attribute("width") == "12.18%"
    form.fill("#id_covered", "1")
    form.fill("#id_total", "80000")  # 0.00125 %: half up
    assert form.locator("output").first.text_content() == "0,00\N{NO-BREAK SPACE}%"
    form.fill("#id_total", "8")
    assert form.locator("output").first.text_content() == "12,50\N{NO-BREAK SPACE}%"


def test_more_covered_than_there_are_asks_and_keeps_the_bar_full(form):
    form.fill("#id_covered", "15")
    form.fill("#id_total", "10")
    assert form.locator("[data-share] [data-above]").is_visible()
    assert form.locator("[data-share] .done").get_attribute("width") == "100%"
    form.fill("#id_total", "0")
    assert form.locator("output").first.text_content() == "–"


def test_a_change_is_saved_with_its_version_and_the_words_say_so(form, site):
    form.fill("#id_covered", "886114")
    words = form.locator("[data-autosave-words]")
    form.wait_for_selector('[data-autosave-words][data-state="saved"]')
    assert words.inner_text().strip() == "Tersimpan 10.42"
    sent = site.posted[-1].decode()
    assert '"field"\r\n\r\ncovered' in sent
    assert '"version"\r\n\r\n1' in sent
    assert form.locator("form[data-autosave]").get_attribute("data-version") == "2"


def test_a_cut_line_keeps_the_entry_on_the_device_and_sends_it_later(form, site):
    site.answer = None
    form.fill("#id_covered", "886115")
    form.wait_for_selector('[data-autosave-words][data-state="waiting"]')
    assert "1 isian disimpan di perangkat ini" in form.locator("[data-autosave-words]").inner_text()
    site.answer = (200, {"version": 3, "saved_at": "10.50"})
    site.posted.clear()
    form.reload()
    form.wait_for_selector('[data-autosave-words][data-state="saved"]')
    assert form.input_value("#id_covered") == "886115"
    assert "886115" in site.posted[0].decode()
    assert form.evaluate("localStorage.length") == 0


def test_a_broken_copy_or_a_closed_storage_stops_no_saving(form, site):
    saved = '[data-autosave-words][data-state="saved"]'
    for broken in ("{", '{"a": 1}', '["covered", ["total", 5]]'):
        form.evaluate("broken => localStorage.setItem('autosave::/simpan/', broken)", broken)
        form.reload()
        form.fill("#id_covered", "7")
        form.wait_for_selector(saved)
    form.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error(); } })")
    form.reload()
    form.fill("#id_covered", "8")
    form.wait_for_selector(saved)
    assert [b"\r\n\r\n7\r\n" in body for body in site.posted] == [True, True, True, False]


def test_somebody_elses_change_is_told_and_nothing_is_overwritten(form, site):
    site.answer = (409, {"version": 9, "message": "Petugas lain mengubah isian ini pada 10.41."})
    form.fill("#id_covered", "1")
    form.wait_for_selector('[data-autosave-words][data-state="clash"]')
    assert "Petugas lain" in form.locator("[data-autosave-words]").inner_text()
    assert form.locator("form[data-autosave]").get_attribute("data-version") == "1"


@pytest.fixture
def sheet(site, page) -> Page:
    site.pages["/"] = html(SHEET, rows=ROWS)
    page.goto("/")
    page.wait_for_load_state("networkidle")
    return page


def test_digits_set_the_level_and_tab_moves_to_the_next_criterion(sheet):
    sheet.keyboard.press("4")
    assert sheet.locator('input[name="score-a"]:checked').get_attribute("value") == "4"
    sheet.keyboard.press("Tab")
    sheet.keyboard.press("2")
    assert sheet.locator('input[name="score-b"]:checked').get_attribute("value") == "2"
    assert sheet.locator('[data-criterion="score-b"] .chosen').inner_text() == "Tingkat 2"
    assert sheet.locator('input[name="score-a"]:checked').get_attribute("value") == "4"


def test_letters_reach_comment_and_evidence_and_are_typed_in_the_comment(sheet):
    sheet.keyboard.press("c")
    sheet.keyboard.type("lima 5")
    assert sheet.input_value("#note-a") == "lima 5"
    assert sheet.locator("input:checked").count() == 0
    sheet.keyboard.press("Escape")
    sheet.keyboard.press("e")
    assert sheet.url.endswith("#bukti")


def test_a_number_reaches_its_band(sheet):
    sheet.fill("#score-r", "62")
    assert sheet.locator("[data-reached]").inner_text().endswith("Kuat")


def test_a_dialog_asks_before_what_cannot_be_undone(site, page):
    site.pages["/"] = html(ASK)
    page.goto("/")
    page.wait_for_load_state("networkidle")
    page.click("text=Tanda tangani")
    assert page.locator("dialog").is_visible()
    page.click("dialog >> text=Batal")
    assert not page.locator("dialog").is_visible()
    page.click("text=Tanda tangani")
    page.fill("dialog textarea", "Lengkap")
    page.click("dialog .btn-primary")
    page.wait_for_url("**/simpan/")
    assert b"version=1234" in site.posted[0]  # not 1.234: a version is no number for people
    assert len(site.posted) == 1


def test_the_page_of_confirmation_serves_without_script(chromium, site):
    site.pages["/"] = html(ASK)
    site.pages["/yakin/"] = html(
        CONFIRM,
        question="Tanda tangani lembar ini?",
        sentence="x",
        action="/simpan/",
        verb="Tanda tangani",
        version=1234,
    )
    context = chromium.new_context(base_url=site.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.click("text=Tanda tangani")
    assert page.url.endswith("/yakin/")
    page.click("main .btn-primary")
    assert b"version=1234" in site.posted[0]
    context.close()


def test_a_form_is_sent_once(site, page):
    site.pages["/"] = html(ASK).replace(
        "<h1>", '<form id="f" method="post" action="/simpan/"><button id="go">x</button></form><h1>'
    )
    page.goto("/")
    page.wait_for_load_state("networkidle")
    site.pause = 1
    page.evaluate("const go = document.getElementById('go'); go.click(); setTimeout(() => go.click(), 300)")
    page.wait_for_url("**/simpan/")
    assert len(site.posted) == 1


@pytest.mark.parametrize("source", [FORM, SHEET, ASK], ids=["form", "sheet", "dialog"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_and_nothing_sticks_out(chromium, site, source, scheme, width):
    site.pages["/"] = html(source, form=Counts({"covered": "", "total": "5"}), rows=ROWS)
    context = chromium.new_context(
        base_url=site.address, viewport={"width": width, "height": 800}, color_scheme=scheme
    )
    page = context.new_page()
    page.goto("/")
    page.wait_for_load_state("networkidle")
    serious = [f for f in Axe().run(page).response["violations"] if f["impact"] in {"serious", "critical"}]
    assert [(finding["id"], finding["nodes"][0]["html"]) for finding in serious] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    context.close()
