"""Names on the certificate: size, lines, letters."""

import pytest

from ceremony.lettering import STEPS, WIDTH_MM, missing_letters, set_name, tidy, width_mm

SITARO = "Pemerintah Kabupaten Kepulauan Siau Tagulandang Biaro"
LONGEST = (
    "Perusahaan Perseroan Terbatas Pembangunan dan Pengembangan Usaha Jasa Kawasan Industri Terpadu " * 2
)[:120].strip()


@pytest.mark.parametrize(
    ("name", "size", "lines"),
    [
        ("Pemerintah Kota Bekasi", 40, 1),
        (SITARO, 26, 1),
        ("A", 40, 1),
        (f"{SITARO} Utara", 26, 2),
        (LONGEST, 22, 2),
    ],
)
def test_long_names_step_down_to_two_lines_at_most(name, size, lines):
    lettering = set_name(name)
    assert (lettering.size, len(lettering.lines)) == (size, lines)
    assert " ".join(lettering.lines) == name
    assert all(width_mm(line, size) <= WIDTH_MM for line in lettering.lines)


def test_two_lines_are_as_equal_as_the_words_allow():
    first, second = set_name(LONGEST).lines
    assert abs(width_mm(first, 22) - width_mm(second, 22)) < WIDTH_MM / 4


def test_a_name_that_fits_nowhere_is_none():
    assert set_name("M" * 200) is None


@pytest.mark.parametrize(
    "name", ["<b>Tebal</b>", "PT \"Kutip\" 'Tunggal'", "=cmd()", "Naïve Œuvre Ærø", "Kota – Ujung ½ €"]
)
def test_letters_of_the_face_are_printed_as_they_are(name):
    assert missing_letters(name) == ""


@pytest.mark.parametrize(
    ("name", "missing"),
    [("Kota 北京京", "北京"), ("قرية", "قرية"), ("abc\u202edef", "\u202e"), ("\u200b", "\u200b")],
)
def test_letters_the_face_lacks_are_named_once(name, missing):
    assert missing_letters(name) == missing


def test_names_are_composed_and_their_spaces_single():
    assert tidy("  Pemerintah\n Kota\te\u0301 ") == "Pemerintah Kota \u00e9"


def test_the_steps_only_ever_go_down():
    assert [size for size, _ in STEPS] == sorted((size for size, _ in STEPS), reverse=True)
