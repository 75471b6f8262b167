"""Counts as people type them."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from nominations import counts


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("", None),
        ("   ", None),
        ("0", 0),
        ("886113", 886113),
        ("886.113", 886113),
        ("886,113", 886113),
        ("886 113", 886113),
        ("886\N{NO-BREAK SPACE}113", 886113),
        (" 1.234.567 ", 1234567),
        ("999999999999999999", 10**18 - 1),
    ],
)
def test_a_count_is_digits_or_groups_of_three_split_by_one_mark(typed, number):
    assert counts.read(typed) == number


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("10.24", "Maksud Anda 1.024?"),
        ("1.234,567", "Maksud Anda 1.234.567?"),
        ("12.34.567", "Maksud Anda 1.234.567?"),
        ("1,5 juta", "Maksud Anda 1.500.000?"),
        ("1.5 juta", "Maksud Anda 1.500.000?"),
        ("8 ribu", "Maksud Anda 8.000?"),
        ("8.000-an", "Maksud Anda 8.000?"),
        ("sekitar 8.000", "Maksud Anda 8.000?"),
        ("95,36 %", "bukan persentase"),
        ("12 persen", "bukan persentase"),
        ("-5", "kurang dari nol"),
        ("−5", "kurang dari nol"),
        ("1000000000000000000", "terlalu besar"),
        ("1" + "0" * 59, "terlalu besar"),
        ("banyak", "misalnya 10.245"),
        ("1e5", "misalnya 10.245"),
        ("٣٤٥", "misalnya 10.245"),
        ("12\N{RIGHT-TO-LEFT MARK}345", "tidak terlihat di antara angka. Apakah maksud Anda 12.345?"),
        ("👷", "misalnya 10.245"),
        ("+5", "misalnya 10.245"),
        (".", "misalnya 10.245"),
    ],
)
def test_everything_else_is_refused_with_the_reading_proposed(typed, words):
    with translation.override("id"), pytest.raises(counts.Unreadable) as refused:
        counts.read(typed)
    with translation.override("id"):
        assert words in str(refused.value.sentence)


@given(st.integers(min_value=0, max_value=10**18 - 1), st.sampled_from(".,  "))
def test_every_count_is_read_back_however_it_is_grouped(number, mark):
    assert counts.read(f"{number:,}".replace(",", mark)) == number
    assert counts.read(str(number)) == number


def outcome(text: str) -> object:
    try:
        return counts.read(text)
    except counts.Unreadable as refused:
        return str(refused.sentence)


@given(st.text(max_size=40))
def test_every_text_is_a_count_nothing_or_refused_in_words(text):
    match outcome(text):
        case None:
            assert not text.strip()
        case int() as number:
            assert 0 <= number < counts.LIMIT
        case sentence:
            assert sentence


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("", None),
        ("3", "3"),
        ("2,5", "2.5"),
        ("2.50", "2.50"),
        ("-1", "-1"),
        ("007", "7"),
        ("-0", "0"),
        ("-0,5", "-0.5"),
    ],
)
def test_a_value_is_kept_as_a_decimal_string(typed, value):
    assert counts.read_value(typed) == value


@pytest.mark.parametrize("typed", ["12 %", "tiga", "1.234,5", "1e3", "NaN", "1" * 21])
def test_a_value_that_is_no_figure_is_refused(typed):
    with pytest.raises(counts.Unreadable):
        counts.read_value(typed)


def test_counts_are_found_in_running_text():
    assert counts.found_in("10.245 + 1.711 dan 54 kelurahan, 95,36 % pada 2020") == [10245, 1711, 54, 2020]
