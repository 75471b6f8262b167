"""A ceremony is planned and its running order made, by drag and by keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from paritrana.demo.people import address
from tests.journeys.people import Visitor
from tests.journeys.test_thin_chain import press

pytestmark = pytest.mark.needs("chromium", "redis-server")


def test_the_running_order_is_made_by_drag_and_by_keyboard(open_as, shoot):
    secretariat = open_as(address("sekretariat.kaltim"))
    page = secretariat.page
    plan(secretariat)
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


def plan(secretariat: Visitor) -> None:
    """Gives up the example's own ceremony, which frees its winners, and arranges another with all of them."""
    page = secretariat.page
    secretariat.go("/acara/")
    page.locator("main tbody a").first.click()
    press(secretariat, "Batalkan acara")
    page.fill("textarea[name=reason]", "Aula dipakai acara lain")
    press(secretariat, "Batalkan acara")
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
