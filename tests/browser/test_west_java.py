"""West Java, period 2018: eight regions file, the last is verified in an extension, and the first represents the province."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from assessment.models import DecisionPlace, DecisionState
from ceremony import actions as honours
from nominations.models import Nomination, Promotion, State
from paritrana.lib import clock
from paritrana.programme.models import Round, StageCode
from paritrana.web import moments
from tests.factories.ceremony import decider_of, make_decision, publisher_of
from tests.factories.nominations import a_region, judge_all, make_nomination, verifier_of
from tests.factories.people import make_person
from tests.factories.programme import make_edition, make_round

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.needs("chromium"),
]
EIGHT = ("32.75", "32.73", "32.76", "32.71", "32.01", "32.04", "32.16", "32.77")
"""Eight regencies and cities, as many as the province's committee looked at."""


def eight_filed(province: Round) -> list[Nomination]:
    """All eight; the last still waits for its verdicts, and verification has closed."""
    *first, last = EIGHT
    done = [make_nomination(State.VERIFIED, round_=province, region=a_region(code)) for code in first]
    return [*done, make_nomination(State.SUBMITTED, round_=province, region=a_region(last))]


def decide(province: Round, ranked: list[Nomination]) -> None:
    """The plenary's decision in that order, approved and published."""
    decision = make_decision(province, winners=0)
    for rank, nomination in enumerate(ranked, 1):
        DecisionPlace.objects.create(
            decision=decision, nomination=nomination, rank=rank, title=f"Peringkat {rank}"
        )
    decision.state, decision.approved_at = DecisionState.APPROVED, clock.now()
    decision.approved_by_id = decider_of(decision).user_id
    decision.save()
    honours.publish(decision, by=publisher_of(decision))


def test_eight_regions_a_late_verdict_and_the_first_goes_on(open_as):
    edition = make_edition()
    province = make_round(edition, region=a_region("32.75").province, open_stage=StageCode.DOCUMENT)
    make_round(edition, open_stage=StageCode.VERIFICATION)
    nominations = eight_filed(province)
    late = nominations[-1]
    person = make_person("province_secretariat", region=province.region)

    page = open_as(person, reverse("assessment:round", args=[province.public_id]))
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

    decide(province, [late, *nominations[:-1]])
    page.goto(reverse("ceremony:promotion", args=[province.public_id]))
    page.get_by_role("button", name="Teruskan").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("sudah diteruskan")

    target = Promotion.objects.get().target
    assert (target.region.code, target.round.region, target.state) == (EIGHT[-1], None, State.SUBMITTED)
    nation = open_as(
        make_person("national_secretariat"), reverse("nominations:verify", args=[target.public_id])
    )
    expect(nation.get_by_role("heading", name="Dari provinsi")).to_be_visible()
    expect(nation.get_by_text("Berkas tidak berubah sejak diteruskan.")).to_be_visible()
    nation.goto(reverse("assessment:rounds"))
    expect(nation.locator("#table ~ table tbody")).to_contain_text("8")
