"""Serials and check codes: built, written and read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ceremony import serials
from paritrana.lib.identifiers import ALPHABET

BEKASI = serials.Serial(serials.OFFICIAL, 2020, "", "KK", 3)


@pytest.mark.parametrize(
    "typed",
    ["PRT-2020-N-KK-0003", "prt 2020 n kk 3", "PRT2020NKK0003", " PRT–2020–N–KK–0003\n", "prt/2020/n/kk/03"],
)
def test_a_serial_is_read_however_it_is_typed(typed):
    assert serials.parse_serial(typed) == BEKASI
    assert str(serials.parse_serial(typed)) == "PRT-2020-N-KK-0003"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "PRT",
        "PRT-2020-N-KK-0000",
        "ABC-2020-N-KK-0003",
        "PRT-2020-P3-KK-0003",
        "PRT-20-N-KK-3",
        "'; drop",
        "٣" * 20,
    ],
)
def test_what_is_no_serial_is_none(typed):
    assert serials.parse_serial(typed) is None


def test_the_space_is_all_but_the_number():
    serial = serials.parse_serial("PRT-2020-P32-KK-0012")
    assert (serial.space, serial.number, serial.region) == ("PRT-2020-P32-KK", 12, "32")


@given(
    series=some.sampled_from([serials.OFFICIAL, serials.EXAMPLE]),
    year=some.integers(2017, 2999),
    region=some.one_of(some.just(""), some.integers(11, 99).map(str)),
    category=some.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=6),
    number=some.integers(1, 999_999),
)
def test_every_serial_reads_back_as_itself(series, year, region, category, number):
    serial = serials.Serial(series, year, region, category, number)
    assert serials.parse_serial(str(serial)) == serial


def test_known_categories_have_their_letters_and_others_their_initials():
    assert serials.category_letters("regency_city") == "KK"
    assert serials.category_letters("best_zone_sumatera") == "BZS"
    assert serials.category_letters("9") == "X"


def test_codes_are_random_and_read_back_as_they_stand_on_paper():
    codes = {serials.new_code() for _ in range(500)}
    assert len(codes) == 500
    for code in codes:
        assert serials.parse_code(serials.spoken_code(code)) == code


@pytest.mark.parametrize("typed", ["", "7fk2q9xwa", "7fk2q9xwabc", "0fk2q9xwab", "o" * 10, "é" * 10])
def test_what_can_be_no_code_is_none(typed):
    assert serials.parse_code(typed) is None


def test_the_alphabet_has_no_letter_that_is_taken_for_another():
    assert not set("01iloué") & set(ALPHABET)
