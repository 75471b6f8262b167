"""The workbook reckons: evaluated by another program it gives the figures of the snapshot, and follows a changed score."""

import csv
import io

import formulas as spreadsheet
import openpyxl
import pytest
from django.urls import reverse

from assessment.models import ScoreSheet
from assessment.queries.ranking import board_of
from assessment.reports import formulas, paper, workbook
from assessment.reports.table import table
from paritrana.documents.press import pdf
from paritrana.documents.press.csv import stream
from paritrana.programme.rulebook import rules_of
from tests.factories.assessment import (
    close,
    closed_panel,
    hand_out,
    make_nomination,
    make_panel,
    seat_assessor,
    seat_chair,
    sign,
    snapshot_of,
)
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def board(snapshot):
    return board_of(snapshot, rules_of(snapshot.panel.category))


def evaluated(path) -> dict:
    """{(sheet, cell): value} of every cell after another program has reckoned the formulas."""
    solution = spreadsheet.ExcelModel().loads(str(path)).finish().calculate()
    cells = {}
    for key, ranges in solution.items():
        if ":" in key or "!" not in key:
            continue
        sheet, cell = key.rsplit("!", 1)
        cells[sheet.split("]")[-1].strip("'").upper(), cell] = ranges.value[0][0]
    return cells


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
    cells = evaluated(workbook.write(found, "id"))
    totals = 2 + len(found.ranking.aspects)
    column = chr(ord("A") + totals)
    for number, row in enumerate(found.ranked, start=2):
        assert cells["PERINGKAT", f"A{number}"] == row.placing.rank
        assert f"{float(cells['PERINGKAT', f'{column}{number}']):.4f}" == row.placing.total
        for place, (_code, points, _decides) in enumerate(row.figures):
            cell = chr(ord("C") + place) + str(number)
            assert f"{float(cells['PERINGKAT', cell]):.4f}" == points
    assert any(
        row.placing.decided_by.startswith("metric") for row in found.ranked[1:] if row.placing.decided_by
    )


def test_the_final_ranking_with_its_range_scores_comes_out_the_same():
    found = board(snapshot_of(closed_panel(nominations=3, assessors=3), "final"))
    cells = evaluated(workbook.write(found, "id"))
    column = chr(ord("A") + 2 + len(found.ranking.aspects))
    for number, row in enumerate(found.ranked, start=2):
        assert cells["PERINGKAT", f"A{number}"] == row.placing.rank
        assert f"{float(cells['PERINGKAT', f'{column}{number}']):.4f}" == row.placing.total


def test_a_changed_score_changes_the_total(tmp_path):
    found = board(snapshot_of(shortlisted_panel()))
    path = workbook.write(found, "id")
    book = openpyxl.load_workbook(path)
    label = found.snapshot.panel.seats.filter(is_assessor=True).first().label
    before = float(found.ranked[0].placing.total)
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
    book = openpyxl.load_workbook(workbook.write(found, "id"))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert not (cell.data_type == "f" and "HYPERLINK" in str(cell.value))
    columns, rows = table(found)
    line = b"".join(stream(columns, rows, "en")).decode().splitlines()[1]
    assert next(csv.reader(io.StringIO(line)))[1].startswith("'=HYPERLINK")


def test_sheets_stand_for_assessors_and_nobody_is_named():
    panel = closed_panel(nominations=1, assessors=3)
    book = openpyxl.load_workbook(workbook.write(board(snapshot_of(panel, "final")), "id"))
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


def test_the_paper_prints():
    panel = closed_panel(nominations=3, assessors=3)
    content = paper.render(board(snapshot_of(panel, "final")), "id")
    assert pdf.available()
    assert content.startswith(b"%PDF")
