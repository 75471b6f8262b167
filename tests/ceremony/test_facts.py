"""The frozen facts of a certificate and the words printed from them."""

from datetime import date

import pytest
from django.utils import translation

from ceremony import facts, phrasing
from paritrana.lib.digest import canonical
from paritrana.programme.certifying import read_template
from tests.factories.programme import rulebook

COMPETITION = {
    "edition": {"number": 4, "label": "2020", "period": ["2020-01-01", "2020-12-31"], "is_example": False},
    "round": {"level": "national", "region": "", "name": ""},
    "category": {"code": "regency_city", "id": "Kabupaten/Kota", "en": "Regency/City"},
}
TEMPLATES = {entry["level"]: read_template(entry) for entry in rulebook()["certificates"]}
TEMPLATE = TEMPLATES["national"]
WEST_JAVA = {"round": {"level": "province", "region": "32", "name": "Jawa Barat"}}


def certificate(competition=COMPETITION, **other):
    return facts.certificate_facts(
        competition,
        TEMPLATES[competition["round"]["level"]],
        **{
            "serial": "PRT-2020-N-KK-0003",
            "code": "7fk2q9xwab",
            "recipient": "Pemerintah Kota Bekasi",
            "rank": 3,
            "title": "Terbaik III",
            "decided_on": date(2021, 9, 9),
            "decree": "12/2021",
            "decision": "abcdefghjkmn",
            "snapshot": "0" * 64,
        }
        | other,
    )


def test_the_page_says_who_for_what_where_and_when(settings):
    settings.PUBLIC_ADDRESS = "https://paritrana.example"
    page = phrasing.printed(certificate())
    assert (page["honour_lines"], page["honour_size"]) == (
        ("Terbaik III, kategori Kabupaten/Kota, tingkat nasional",),
        18,
    )
    assert page["period"] == "periode 1 Januari–31 Desember 2020"
    assert page["dated"] == "Jakarta, 9 September 2021"
    assert (page["recipient_lines"], page["recipient_size"]) == (("Pemerintah Kota Bekasi",), 40)
    assert page["check_page"] == "paritrana.example/periksa"
    assert page["code"] == "7FK2Q-9XWAB"
    assert not page["is_example"]


def test_a_province_has_its_own_signatories_and_seat():
    page = phrasing.printed(certificate(COMPETITION | WEST_JAVA))
    assert page["honour_lines"][0].endswith("tingkat Provinsi Jawa Barat")
    assert page["dated"].startswith("Bandung, ")
    assert [signatory["office"] for signatory in page["signatories"]] == [
        "Gubernur Jawa Barat",
        "Sekretaris Daerah Provinsi\N{NO-BREAK SPACE}Jawa\N{NO-BREAK SPACE}Barat",
    ]


def test_serials_name_period_place_and_category():
    assert facts.serial_space(COMPETITION).space == "PRT-2020-N-KK"
    assert facts.serial_space(COMPETITION | WEST_JAVA).space == "PRT-2020-P32-KK"


def test_examples_count_in_a_series_of_their_own():
    example = COMPETITION | {"edition": COMPETITION["edition"] | {"is_example": True}}
    assert facts.serial_space(example).space == "CTH-2020-N-KK"


def test_facts_have_one_canonical_form():
    assert canonical(certificate()) == canonical(certificate(recipient="  Pemerintah  Kota\tBekasi "))


@pytest.mark.parametrize(
    "name",
    [
        "Kota 北京", "قرية", "ꦏꦺꦴꦠ", "ᯂᯬᯖ", "ᨀᨚᨈ",
        "Kota\u202eisakeB", "Kota\u200dBekasi", "Kota\ufe0f", "Kota 🏆", "Kota\x07", "K\ud800",
        "Kota Be\u00adkasi", "\ufeffKota Bekasi", "K\N{CYRILLIC SMALL LETTER O}ta Bekasi", "Ko" + "\u0301\u0302" * 20 + "ta",
        "\u0301Kota", "   ", "\u00a0\u2003", "", "– · –", "b" * 120,
    ],
)  # fmt: skip
def test_a_name_that_can_not_be_set_or_would_deceive_is_refused_with_a_sentence(name):
    with translation.override("en"):
        sentence = str(phrasing.may_be_printed(COMPETITION, TEMPLATE, name, "Terbaik I").sentence)
    assert sentence.endswith("then approve again.")
    assert sentence.isprintable(), "a letter of the name turns the sentence round or hides in it"
    assert ("U+" in sentence) == (name.strip(" –·\u00a0\u2003b") != "")


@pytest.mark.parametrize(
    "name", ["Kota <b>Ambon</b> =cmd()", "PT &lt;Maju&gt; &amp; Rekan", "Q\u0301uena", "Đà Nẵng"]
)
def test_a_name_of_latin_letters_is_taken_as_it_is_written(name):
    assert phrasing.may_be_printed(COMPETITION, TEMPLATE, name, "Terbaik I")


def test_a_title_is_looked_at_as_well():
    assert not phrasing.may_be_printed(COMPETITION, TEMPLATE, "Kota Ambon", "最佳")


def test_a_name_that_fits_nowhere_is_refused():
    assert "M" * 300 in str(phrasing.may_be_printed(COMPETITION, TEMPLATE, "M" * 300, "Terbaik I").sentence)


def test_a_period_over_two_years_names_both():
    assert phrasing.period(["2020-07-01", "2021-06-30"], "en") == "1 July 2020–30 June 2021"


def test_every_province_has_its_seat(db):
    from paritrana.regions.models import Region

    provinces = set(Region.objects.filter(kind="province").values_list("code", flat=True))
    assert provinces | {""} == set(facts.wording()["seats"])


def test_a_long_title_steps_down_and_one_that_fits_nowhere_is_refused():
    title = "Terbaik Inovasi Perlindungan Pekerja Rentan di Sektor Perikanan dan Pertanian Perdesaan"
    page = phrasing.printed(certificate(COMPETITION | WEST_JAVA, title=title))
    assert (page["honour_size"], len(page["honour_lines"])) == (12, 2)
    assert phrasing.may_be_printed(COMPETITION, TEMPLATE, "Kota Ambon", title)
    assert not phrasing.may_be_printed(COMPETITION, TEMPLATE, "Kota Ambon", "M" * 300)
