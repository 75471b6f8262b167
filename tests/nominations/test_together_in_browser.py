"""Two people on one draft in a real browser, without script: comment, reply, history, an earlier value taken back."""

import pytest
from playwright.sync_api import expect

from tests.factories.nominations import BEKASI, a_region, approver_of, make_nomination, officer_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.needs("chromium"),
]


PHONE = {"java_script_enabled": False, "viewport": {"width": 360, "height": 800}}


def test_officer_and_approver_settle_a_figure_between_them(open_as):
    draft = make_nomination(region=a_region("32.75"), figures=BEKASI)
    approver, colleague = approver_of(draft.organisation), officer_of(draft.organisation)

    theirs = open_as(approver, f"/usulan/{draft.public_id}/periksa/", **PHONE)
    theirs.get_by_role("link", name="Tulis komentar Cakupan").click()
    theirs.get_by_label("Tentang").select_option(label="Pekerja penerima upah")
    theirs.get_by_role("textbox", name="Komentar").fill("Rekap BPJS menyebut 890.000.")
    theirs.get_by_role("button", name="Kirim komentar").click()
    expect(theirs.get_by_role("heading", level=1)).to_have_text("1 komentar terbuka")

    mine = open_as(draft.created_by, f"/usulan/{draft.public_id}/bagian/coverage/", **PHONE)
    expect(mine.get_by_text("Rekap BPJS menyebut 890.000.")).to_be_visible()
    figure = mine.locator("form.segment").first
    figure.get_by_label("Terlindungi").fill("890.000")
    figure.get_by_role("button", name="Simpan").click()
    mine.get_by_role("link", name="Balas atau selesaikan").click()
    mine.get_by_role("textbox", name="Balasan").fill("Sudah disesuaikan.")
    mine.get_by_role("button", name="Kirim balasan").click()
    expect(mine.get_by_text("Sudah disesuaikan.")).to_be_visible()

    other = open_as(colleague, f"/usulan/{draft.public_id}/riwayat/figure.formal/", **PHONE)
    other.get_by_role("button", name="Ambil kembali 886.113").click()
    expect(other.get_by_text("Nilai sebelumnya berlaku kembali sebagai versi baru.")).to_be_visible()
    assert draft.figures.get(metric="formal").covered == 886113

    theirs.reload()
    theirs.get_by_role("link", name="Balas atau selesaikan").click()
    theirs.get_by_role("button", name="Tandai selesai").click()
    expect(theirs.get_by_role("heading", level=1)).to_have_text("Tidak ada komentar terbuka")
    theirs.goto("/pesan/")
    expect(theirs.get_by_text("Balasan tentang usulan Kota Bekasi").first).to_be_visible()
    for page in (theirs, mine, other):
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
