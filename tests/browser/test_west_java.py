"""West Java, period 2018: eight regions file, two are drawn for a visit, a panel judges, and Kota Bekasi represents the province."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from assessment.models import ScoreSheet
from ceremony import actions as honours
from nominations import actions
from nominations.actions import field
from nominations.models import FieldCheck, Nomination, Promotion, State
from paritrana.accounts.queries import actor_of
from paritrana.lib import clock
from paritrana.programme.models import Round, StageCode
from paritrana.web import moments
from tests.factories.assessment import (
    close,
    hand_out,
    make_panel,
    middling,
    prepared_decision,
    seat_assessor,
    seat_chair,
    shift_calendar,
    sign,
)
from tests.factories.ceremony import decider_of, publisher_of
from tests.factories.nominations import a_region, judge_all, make_nomination, verifier_of
from tests.factories.people import make_person
from tests.factories.photos import jpeg
from tests.factories.programme import make_edition, make_round, rulebook

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.needs("chromium"),
]
BEKASI = "32.75"
EIGHT = (BEKASI, "32.73", "32.76", "32.71", "32.01", "32.04", "32.16", "32.77")
"""Eight regencies and cities, as many as the province's committee looked at; Kota Bekasi came first."""
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


def judge_documents_and_interviews(province: Round, first: Nomination) -> None:
    """Three assessors score all eight and the invited; `first` has the highest level everywhere. Closed, ranked,
    decided and published by the same actions as in a browser."""
    panel = make_panel(province)
    seat_chair(panel)
    for _seat in range(3):
        seat_assessor(panel)
    for stage in ("document", "interview"):
        shift_calendar(province, stage)
        hand_out(panel)
        for sheet in ScoreSheet.objects.filter(seat__panel=panel, stage=stage):
            best = sheet.nomination_id == first.pk
            sign(
                sheet,
                {code: "5" if best and value == "3" else value for code, value in middling(sheet).items()},
            )
        panel = close(panel)
    decision = prepared_decision(panel)
    places = list(decision.places.order_by("rank").values_list("nomination__region__code", flat=True))
    assert places[0] == BEKASI
    decision = honours.approve_decision(decision, by=decider_of(decision))
    honours.publish(decision, by=publisher_of(decision))


def test_eight_regions_are_visited_judged_and_the_first_represents_the_province(open_as):
    edition = make_edition(content=rulebook(with_samples=True))
    province = make_round(edition, region=a_region(BEKASI).province, open_stage=StageCode.VERIFICATION)
    nominations = [make_nomination(State.SUBMITTED, round_=province, region=a_region(code)) for code in EIGHT]
    bekasi, *others = nominations
    make_round(edition, open_stage=StageCode.VERIFICATION)
    person = make_person("province_secretariat", region=province.region, name="Sekretariat Jawa Barat")

    page = open_as(person, reverse("nominations:field_checks", args=[province.public_id]))
    page.get_by_role("link", name="Undi sampel").first.click()
    page.locator("[name=seed]").fill("Undian di Gedung Sate: 17-40-03")
    page.locator("[name=published_in]").fill("Papan pengumuman panitia, nomor 12")
    page.get_by_role("button", name="Undi sampel").click()
    expect(page.get_by_text("2 dari 8")).to_be_visible()
    page.get_by_role("link", name="Tentukan petugas").first.click()
    page.locator("[name=to]").select_option(label="Sekretariat Jawa Barat")
    page.get_by_role("button", name="Tugaskan uji petik").click()
    expect(page.get_by_role("cell", name="Menunggu kunjungan")).to_be_visible()

    visit = FieldCheck.objects.get(state="assigned")
    visit_by_phone(open_as, person, visit)
    visit.refresh_from_db()
    assert (visit.state, visit.photos.count()) == ("done", 2)
    page.goto(reverse("nominations:verify", args=[visit.nomination.public_id]) + "?item=formal")
    expect(page.get_by_text("Nama pada daftar: 1.250")).to_be_visible()
    other = FieldCheck.objects.exclude(pk=visit.pk).get()
    field.call_off(other, reason="Jembatan putus.", by=actor_of(person))

    for nomination in others:
        judge_all(nomination, actor_of(person))
        actions.verify(nomination, by=actor_of(person))
    shift_calendar(province, "document")
    the_late_one_is_verified_in_an_extension(page, province, bekasi)

    judge_documents_and_interviews(province, bekasi)
    page.goto(reverse("ceremony:promotion", args=[province.public_id]))
    page.get_by_role("button", name="Teruskan").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("sudah diteruskan")
    target = Promotion.objects.get().target
    assert (target.region.code, target.round.region, target.state) == (BEKASI, None, State.SUBMITTED)
    nation = open_as(
        make_person("national_secretariat"), reverse("nominations:verify", args=[target.public_id])
    )
    expect(nation.get_by_role("heading", name="Dari provinsi")).to_be_visible()
    expect(nation.get_by_text("Berkas tidak berubah sejak diteruskan.")).to_be_visible()
    nation.goto(reverse("assessment:rounds"))
    expect(nation.locator("#table ~ table tbody")).to_contain_text("8")


def visit_by_phone(open_as, person, visit: FieldCheck) -> None:
    """The line is cut after the first item; what was typed and photographed meanwhile outlives a new page, and arrives."""
    phone = open_as(person, reverse("nominations:field_check", args=[visit.public_id]), **PHONE)
    items = phone.locator("form[data-by-field]")
    saved = phone.locator("[data-autosave-words]")
    items.nth(0).get_by_text("Ditemukan", exact=True).click()
    expect(saved).to_contain_text("Tersimpan")
    phone.context.set_offline(True)
    items.nth(0).get_by_label("Nama pada daftar").fill("1.250")
    items.nth(1).get_by_text("Tidak ditemukan", exact=True).click()
    items.nth(1).get_by_label("Catatan").fill("Tiga dari lima tidak tahu.")
    for name, colour in (("daftar.jpg", "navy"), ("aula.jpg", "green")):
        file = {"name": name, "mimeType": "image/jpeg", "buffer": jpeg(colour)}
        phone.locator("input[type=file]").set_input_files([file])
    expect(saved).to_contain_text("3 isian disimpan di perangkat ini")
    phone.get_by_role("button", name="Selesaikan uji petik").click()
    expect(phone.get_by_text("Masih ada yang belum terkirim")).to_be_visible()

    phone.context.set_offline(False)
    phone.reload()
    expect(phone.locator(".field-photos li")).to_have_count(2, timeout=40_000)
    for number in (2, 3):
        items.nth(number).get_by_text("Tidak ditanyakan", exact=True).click()
    expect(phone.get_by_text("4 dari 4 butir terjawab")).to_be_visible()
    phone.get_by_role("button", name="Selesaikan uji petik").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Hasil uji petik")
    expect(phone.locator("main")).to_contain_text("Tiga dari lima tidak tahu.")


def the_late_one_is_verified_in_an_extension(page, province: Round, late: Nomination) -> None:
    """Verification has closed; the secretariat gives that region more time, with a reason, and ends it."""
    page.goto(reverse("assessment:round", args=[province.public_id]))
    expect(page.get_by_role("heading", level=1)).to_contain_text("terlambat")
    page.get_by_role("link", name="Jadwal dan perpanjangan").click()
    page.get_by_role("link", name="Perpanjang untuk wilayah ini").click()
    until = moments.in_zone(clock.now() + timedelta(days=2), province.timezone)
    page.locator("[name=closes_at]").fill(until.strftime("%Y-%m-%dT%H:%M"))
    page.locator("[name=reason]").fill("Verifikasi lapangan tertunda banjir.")
    page.get_by_role("button", name="Perpanjang tahapan").click()
    expect(page.get_by_text("Verifikasi lapangan tertunda banjir.")).to_be_visible()
    judge_all(late, verifier_of(province), only={"informal", "arrears_months"})
    page.goto(reverse("nominations:verify", args=[late.public_id]) + "?item=formal")
    page.locator("[name=verdict][value=accepted]").check()
    page.get_by_role("button", name="Simpan putusan").click()
    page.get_by_role("link", name="Selesaikan verifikasi").click()
    page.locator("main form button.btn-primary").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("telah diverifikasi")
