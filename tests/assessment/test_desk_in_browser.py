"""The desk in real browsers, five assessors and a chair at once: by keyboard alone, on a tablet, with the line cut,
with a tie found while the file is open."""

import re
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from assessment.models import ScoreSheet
from tests.factories.assessment import judged_panel, with_regulations

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.needs("chromium"),
]

SCREENSHOTS = Path(__file__).resolve().parents[2] / "var" / "screenshots"
SAVED = ".autosave[data-state=saved]"


def address(sheet: ScoreSheet) -> str:
    return reverse("assessment:sheet", args=[sheet.public_id])


def by_keyboard_alone(page: Page, sheet: ScoreSheet) -> None:
    """Queue, sheet, evidence, every criterion, a comment, read-back and signature without a pointer."""
    keys = page.keyboard

    def tab_to(target) -> None:
        for _press in range(60):
            if target.evaluate("element => element === document.activeElement"):
                return
            keys.press("Tab")
        raise AssertionError("Tab never reaches it")

    tab_to(page.get_by_role("link", name="Buka lembar"))
    keys.press("Enter")
    tab_to(page.locator("[data-criterion] input").first)
    pointed_to = page.locator("#viewer .viewer-head")
    for proof in ("Bukti 2 dari 2", "Bukti 1 dari 2"):  # round again after the last
        keys.press("e")
        expect(pointed_to).to_contain_text(proof)
    keys.press("4")
    keys.press("c")
    keys.type("Perda 5 tahun lalu, n e c 1 ?")
    keys.press("Escape")
    expect(page.locator("[data-criterion] input[value='4']").first).to_be_focused()
    keys.press("Tab")
    second = page.locator("[data-criterion]").nth(1)
    expect(second).to_have_class(re.compile("in-hand"))
    keys.press("3")
    expect(page.locator("[data-answered]")).to_contain_text("2 dari 2")
    keys.press("?")
    expect(page.locator(".keys-list")).to_be_visible()
    expect(page.locator(SAVED)).to_be_visible()
    keys.press("n")
    page.wait_for_url("**/tandatangan/")
    expect(page.locator("table.readback")).to_contain_text("Perda 5 tahun lalu, n e c 1 ?")
    tab_to(page.get_by_role("button", name="Tandatangani lembar"))
    keys.press("Enter")
    expect(page.locator(".receipt")).to_contain_text("sha256")
    assert ScoreSheet.objects.filter(seat=sheet.seat, state="signed").count() == 1


def through_a_cut_line(page: Page, sheet: ScoreSheet) -> None:
    """What is typed without a line stays on the device, also when one presses on, and is sent when it is back."""
    note = page.locator("[data-criterion].in-hand textarea").first
    page.context.set_offline(True)
    note.fill("Ditulis tanpa sambungan.")
    waiting = page.locator(".autosave[data-state=waiting]")
    expect(waiting).to_contain_text("1 isian disimpan")
    page.locator("[data-key=next]").click()
    expect(waiting).to_be_visible()
    expect(note).to_have_value("Ditulis tanpa sambungan.")
    page.context.set_offline(False)
    expect(page.locator(SAVED)).to_be_visible()
    sheet.refresh_from_db()
    assert list(sheet.notes.values()) == ["Ditulis tanpa sambungan."]


def on_two_devices(tablet: Page, laptop: Page) -> None:
    """The same field written on both: each value is shown, and the person chooses."""
    there, here = (page.locator("[data-criterion].in-hand textarea").first for page in (laptop, tablet))
    there.fill("Dari laptop.")
    there.blur()
    expect(laptop.locator(SAVED)).to_be_visible()
    here.fill("Dari tablet.")
    here.blur()
    clash = tablet.locator(".clash:visible")
    expect(clash.locator("[data-stored]")).to_have_text("Dari laptop.")
    expect(clash.locator("[data-mine]")).to_have_text("Dari tablet.")
    clash.locator("[data-take=mine]").click()
    expect(tablet.locator(SAVED)).to_be_visible(timeout=20_000)
    expect(tablet.locator(".clash:visible")).to_have_count(0, timeout=20_000)
    laptop.reload()
    expect(laptop.locator("[data-criterion] textarea").first).to_have_value("Dari tablet.", timeout=20_000)


def by_the_first_click(page: Page, sheet: ScoreSheet) -> None:
    """A level of a criterion that is not in hand: the sheet opens it, and the click still falls where it was made."""
    second = page.locator("[data-criterion]").nth(1)
    expect(second).not_to_have_class(re.compile("in-hand"))
    box = second.locator(".digit").nth(3).bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(second).to_have_class(re.compile("in-hand"))
    expect(page.locator(SAVED)).to_be_visible()
    sheet.refresh_from_db()
    assert list(sheet.scores.values()) == ["4"]


def across_the_grid(page: Page, sheet: ScoreSheet) -> None:
    """One criterion over all files by digits and Tab, each row saved as it is scored."""
    page.goto(reverse("assessment:grid", args=[sheet.seat.public_id, "legal_force"]))
    page.locator(".grid-rows input[type=radio]").first.focus()
    page.keyboard.press("2")
    page.keyboard.press("Tab")
    page.keyboard.press("5")
    expect(page.locator(SAVED)).to_be_visible()
    expect(page.locator(".grid-rows input:checked")).to_have_count(2)
    page.reload()
    expect(page.locator(".grid-rows input:checked")).to_have_count(2)


def with_a_tie_found(page: Page, sheet: ScoreSheet) -> None:
    """Declared in another window, the file closes under one's hands with a sentence; nothing more is kept of it."""
    window = page.context.new_page()
    window.goto(reverse("assessment:declare", args=[sheet.seat.public_id, sheet.nomination.public_id]))
    window.locator("main textarea").fill("Mantan atasan saya.")
    window.locator("main form button:not(.btn-secondary)").last.click()
    window.wait_for_url("**/kursi/**")
    page.locator("[data-criterion] input").first.focus()
    page.keyboard.press("2")
    expect(page.locator(".autosave")).to_contain_text("tidak lagi terbuka")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('autosave:')).length") == 0
    assert page.goto(address(sheet)).status == 404


def test_five_assessors_and_a_chair_work_at_once(open_as):
    panel = judged_panel(nominations=2, assessors=5)
    sheets = [
        ScoreSheet.objects.filter(seat__panel=panel, seat__number=number)
        .select_related("seat__user", "nomination")
        .order_by("id")
        .first()
        for number in range(2, 7)
    ]
    keyboard, cut, two, tied, idle = sheets
    for nomination in panel.round.nominations.all():  # either may lie on top of the queue
        with_regulations(nomination, 1, 2)
    chair = open_as(panel.seats.get(duty="chair").user, reverse("assessment:panel", args=[panel.public_id]))
    first = open_as(keyboard.seat.user, reverse("assessment:queue", args=[keyboard.seat.public_id]))
    by_keyboard_alone(first, keyboard)
    through_a_cut_line(open_as(cut.seat.user, address(cut)), cut)
    tablet = open_as(two.seat.user, address(two), viewport={"width": 1024, "height": 768})
    on_two_devices(tablet, open_as(two.seat.user, address(two)))
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    tablet.screenshot(path=SCREENSHOTS / "desk-tablet-1024x768.png")
    tablet.set_viewport_size({"width": 768, "height": 1024})
    tablet.screenshot(path=SCREENSHOTS / "desk-tablet-768x1024.png")
    with_a_tie_found(open_as(tied.seat.user, address(tied)), tied)
    fifth = open_as(idle.seat.user, address(idle))
    by_the_first_click(fifth, idle)
    across_the_grid(fifth, idle)
    for stranger in (fifth, chair):
        assert stranger.request.get(address(keyboard)).status == 404
    chair.reload()
    expect(chair.locator("main")).to_contain_text("1 dari 9")
    expect(chair.locator("main")).not_to_contain_text("Perda 5 tahun lalu")
