"""The template of a certificate: who signs, which emblem and border, both languages, by edition and level as data."""

import dataclasses
from io import BytesIO

import pypdf
import pypdfium2
import pytest

from ceremony import actions, phrasing
from ceremony.layout import paper
from ceremony.models import Award, Certificate
from paritrana.lib.verdict import Refused
from paritrana.programme.certifying import read_template
from paritrana.regions.models import Region
from tests.ceremony.test_facts import COMPETITION, TEMPLATE, WEST_JAVA, certificate
from tests.factories.ceremony import decider_of, make_decision
from tests.factories.programme import make_edition, make_round, rulebook


def content(**changes) -> dict:
    """The example rulebook with another template for the provinces."""
    made = rulebook()
    for entry in made["certificates"]:
        if entry["level"] == "province":
            entry |= changes
    return made


OFFICE = {
    "role": {"id": "Penyelenggara", "en": "Organiser"},
    "office": {"id": "Kepala Biro {province}", "en": "Head of Bureau"},
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"signatories": []}, "menandatangani"),
        ({"signatories": [OFFICE] * 3}, "satu atau dua"),
        ({"signatories": [OFFICE | {"office": {"id": "", "en": ""}}]}, "satu atau dua"),
        ({"emblem": "nowhere.svg"}, "nowhere.svg"),
    ],
)
def test_without_a_whole_template_nothing_is_approved_and_the_sentence_says_what_to_mend(changes, words):
    edition = make_edition(content=content(**changes))
    decision = make_decision(make_round(edition, region=west_java()), winners=1)
    with pytest.raises(Refused, match=words):
        actions.approve_decision(decision, by=decider_of(decision))
    assert not Award.objects.exists()


@pytest.mark.django_db
def test_an_edition_without_any_template_is_refused_too():
    made = rulebook()
    del made["certificates"]
    decision = make_decision(make_round(make_edition(content=made), region=west_java()), winners=1)
    with pytest.raises(Refused):
        actions.approve_decision(decision, by=decider_of(decision))


@pytest.mark.django_db
def test_the_offices_of_the_editions_own_rulebook_are_frozen_into_the_certificate():
    edition = make_edition(content=content(signatories=[OFFICE]))
    decision = make_decision(make_round(edition, region=west_java()), winners=1)
    actions.approve_decision(decision, by=decider_of(decision))
    page = phrasing.printed(Certificate.objects.get().facts)
    assert [(one["role"], one["office"]) for one in page["signatories"]] == [
        ("Penyelenggara", "Kepala Biro Jawa Barat")
    ]


def test_both_languages_stand_on_the_page_and_the_border_is_the_levels_own():
    national, province = paper(certificate()), paper(certificate(COMPETITION | WEST_JAVA))
    text = " ".join(pypdf.PdfReader(BytesIO(national)).pages[0].extract_text().split())
    for words in ("Certificate of award", "is given to", "national level", "Coordinating Minister"):
        assert words in text
    assert text.index("diberikan kepada") < text.index("is given to")
    edges = [side(made) for made in (national, province)]
    assert edges[0] != edges[1]


def test_an_emblem_takes_the_place_of_the_empty_slot():
    template = dataclasses.replace(TEMPLATE, emblem="paritrana.svg")
    assert phrasing.may_be_printed(COMPETITION, template, "Kota Ambon", "Terbaik I")
    plain = certificate()
    with_emblem = plain | {"emblem": "paritrana.svg"}
    assert slot(paper(plain)) == 0 < slot(paper(with_emblem))


def test_facts_of_the_first_format_are_still_printed():
    old = certificate()
    old |= {"format": 1, "signatories": [{"role": "Ketua", "office": "Gubernur"}]}
    for part in ("kind", "title_en", "emblem", "border"):
        del old[part]
    page = phrasing.printed(old)
    assert (page["heading"], page["english"]) == ("PIAGAM PENGHARGAAN", False)
    assert page["signatories"][0]["office"] == "Gubernur"
    assert phrasing.border_of(old).long == 36


@pytest.mark.parametrize("level", ["national", "province"])
def test_every_shipped_rulebook_names_who_signs(level):
    for name in ("contoh", "arsip"):
        entry = next(one for one in rulebook(name)["certificates"] if one["level"] == level)
        assert len(read_template(entry).signatories) == 2


def side(content: bytes):
    """The upper border as a picture."""
    image = pypdfium2.PdfDocument(content)[0].render(scale=1).to_pil()
    return image.crop((100, 20, 700, 60)).tobytes()


def slot(content: bytes) -> int:
    """Coloured pixels where the emblem stands."""
    image = pypdfium2.PdfDocument(content)[0].render(scale=1).to_pil().convert("L")
    middle, top = image.width // 2, int(29 / 210 * image.height)
    return sum(
        pixel < 200 for pixel in image.crop((middle - 25, top, middle + 25, top + 55)).get_flattened_data()
    )


def west_java() -> Region:
    return Region.objects.get(code="32")
