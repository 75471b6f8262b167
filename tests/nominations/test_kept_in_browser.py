"""What is typed in a form that is sent as a whole waits in the browser until the server has it, and no longer."""

import re

import pytest
from playwright.sync_api import Page, expect

from nominations.models import Comment
from tests.factories.nominations import a_region, make_nomination, officer_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.needs("chromium"),
]

WORDS = "Rekap BPJS menyebut 890.000."
KEPT = "Object.keys(localStorage).filter(key => key.startsWith('autosave:kept:')).length"
AGAIN = "Yang Anda tulis sebelumnya"


def box(page: Page):
    return page.get_by_role("textbox", name="Komentar")


def send(page: Page) -> None:
    page.get_by_role("button", name="Kirim komentar").click()


def test_a_comment_survives_cut_line_reload_and_ended_session(open_as):
    draft = make_nomination(region=a_region("32.75"))
    page = open_as(draft.created_by, f"/usulan/{draft.public_id}/catatan/")
    place = page.get_by_label("Tentang")
    place.select_option(label="Pekerja penerima upah")
    box(page).fill(WORDS)
    page.context.set_offline(True)
    send(page)
    expect(page.locator("[data-kept-words]")).to_contain_text("Belum tersambung")
    page.context.set_offline(False)

    page.reload()
    expect(box(page)).to_have_value(WORDS)
    expect(place.locator("option:checked")).to_have_text("Pekerja penerima upah")
    expect(page.locator("[data-kept-words]")).to_contain_text(AGAIN)

    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    send(page)
    page.wait_for_url("**/masuk/**")
    page.context.add_cookies([cookie for cookie in cookies if cookie["name"] == "sessionid"])
    page.goto(f"/usulan/{draft.public_id}/catatan/")
    expect(box(page)).to_have_value(WORDS)

    send(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("1 komentar terbuka")
    expect(box(page)).to_have_value("")
    assert page.evaluate(KEPT) == 0
    assert [comment.text for comment in Comment.objects.all()] == [WORDS]


def test_a_note_of_handing_over_is_another_persons_to_nobody_and_leaves_with_the_sign_out(open_as):
    draft = make_nomination(region=a_region("32.75"))
    colleague = officer_of(draft.organisation)
    page = open_as(draft.created_by, f"/usulan/{draft.public_id}/serahkan/")
    page.get_by_label("Catatan").fill("Lanjutkan dari regulasi.")
    page.goto(f"/usulan/{draft.public_id}/serahkan/")
    expect(page.get_by_label("Catatan")).to_have_value("Lanjutkan dari regulasi.")

    mine = page.context.cookies()
    theirs = open_as(colleague).context.cookies()
    page.context.add_cookies([cookie for cookie in theirs if cookie["name"] == "sessionid"])
    page.goto(f"/usulan/{draft.public_id}/serahkan/")
    expect(page.get_by_label("Catatan")).to_have_value("")
    page.context.add_cookies([cookie for cookie in mine if cookie["name"] == "sessionid"])
    page.goto(f"/usulan/{draft.public_id}/serahkan/")
    assert page.evaluate(KEPT) == 1
    page.locator("summary").filter(has_text=re.compile(draft.created_by.name)).first.click()
    page.get_by_role("button", name="Keluar").first.click()
    page.wait_for_url(re.compile(r"(?<!serahkan)/$"))
    assert page.evaluate(KEPT) == 0
