"""No cell of a CSV runs as a formula, and spreadsheets read it as UTF-8."""

import csv
import io

import pytest

from paritrana.web.csvfile import csv_answer, safe


@pytest.mark.parametrize("text", ["=1+1", "+62", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "\n@x"])
def test_what_begins_like_a_formula_is_text(text):
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Kota Bekasi", "3-1", "a=b", "", 7, -7, 0])
def test_everything_else_stays_as_it_is(value):
    assert safe(value) == value


def test_nothing_is_an_empty_cell():
    assert safe(None) == ""


def test_the_file_is_utf_8_with_its_mark_and_quotes_what_needs_it():
    answer = csv_answer("daftar.csv", ("nama", "n"), [("Fak–Fak, Papua", 1), ('"=x"', None)])
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="daftar.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert rows == [["nama", "n"], ["Fak–Fak, Papua", "1"], ['"=x"', ""]]
