"""Tables that leave as files: exact, in the reader's separators, and with no live formula from what people typed."""

import csv as reader
import io
import re
import tracemalloc
import zipfile
from datetime import UTC, date, datetime
from fractions import Fraction

import openpyxl
import pytest

from paritrana.documents import store
from paritrana.documents.press import csv, xlsx
from paritrana.documents.press.columns import Column, Shape

COLUMNS = [
    Column("Region", width=30),
    Column("Covered", Shape.COUNT),
    Column("Share", Shape.SHARE),
    Column("Points", Shape.POINTS),
    Column("Day", Shape.DAY),
    Column("Moment", Shape.MOMENT, zone="Asia/Jayapura"),
]
MOMENT = datetime(2020, 12, 14, 16, 59, tzinfo=UTC)
ROW = ["Kota Bekasi", 941402, Fraction(2, 3), "74.7555", date(2020, 12, 21), MOMENT]
LIVE = [
    '=HYPERLINK("http://x.test","klik")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "＝1+1",
    "=cmd|' /C calc'!A0",
    "http://x.test",
    "internal:Sheet1!A1",
    "{=1+1}",
]


def workbook(columns, rows, **more):
    with xlsx.Workbook("id", title="Uji") as book:
        book.sheet("Daftar", columns, rows, **more)
    return book.path


def test_a_workbook_holds_the_figures_with_their_formats():
    sheet = openpyxl.load_workbook(workbook(COLUMNS, [ROW, [None] * 6], notes=["Judul", "Catatan"]))["Daftar"]
    cells = [cell.value for cell in sheet[5]]
    assert cells[:2] == ["Kota Bekasi", 941402]
    assert cells[2] == pytest.approx(2 / 3)
    assert cells[3] == 74.7555
    assert cells[4] == datetime(2020, 12, 21)  # noqa: DTZ001 cells have no zone
    assert cells[5] == datetime(2020, 12, 15, 1, 59)  # noqa: DTZ001 nine hours east
    assert [cell.number_format for cell in sheet[5]][2:4] == ["0.00%", "#,##0.0000"]
    assert [cell.value for cell in sheet[6]] == [None] * 6
    assert (sheet["A1"].value, sheet["A2"].value) == ("Judul", "Catatan")
    assert sheet.freeze_panes == "A5"


@pytest.mark.parametrize("typed", LIVE)
def test_no_cell_is_a_formula_or_a_link(typed):
    path = workbook([Column("Kota")], [[typed]])
    cell = openpyxl.load_workbook(path).active["A2"]
    assert cell.data_type == "s" or cell.data_type == "inlineStr"
    assert cell.hyperlink is None
    with zipfile.ZipFile(path) as package:
        assert not any(
            b"<f>" in package.read(name) or b"<hyperlink" in package.read(name) for name in package.namelist()
        )


def test_what_xml_cannot_write_is_replaced():
    path = workbook([Column("Kota")], [["a\x00b\x0bc\ufffe"], ["x" * 40_000]])
    sheet = openpyxl.load_workbook(path).active
    assert sheet["A2"].value == "a\ufffdb\ufffdc\ufffd"
    assert len(sheet["A3"].value) == 32_767


def test_a_count_that_is_none_is_found():
    with pytest.raises(ValueError):
        workbook([Column("Jumlah", Shape.COUNT)], [["dua"]])
    with pytest.raises(ValueError):
        workbook([Column("Jumlah", Shape.COUNT)], [[1, 2]])
    assert list(store.incoming().iterdir()) == []


def test_a_large_workbook_stays_small_in_memory():
    def peak(rows: int) -> int:
        tracemalloc.start()
        workbook(
            [Column(f"k{n}") for n in range(10)],
            ([f"Kota {row} {n}" for n in range(10)] for row in range(rows)),
        )
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(10)  # what the library loads once
    assert peak(1_500) < 1.5 * peak(300)


# ---- CSV ----------------------------------------------------------------------------------------------------------
def read(columns, rows, language):
    content = b"".join(csv.stream(columns, rows, language)).decode("utf-8-sig")
    return list(reader.reader(io.StringIO(content, newline=""), delimiter=";" if language == "id" else ","))


@pytest.mark.parametrize(
    ("language", "share", "points"), [("id", "66,67", "74,7555"), ("en", "66.67", "74.7555")]
)
def test_separators_follow_the_language(language, share, points):
    rows = read(COLUMNS, [ROW, [None] * 6], language)
    assert rows[1] == ["Kota Bekasi", "941402", share, points, "2020-12-21", "2020-12-15T01:59:00+09:00"]
    assert rows[2] == [""] * 6


def test_excel_recognises_the_letters():
    assert b"".join(csv.stream([Column("Kota")], [["Padangsidimpuan – é"]], "id")).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("typed", LIVE)
@pytest.mark.parametrize("language", ["id", "en"])
def test_no_field_is_a_formula(typed, language):
    field = read([Column("Kota")], [[typed]], language)[1][0]
    assert not re.match(r"\s*[=+\-@＝＋－＠]", field)
    assert field.lstrip("'") == typed


def test_fields_with_separators_and_breaks_come_back():
    typed = 'Kota "A"; B, C\nD'
    for language in ("id", "en"):
        assert read([Column("Kota")], [[typed]], language)[1] == [typed]


def test_negative_figures_stay_figures():
    assert read([Column("Selisih", Shape.POINTS)], [["-0.5000"]], "en")[1] == ["-0.5000"]


def test_rows_are_written_as_they_come():
    def rows():
        yield ["satu"]
        raise RuntimeError

    stream = csv.stream([Column("Kota")], rows(), "id")
    assert next(stream)
    assert next(stream) == b"satu\r\n"
