"""What ministry staff come for: a shortlist they can explain, take away, have signed off, and turn into invitations."""

import io
import subprocess
import sys
from pathlib import Path

import openpyxl
import pypdf
import pytest
from playwright.sync_api import Page, expect

from assessment import work
from assessment.actions import panel as panels
from assessment.models import OutcomeNotice, RankingJob, Snapshot
from assessment.queries.pack import result_of
from paritrana.documents import rendering
from paritrana.documents.models import ReportRun
from tests.factories.assessment import (
    close,
    make_nomination,
    seat_assessor,
    seat_chair,
    secretariat_of,
    snapshot_of,
)
from tests.factories.bulk import signed_by_all
from tests.factories.people import make_person
from tests.factories.programme import category_of, make_edition, make_round, rulebook

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.needs("chromium"),
]

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "var" / "screenshots"
INVITED, FILED = 3, ("32.75", "12.03", "71.72", "62.08", "96.03")


def shortlist() -> Snapshot:
    """Five regions judged by three assessors in the national round; three of them are to be invited."""
    content = rulebook()
    for category in content["categories"]:
        for ranking in category["rankings"]:
            if ranking["code"] == "shortlist":
                ranking["selection"] = {"winners": INVITED, "reserves": 1}
    round_ = make_round(make_edition(content=content), open_stage="document")
    pool = [
        make_nomination(round_, code, figures={"formal": (900 - 70 * n, 1000)})
        for n, code in enumerate(FILED)
    ]
    panel = panels.found(round_, category_of(round_), decree="SK 1", by=secretariat_of(round_))
    seat_chair(panel)
    for _number in range(3):
        seat_assessor(panel)
    signed_by_all(panel, "document", pool, seed=2018)
    return snapshot_of(close(panel), "shortlist")


def the_worker_works() -> None:
    """Does what has been ordered, as the worker does; the page that waits for it goes on by itself."""
    for job in RankingJob.objects.filter(state="queued"):
        work.run(job.pk)
    for run in ReportRun.objects.filter(state="queued"):
        rendering.render(run.pk)


def taken_away(page: Page, kind: str) -> bytes:
    """Presses the button of that file, waits for it in the report centre, and downloads it."""
    page.get_by_role("button", name=kind, exact=True).click()
    page.wait_for_url("**/berkas/*/")
    the_worker_works()
    ready = page.locator("main a.btn-primary")
    expect(ready).to_be_visible()
    with page.expect_download() as coming:
        ready.click()
    return coming.value.path().read_bytes()


def pressed(page: Page, name: str) -> bytes:
    """What a link downloads at once."""
    with page.expect_download() as coming:
        page.get_by_role("link", name=name, exact=True).click()
    return coming.value.path().read_bytes()


def test_from_the_ranking_to_the_invitations(open_as, tmp_path):
    snapshot = shortlist()
    ranked = [
        placing.nomination.name
        for placing in snapshot.placings.select_related("nomination__region").order_by("position")
    ]
    secretary, auditor = make_person("national_secretariat"), make_person("auditor")
    page = open_as(secretary, "/penilaian/peringkat/", fresh=True)
    page.locator("main table a").first.click()
    expect(page.locator("table.ranking tbody th a")).to_have_text(ranked)
    here = page.url

    # why this place, and two side by side
    page.get_by_role("link", name=ranked[0], exact=True).click()
    expect(page.locator("h1")).to_contain_text(ranked[0])
    expect(page.locator("figure svg[role=img]")).to_be_visible()
    page.goto(here)
    for name in ranked[:2]:
        page.get_by_label(f"Bandingkan {name}").check()
    page.get_by_role("button", name="Bandingkan yang dicentang").click()
    expect(page.locator("h1")).to_contain_text(f"{ranked[0]} · {ranked[1]}")
    page.screenshot(path=SCREENSHOTS / "31-banding.png", full_page=True)

    # columns and a zone of one's own choice go into every file
    page.goto(here)
    page.locator("details.columns summary").click()
    page.locator("input[name=kolom][value=zone]").check()
    page.locator("select[name=zona]").select_option("sulawesi")
    page.get_by_role("button", name="Tampilkan", exact=True).click()
    expect(page.locator("table.ranking tbody th a")).to_have_text(["Kota Bitung"])
    narrowed = page.url
    csv = pressed(page, "CSV").decode("utf-8-sig").splitlines()
    assert len(csv) == 2
    assert "Kota Bitung;Sulawesi;" in csv[1]
    sheet = openpyxl.load_workbook(io.BytesIO(taken_away(page, "XLSX"))).worksheets[0]
    assert [cell.value for cell in sheet["B"]][1:] == ["Kota Bitung"]
    page.goto(narrowed)
    paper = pypdf.PdfReader(io.BytesIO(taken_away(page, "PDF"))).pages[0].extract_text()
    assert "Kota Bitung" in paper
    assert "DRAF" in paper

    # nothing is told before the auditor has signed
    page.goto(here)
    page.get_by_role("link", name="Undang ke wawancara").click()
    expect(page.locator("main .remark")).to_contain_text("Auditor belum")
    expect(page.get_by_role("button", name="Beri tahu para pengusul")).to_have_count(0)
    gate = open_as(auditor, here, fresh=True)
    gate.get_by_role("link", name="Yang masih harus diperiksa auditor").click()
    at_the_gate = gate.url
    for verb in ("Hitung ulang", "Analisis"):
        gate.goto(at_the_gate)
        gate.locator("main").get_by_role("button", name=verb).click()
        gate.wait_for_url("**/pekerjaan/**")
        the_worker_works()
        expect(gate.locator("[data-progress]")).to_have_count(0)
    gate.goto(at_the_gate)
    gate.get_by_role("link", name="Sahkan peringkat").click()
    gate.get_by_role("button", name="Sahkan peringkat").click()
    gate.wait_for_url(at_the_gate)
    expect(gate.locator("h1")).to_contain_text("Auditor telah mengesahkan")

    # who would be told what, and then the one action
    page.reload()
    expect(page.locator("ul.names").first.locator("li")).to_have_text(sorted(ranked[:INVITED]))
    page.screenshot(path=SCREENSHOTS / "32-undang.png", full_page=True)
    page.get_by_role("button", name="Beri tahu para pengusul").click()
    page.wait_for_url("**/pekerjaan/**")
    the_worker_works()
    expect(page.locator("h1")).to_contain_text(f"{len(FILED)} pengusul telah diberi tahu")
    page.goto(here)
    assert OutcomeNotice.objects.filter(outcome="invited").count() == INVITED
    assert OutcomeNotice.objects.count() == len(FILED)

    # and anybody counts the downloaded pack again, to the byte
    pack = tmp_path / "pack.json"
    pack.write_bytes(pressed(page, "Paket hitung ulang"))
    command = [sys.executable, "-S", "-m", "assessment.scoring", str(pack)]
    counted = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, env={}).stdout
    assert counted == "".join(result_of(snapshot)).encode() + b"\n"
