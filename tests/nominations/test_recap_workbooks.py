"""Workbooks as spreadsheets and programs write them: read alike, and what nobody would see is not counted."""

import re
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter

from nominations.recap.counts import Count, read
from nominations.recap.faults import sentence_of
from tests.nominations.test_recap_reading import FRAME, HEAD

COLUMNS = HEAD.split(",")
ROW = ["32.75", None, None, "Kota Bekasi", "PU", "2025-12", 886113, 929199]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "0a1b"  # as the archive keeps it: without an ending


def read_all(path) -> list:
    return list(read(path, "rekap.xlsx", FRAME))


def places(found: list) -> list[tuple]:
    assert all(sentence_of(one) for one in found if not isinstance(one, Count))
    return [
        (one["code"], one["sheet"], one["row"], one["column"]) for one in found if not isinstance(one, Count)
    ]


def written(path, *rows: list, **sheets: list[list]):
    """A workbook of one sheet Data, and of others by name; gives it unsaved."""
    book = openpyxl.Workbook()
    book.active.title = "Data"
    for name, table in {"Data": rows, **sheets}.items():
        sheet = book[name] if name in book else book.create_sheet(name)
        for row in table:
            sheet.append(row)
    book.save(path)
    return book


def rewritten(path, part: str, old: str, new: str) -> None:
    """The file with one part changed, as another program might have written it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    changed = re.sub(old.encode(), new.encode(), parts[part])
    assert changed != parts[part]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (parts | {part: changed}).items():
            archive.writestr(name, content)


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize("options", [{}, {"constant_memory": True}, {"use_zip64": True}])
def test_shared_and_inline_strings_read_alike(path, options):
    with xlsxwriter.Workbook(str(path), options) as book:  # constant_memory writes strings inside the cells
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, COLUMNS)
        sheet.write_row(4, 0, ["", *ROW[1:]])  # rows between are missing
        sheet.write_string(4, 0, "32.75")
        sheet.set_row(4, 30)  # a height of its own, as LibreOffice writes for each row
    (count,) = read_all(path)
    assert (count.row, count.code, count.covered, count.total) == (5, "32.75", 886113, 929199)


def test_cells_without_their_place_are_counted_on(path):
    written(path, COLUMNS, ["32.75", "JJ1", "0123456789012345", *ROW[3:]])
    rewritten(path, SHEET, r'<c r="\w+"', "<c")
    (count,) = read_all(path)
    assert (count.npp, count.covered) == ("JJ1", 886113)


def test_days_counted_from_1904_are_the_same_days(path):
    book = written(path, COLUMNS, ROW)
    for epoch in (openpyxl.utils.datetime.MAC_EPOCH, openpyxl.utils.datetime.WINDOWS_EPOCH):
        book.epoch = epoch
        book["Data"]["F2"] = datetime(2025, 12, 31)  # noqa: DTZ001 as a cell has it
        book.save(path)
        (count,) = read_all(path)
        assert count.month == date(2025, 12, 1)


def test_each_sheet_has_its_own_header(path):
    written(path, COLUMNS, ROW, Lain=[["Catatan"], ["bebas"]], Kosong=[], Juga=[COLUMNS, [*ROW[:6], "x", 9]])
    found = read_all(path)
    assert places(found) == [("no_header", "Lain", 1, ""), ("not_a_count", "Juga", 2, "peserta")]
    assert [one.sheet for one in found if isinstance(one, Count)] == ["Data"]


def test_what_is_hidden_is_said(path):
    book = written(path, COLUMNS, ROW, Simpanan=[COLUMNS, ROW], Kosong=[])
    book["Simpanan"].sheet_state = "veryHidden"
    book["Kosong"].sheet_state = "hidden"
    book["Data"].row_dimensions[2].hidden = True
    book.save(path)
    found = read_all(path)
    assert places(found) == [("hidden_rows", "Data", 2, ""), ("hidden_sheet", "Simpanan", 0, "")]
    assert sum(isinstance(one, Count) for one in found) == 1


def test_merged_cells_are_told_with_their_sheet(path):
    book = written(path, COLUMNS, ROW, Juga=[COLUMNS])
    book["Juga"].merge_cells("G1:H1")
    book["Juga"].merge_cells("A2:A9")
    book.save(path)
    assert set(places(read_all(path))) >= {("merged", "Juga", 1, "G1:H1"), ("merged", "Juga", 2, "A2:A9")}


@pytest.mark.parametrize("cached", [True, False])
def test_a_formula_is_a_fault_with_and_without_its_result(path, cached):
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, COLUMNS)
        sheet.write_row(1, 0, ["", *ROW[1:]])
        sheet.write_string(1, 0, "32.75")
        sheet.write_formula(1, 6, "=SUM(A1:A2)", None, 886113 if cached else "")
        sheet.write_array_formula(2, 6, 2, 6, "{=SUM(A1:A2)}", None, 4)
    assert places(read_all(path)) == [("formula", "Data", 2, "peserta"), ("formula", "Data", 3, "peserta")]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (886113.0, None),
        ("886113", None),
        (0.954, "not_a_count"),
        (True, "not_a_count"),
        ("#N/A", "not_a_count"),
        (datetime(2025, 1, 5), "date_for_number"),  # noqa: DTZ001 as a cell has it
        (datetime(2025, 1, 5).time(), "not_a_count"),  # noqa: DTZ001 as a cell has it
        (1e300, "too_large"),
    ],
)
def test_what_stands_for_a_count(path, value, expected):
    book = written(path, COLUMNS, [*ROW[:6], value, 929199])
    if value == 0.954:
        book["Data"]["G2"].number_format = "0.0%"
        book.save(path)
    assert [one[0] for one in places(read_all(path))] == ([expected] if expected else [])


def test_formatted_blanks_are_no_cells(path):
    book = written(path, [*COLUMNS, None, " "], [*ROW, None, "\u00a0"])
    book["Data"]["Z900"].number_format = "0"
    book.save(path)
    assert len(read_all(path)) == 1


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (SHEET, r"<v>7</v>", "<v>99999</v>"),  # a string that is not there
        (SHEET, r"<v>886113</v>", "<v>8x</v>"),
        (SHEET, r"</sheetData>", ""),
        (SHEET, r'<row r="2"', '<row r="99999999999"'),
    ],
)
def test_a_damaged_workbook_is_a_fault_and_no_crash(path, part, old, new):
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, COLUMNS)
        sheet.write_row(1, 0, ROW)
    rewritten(path, part, old, new)
    assert places(read_all(path))[-1][:2] == ("broken_workbook", "Data")
