"""Every way a recap can be wrong is said by sheet, row and column; what is right is read to the digit."""

import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from django.utils.translation import override

from nominations.recap.counts import Count, Frame, read
from nominations.recap.faults import NOTES, SENTENCES, sentence_of

FRAME = Frame(
    {"32": True, "32.75": True, "32.10": True, "33.74": False},
    ("BPU", "PU"),
    (date(2025, 1, 1), date(2025, 12, 31)),
)
HEAD = "kode_wilayah,npp,npwp,nama,segmen,periode,peserta,jumlah"
GOOD = "32.75,,,Kota Bekasi,PU,2025-12,886113,929199"


def of_csv(tmp_path, text: str | bytes) -> list:
    path = tmp_path / "rekap.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read(path, "rekap.csv", FRAME))


def of_sheet(tmp_path, *rows: list, merge: str = "") -> list:
    book = openpyxl.Workbook()
    book.active.title = "Data"
    for row in rows:
        book.active.append(row)
    if merge:
        book.active.merge_cells(merge)
    path = tmp_path / "rekap.xlsx"
    book.save(path)
    return list(read(path, "rekap.xlsx", FRAME))


def places(found: list) -> list[tuple]:
    assert all(sentence_of(one) for one in found)
    return [(one["code"], one["row"], one["column"]) for one in found]


@pytest.mark.parametrize("mark", [",", ";"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_commas_semicolons_and_the_utf8_mark_read_alike(tmp_path, mark, bom):
    text = bom + f"{HEAD}\n{GOOD}\n".replace(",", mark).encode()
    *notes, count = of_csv(tmp_path, text)
    said = [code for code, is_said in (("bom", bom), ("semicolons", mark == ";")) if is_said]
    assert [(one["code"], one["sheet"], one["row"]) for one in notes] == [(code, "CSV", 1) for code in said]
    assert (count.code, count.segment, count.month) == ("32.75", "PU", date(2025, 12, 1))
    assert (count.covered, count.total, count.row) == (886113, 929199, 2)


ROWS = {
    "thousands": ("32.75,,,X,PU,2025-12,886.113,929199", [("separated", 2, "peserta")]),
    "decimal": ("32.75,,,X,PU,2025-12,886.5,929199", [("not_a_count", 2, "peserta")]),
    "negative": ("32.75,,,X,PU,2025-12,-4,929199", [("not_a_count", 2, "peserta")]),
    "nothing": ("32.75,,,X,PU,2025-12,,929199", [("nothing", 2, "peserta")]),
    "out of none": ("32.75,,,X,PU,2025-12,4,0", [("covered_above_zero", 2, "jumlah")]),
    "huge": ("32.75,,,X,PU,2025-12,99999999999,1", [("too_large", 2, "peserta")]),
    "unknown region": ("99.99,,,X,PU,2025-12,4,9", [("unknown_region", 2, "kode_wilayah")]),
    "lost zero": ("32.1,,,X,PU,2025-12,4,9", [("bad_code", 2, "kode_wilayah")]),
    "other province": ("33.74,,,X,PU,2025-12,4,9", [("outside_scope", 2, "kode_wilayah")]),
    "14 digits": (",,12345678901234,X,PU,2025-12,4,9", [("bad_npwp", 2, "npwp")]),
    "period": ("32.75,,,X,PU,12/2025,4,9", [("bad_period", 2, "periode")]),
    "outside": ("32.75,,,X,PU,2024-12,4,9", [("outside_period", 2, "periode")]),
    "segment": ("32.75,,,X,XY,2025-12,4,9", [("unknown_segment", 2, "segmen")]),
    "nobody": (",,,,PU,2025-12,4,9", [("no_key", 2, "")]),
    "too many cells": ("32.75,,,Kota, Bekasi,PU,2025-12,4,9", [("cells", 2, "")]),
    "duplicate": (f"{GOOD}\n{GOOD}", [("twice", 3, "")]),
    "totals": (f"{GOOD}\nTOTAL,,,,,,4,9", [("sum", 3, "")]),
    "totals below a name": (f"{GOOD}\n,,,Jumlah seluruhnya:,PU,2025-12,4,9", [("sum", 3, "")]),
    "duplicate under another name": (f"{GOOD}\n32.75,,,Bekasi,PU,2025-12,4,9", [("twice", 3, "")]),
    "shortened": (",,1.23457E+14,X,PU,2025-12,4,9", [("shortened", 2, "npwp")]),
    "shortened with a comma": (',"1,23E+09",,X,PU,2025-12,4,9', [("shortened", 2, "npp")]),
    "separated by no-break spaces": ("32.75,,,X,PU,2025-12,886\u00a0113,9", [("separated", 2, "peserta")]),
    "shortened count": ("32.75,,,X,PU,2025-12,1e5,9", [("not_a_count", 2, "peserta")]),
    "percent": ("32.75,,,X,PU,2025-12,95%,9", [("not_a_count", 2, "peserta")]),
    "no period": ("32.75,,,X,,,4,9", [("nothing", 2, "segmen"), ("nothing", 2, "periode")]),
    "open quotation mark": (f'{GOOD}\n32.75,,,"PT X,PU,2025-11,4,9', [("quotes", 3, "")]),
    "quotation mark inside": (f'{GOOD}\n32.75,,,"PT "X" Y",PU,2025-11,4,9', [("quotes", 3, "")]),
    "several": ("99.99,,,X,XY,2025,4.000,9", [
        ("unknown_region", 2, "kode_wilayah"),
        ("unknown_segment", 2, "segmen"),
        ("bad_period", 2, "periode"),
        ("separated", 2, "peserta"),
    ]),
}  # fmt: skip


@pytest.mark.parametrize("case", ROWS)
def test_a_wrong_row_says_where_and_what(tmp_path, case):
    row, expected = ROWS[case]
    found = [one for one in of_csv(tmp_path, f"{HEAD}\n{row}\n") if not isinstance(one, Count)]
    assert places(found) == expected


def test_an_npwp_of_15_digits_is_the_one_of_16_behind_a_zero(tmp_path):
    old, new = of_csv(
        tmp_path, f"{HEAD}\n,,12.345.678.9-012.345,A,PU,2025-11,4,9\n,,0123456789012345,A,PU,2025-12,4,9\n"
    )
    assert old.npwp == new.npwp == "0123456789012345"


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("wilayah,segmen,periode,peserta", "no_header"),
        ("nama,segmen,periode", "no_header"),
        (HEAD + ",catatan", "unknown_column"),
        ("kode_wilayah,,segmen,periode,peserta", "unnamed_column"),
        (HEAD + ",Total", "column_twice"),
        ("REKAP KEPESERTAAN DESEMBER 2025", "no_header"),
        (HEAD + ",nama", "column_twice"),
    ],
)
def test_a_wrong_header_stops_or_is_said(tmp_path, head, code):
    assert code in {one["code"] for one in of_csv(tmp_path, f"{head}\n") if not isinstance(one, Count)}


def test_latin_1_is_found_with_its_row(tmp_path):
    found = of_csv(tmp_path, f"{HEAD}\n{GOOD}\n32.75,,,Caf".encode() + b"\xe9,PU,2025-11,4,9\n")
    assert places([one for one in found if not isinstance(one, Count)]) == [("not_utf8", 3, "nama")]


def test_an_empty_table_and_another_type_are_faults(tmp_path):
    assert places(of_csv(tmp_path, HEAD + "\n")) == [("empty", 0, "")]
    path = tmp_path / "rekap.txt"
    path.write_text("x")
    assert places(list(read(path, "rekap.txt", FRAME))) == [("no_table", 0, "")]


def test_a_workbook_is_read_like_a_csv(tmp_path):
    (count,) = of_sheet(
        tmp_path,
        HEAD.split(","),
        ["32.75", None, None, "X", "PU", datetime(2025, 12, 31), 4, 9],  # noqa: DTZ001 as a cell has it
    )
    assert (count.sheet, count.month, count.covered) == ("Data", date(2025, 12, 1), 4)


def test_formulas_dates_and_numbers_for_codes_are_faults(tmp_path):
    found = of_sheet(
        tmp_path,
        HEAD.split(","),
        ["32.75", None, None, "X", "PU", "2025-12", "=1+1", 9],
        ["32.75", None, None, "X", "PU", "2025-11", datetime(2025, 1, 5), 9],  # noqa: DTZ001 as a cell has it
        [32.1, None, None, "X", "PU", "2025-10", 4, 9],
        [None, None, 12345678901234, "X", "PU", "2025-09", 4, 9],
        [None, 1234567, None, "X", "PU", "2025-08", 4, 9],
    )
    assert places(found) == [
        ("formula", 2, "peserta"),
        ("date_for_number", 3, "peserta"),
        ("number_for_code", 4, "kode_wilayah"),
        ("number_for_code", 5, "npwp"),
        ("number_for_code", 6, "npp"),
    ]


def test_merged_cells_are_found(tmp_path):
    found = of_sheet(
        tmp_path, HEAD.split(","), ["32.75", None, None, "X", "PU", "2025-12", 4, 9], merge="A2:A3"
    )
    assert places([one for one in found if not isinstance(one, Count)]) == [("merged", 2, "A2:A3")]
    assert zipfile.is_zipfile(tmp_path / "rekap.xlsx")


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_line_ends_blanks_and_quotes_do_not_change_what_is_read(tmp_path, mark, end):
    rows = [HEAD + ",,", "", ' 32.75\u00a0,,,"Kota  Bekasi\u200b", pu ,2025-12 ,"886113", 929199,,', ",,,,"]
    found = of_csv(tmp_path, end.join(row.replace(",", mark) for row in rows))
    (count,) = [one for one in found if isinstance(one, Count)]
    assert (count.code, count.name, count.segment, count.row) == ("32.75", "Kota Bekasi", "PU", 3)
    assert (count.covered, count.total) == (886113, 929199)
    assert {one["code"] for one in found if one is not count} <= NOTES


def test_utf_16_is_not_read(tmp_path):
    found = of_csv(tmp_path, f"{HEAD}\n{GOOD}\n".encode("utf-16"))
    assert places(found)[0] == ("not_utf8", 1, "")
    assert not any(isinstance(one, Count) for one in found)


def test_usual_headings_in_any_order_are_read_and_said(tmp_path):
    head = "No.,Nama Perusahaan,No. NPP,Bulan,Segmen Kepesertaan,Jumlah Tenaga Kerja,Jumlah Peserta"
    *notes, count = of_csv(tmp_path, f"{head}\n1,PT X,JJ1,2025-12,PU,9,4\n")
    assert (count.name, count.npp, count.covered, count.total) == ("PT X", "JJ1", 4, 9)
    assert [one["code"] for one in notes] == ["left_out"] + ["read_as"] * 6
    assert {one["code"] for one in notes} <= NOTES
    english = "region_code,period,segment,members,total"
    assert of_csv(tmp_path, f"{english}\n32.75,2025-12,PU,4,9\n")[-1].code == "32.75"


def test_a_fault_names_the_column_as_the_file_does(tmp_path):
    found = of_csv(tmp_path, "Kode,Segmen,Periode,Jumlah Peserta\n32.75,PU,2025-12,4.000\n")
    assert places(found)[-1] == ("separated", 2, "Jumlah Peserta")


def test_every_fault_has_a_sentence_in_both_languages():
    for code in SENTENCES:
        found = {"code": code, "params": dict.fromkeys(("value", "names", "digits"), "X")}
        with override("en"):
            english = sentence_of(found)
        with override("id"):
            assert sentence_of(found) != english
