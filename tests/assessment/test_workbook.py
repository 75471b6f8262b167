"""The workbook reckons: evaluated by another program it gives the figures of the snapshot, and follows a changed score."""

import csv
import io

import openpyxl
import pypdf
import pytest
from django.urls import reverse
from django.utils import translation
from xlsxwriter.worksheet import Worksheet

from assessment.chosen import ChosenForm
from assessment.models import ScoreSheet
from assessment.queries.ranking import board_of
from assessment.reports import formulas, paper, table, workbook
from paritrana.accounts.models import Organisation
from paritrana.programme.reading import rules_of
from tests.assessment.reckoned import evaluated
from tests.factories.assessment import (
    close,
    closed_panel,
    hand_out,
    make_nomination,
    make_panel,
    region,
    seat_assessor,
    seat_chair,
    sign,
    snapshot_of,
)
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def board(snapshot):
    return board_of(snapshot, rules_of(snapshot.panel.category))


def asked(snapshot, **choice) -> ChosenForm:
    return ChosenForm(choice, snapshot, rules_of(snapshot.panel.category))


def written(snapshot, **choice):
    """The workbook of the chosen placings, as a worker writes it."""
    return workbook.write(snapshot, asked(snapshot, **choice), "id", lambda done, total: None)


def as_csv(snapshot, language="en", **choice) -> list[list[str]]:
    chosen = asked(snapshot, **choice)
    placings = chosen.among(snapshot.placings.all())
    file = table.write(snapshot, chosen.rules, placings, chosen.columns, language)
    text = file.read().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";" if language == "id" else ","))


def shortlisted_panel():
    """Five nominations, two with equal totals up to the tie chain, and one beyond the gate."""
    panel = make_panel()
    for code, formal, informal in (
        ("32.75", 700, 300),
        ("32.73", 700, 260),
        ("32.76", 300, 600),
        ("32.77", 900, 40),
        ("32.71", 650, 120),
    ):
        make_nomination(panel.round, code, figures={"formal": (formal, 1000), "informal": (informal, 1000)})
    make_nomination(panel.round, "32.79", figures={"arrears_months": "9"})
    seat_chair(panel)
    for _number in range(3):
        seat_assessor(panel)
    hand_out(panel)
    found = ScoreSheet.objects.filter(seat__panel=panel).select_related("seat__user", "nomination__region")
    for number, sheet in enumerate(found.order_by("nomination_id", "seat_id")):
        tied = sheet.nomination.region.code in ("32.75", "32.73")
        level = "4" if tied else str(1 + number % 5)
        sign(sheet, {"legal_force": level, "implementation": "3"})
    return close(panel)


def test_totals_and_ranks_come_out_the_same():
    found = board(snapshot_of(shortlisted_panel()))
    cells = evaluated(written(found.snapshot))
    totals = 2 + len(found.ranking.aspects)
    column = chr(ord("A") + totals)
    for number, row in enumerate(found.ranked, start=2):
        assert cells["PERINGKAT", f"A{number}"] == row.placing.rank
        assert f"{float(cells['PERINGKAT', f'{column}{number}']):.4f}" == row.placing.total
        for place, cell in enumerate(one for one in row.cells if one.shown.kind == "aspect"):
            shown = cells["PERINGKAT", chr(ord("C") + place) + str(number)]
            assert f"{float(shown):.4f}" == cell.value
    assert any(
        row.placing.decided_by.startswith("metric") for row in found.ranked[1:] if row.placing.decided_by
    )


def test_the_final_ranking_with_its_range_scores_comes_out_the_same():
    found = board(snapshot_of(closed_panel(nominations=3, assessors=3), "final"))
    cells = evaluated(written(found.snapshot))
    column = chr(ord("A") + 2 + len(found.ranking.aspects))
    for number, row in enumerate(found.ranked, start=2):
        assert cells["PERINGKAT", f"A{number}"] == row.placing.rank
        assert f"{float(cells['PERINGKAT', f'{column}{number}']):.4f}" == row.placing.total


def assert_taken_as_they_stand(book):
    """No formula has a function that XlsxWriter would have to rewrite (reports.cells does not let it look)."""
    usual = Worksheet()
    found = [
        cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert found
    for formula in found:
        assert usual._prepare_formula(formula) == formula.removeprefix("=")


def test_a_changed_score_changes_the_total(tmp_path):
    found = board(snapshot_of(shortlisted_panel()))
    path = written(found.snapshot)
    book = openpyxl.load_workbook(path)
    label = found.snapshot.panel.seats.filter(is_assessor=True).first().label
    before = float(found.ranked[0].placing.total)
    assert_taken_as_they_stand(book)
    book[label]["B2"] = "1"
    changed = tmp_path / "changed.xlsx"
    book.save(changed)
    cells = evaluated(changed)
    column = chr(ord("A") + 2 + len(found.ranking.aspects))
    assert float(cells["PERINGKAT", f"{column}2"]) < before


def test_user_text_is_never_a_formula():
    panel = closed_panel(nominations=1, assessors=3)
    nomination = panel.round.nominations.get()
    nomination.region.name = '=HYPERLINK("http://x.test","Kota")' + "k" * 60
    nomination.region.save()
    found = board(snapshot_of(panel, "final"))
    book = openpyxl.load_workbook(written(found.snapshot))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert not (cell.data_type == "f" and "HYPERLINK" in str(cell.value))
    assert as_csv(found.snapshot)[1][1].startswith("'=HYPERLINK")


def test_sheets_stand_for_assessors_and_nobody_is_named():
    panel = closed_panel(nominations=1, assessors=3)
    book = openpyxl.load_workbook(written(snapshot_of(panel, "final")))
    assert book.sheetnames == ["Peringkat", "Poin", "A2", "A3", "A4", "Metrik", "Aturan", "Tentang"]
    words = {str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    people = {seat.user.name for seat in panel.seats.all()} | {seat.user.email for seat in panel.seats.all()}
    assert not people & words
    assert panel.snapshots.get().pack_digest in words
    assert any(word.startswith("DRAF") for word in words)


# ---- formulas, pure
def test_scales_as_formulas():
    less = formulas.metric_points("A1", {"kind": "linear", "from": "10", "to": "0"})
    assert less == '=IF(A1="",0,100*MAX(0,MIN(1,(A1-10)/(0-10))))'
    curve = formulas.metric_points("A1", {"kind": "curve", "steps": [["0", "10"], ["10", "20"]]})
    assert curve == '=IF(A1="",0,IF(A1>=10,20,IF(A1>=0,10+(20-10)*(A1-0)/(10-0),10)))'
    assert "MEDIAN" in formulas.aggregate(["A1", "B1"], "median", 2)
    assert "/(COUNT(A1,B1)-2)" in formulas.aggregate(["A1", "B1"], "trimmed", 2)
    assert formulas.tie_key("A1", 4, lower_first=True).endswith(",-ROUND(A1+1E-10,4))")


def test_only_figures_go_into_a_formula():
    with pytest.raises(ValueError, match="figure"):
        formulas.metric_points("A1", {"kind": "linear", "from": "0", "to": 'HYPERLINK("x")'})


# ---- the pages that order and deliver them
def test_workbook_and_paper_are_ordered_and_csv_comes_at_once(client_as):
    panel = closed_panel(nominations=1, assessors=3)
    snapshot = snapshot_of(panel, "final")
    client = client_as(make_person("province_secretariat", region=panel.round.region))
    for kind in ("xlsx", "pdf"):
        url = reverse("assessment:shortlist", args=[snapshot.public_id, kind])
        assert client.get(url).status_code == 405
        assert client.post(url).status_code == 302
    assert client.post(reverse("assessment:shortlist", args=[snapshot.public_id, "exe"])).status_code == 404
    answer = client.get(reverse("assessment:shortlist_csv", args=[snapshot.public_id]))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "Kota Bekasi" in text
    assert "DRAF" in text
    chair = client_as(panel.seats.get(duty="chair").user)
    assert chair.get(reverse("assessment:ranking", args=[snapshot.public_id])).status_code == 200
    assert chair.get(reverse("assessment:shortlist_csv", args=[snapshot.public_id])).status_code == 403


def test_the_csv_says_in_words_what_the_page_says():
    snapshot = snapshot_of(shortlisted_panel())
    codes = [shown.code for shown, _on in asked(snapshot).offers]
    for language in ("id", "en"):
        with translation.override(language):
            lines = as_csv(snapshot, language, kolom=codes)
            found = board_of(
                snapshot, rules_of(snapshot.panel.category), columns=asked(snapshot, kolom=codes).columns
            )
            point = "," if language == "id" else "."
            for line, row in zip(lines[1:], [*found.ranked, *found.others], strict=True):
                words = [
                    (cell.value or "").replace(".", point) if cell.shown.is_points else str(cell.value or "")
                    for cell in row.cells
                ]
                assert line[:-1] == [str(row.placing.rank or ""), row.name, *words]
                assert line[-1].startswith(snapshot.pack_digest[:19])


def test_a_part_of_the_ranking_keeps_its_ranks_and_the_columns_asked_for():
    snapshot = snapshot_of(shortlisted_panel())
    second = snapshot.placings.select_related("nomination__region").get(position=2)
    choice = {"q": second.nomination.name, "kolom": ["total", "province"]}
    lines = as_csv(snapshot, **choice)
    assert lines[0][:4] == ["Rank", "Nominee", "Province", "Total"] or lines[0][2:4] == ["Provinsi", "Total"]
    assert [line[0] for line in lines[1:]] == ["2"]
    sheet = openpyxl.load_workbook(written(snapshot, **choice)).worksheets[0]
    assert [cell.value for cell in sheet["A"]][1:] == [2]
    assert sheet.column_dimensions["C"].hidden
    assert not sheet.column_dimensions["E"].hidden
    assert sheet.cell(2, sheet.max_column).value == "Jawa Barat"


def test_the_paper_lies_across_and_says_draft_and_digest_on_every_page():
    panel = closed_panel(nominations=1, assessors=3)
    one = panel.round.nominations.get()
    Organisation.objects.filter(pk=one.organisation_id).update(
        name="PT " + "Sangat Panjang Sekali " * 13 + "<b>" + "k" * 8
    )
    type(one).objects.filter(pk=one.pk).update(region=None)
    for code in region("32").regencies.values_list("code", flat=True)[10:26]:
        make_nomination(panel.round, code, state="withdrawn")
    snapshot = snapshot_of(panel, "final")
    pages = pypdf.PdfReader(io.BytesIO(paper.render(snapshot, asked(snapshot), "id"))).pages
    assert len(pages) > 1
    whole = snapshot.pack_digest.removeprefix("sha256:")
    for number, page in enumerate(pages, start=1):
        words = " ".join(page.extract_text().split())
        assert page.mediabox.width > page.mediabox.height
        assert "DRAF" in words
        assert whole in words
        assert f"Halaman {number} dari {len(pages)}" in words
    assert "Sekali <b>" in " ".join(pages[0].extract_text().split())
