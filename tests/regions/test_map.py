"""The map as every database has it from its migrations."""

from datetime import date

import pytest

from paritrana.audit.models import Event
from paritrana.lib.permissions import Actor
from paritrana.regions import actions, gazetteer, tiles
from paritrana.regions.models import Alias, Region, RegionKind, Zone
from paritrana.regions.queries import find, provinces

pytestmark = pytest.mark.django_db


def codes(name: str, province: str | None = None) -> list[str]:
    return [region.code for region in find(name, province)]


def test_there_are_38_provinces_416_regencies_and_98_cities():
    counts = {kind: Region.objects.filter(kind=kind).count() for kind in RegionKind}
    assert counts == {RegionKind.PROVINCE: 38, RegionKind.REGENCY: 416, RegionKind.CITY: 98}


def test_a_region_lies_in_the_province_of_its_code():
    for region in Region.objects.exclude(province=None).select_related("province"):
        assert region.code.startswith(region.province.code + ".")
        assert (region.zone, region.timezone) == (region.province.zone, region.province.timezone)


@pytest.mark.parametrize(
    ("code", "timezone"),
    [
        ("32.75", "Asia/Jakarta"),
        (
            "62.08",
            "Asia/Jakarta",
        ),  # Kalimantan Tengah keeps western time, its neighbour Kalimantan Selatan does not
        ("63.71", "Asia/Makassar"),
        ("51", "Asia/Makassar"),
        ("81.71", "Asia/Jayapura"),
        ("96.03", "Asia/Jayapura"),
    ],
)
def test_time_zones_follow_the_province(code, timezone):
    assert Region.objects.get(code=code).timezone == timezone


@pytest.mark.parametrize(
    ("code", "zone"),
    [("51", Zone.JAWA_BALI), ("52.02", Zone.NUSRA_MALUKU_PAPUA), ("21.71", Zone.SUMATERA)],
)
def test_zones(code, zone):
    assert Region.objects.get(code=code).zone == zone


def test_the_young_provinces_of_papua_began_in_2022_and_know_their_predecessor():
    young = {
        region.code: (region.valid_from, region.predecessor.code)
        for region in Region.objects.exclude(valid_from=None).select_related("predecessor")
    }
    assert young == {
        "93": (date(2022, 7, 25), "91"),
        "94": (date(2022, 7, 25), "91"),
        "95": (date(2022, 7, 25), "91"),
        "96": (date(2022, 12, 8), "92"),
    }


def test_kota_and_kabupaten_of_one_name_are_two_regions():
    assert codes("Kota Bekasi") == ["32.75"]
    assert codes("Kabupaten Bekasi") == codes("Kab. Bekasi") == ["32.16"]
    assert codes("Bekasi") == []
    for name in ("Bandung", "Sorong", "Serang", "Gorontalo"):
        assert codes(f"Kota {name}") != codes(f"Kabupaten {name}") != []


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("Tolitoli", "72.04"),
        ("Kabupaten Fakfak", "92.03"),
        ("KOTA BAUBAU", "74.72"),
        ("Palangka Raya", "62.71"),
        ("kota palangka raya", "62.71"),
        ("Tanjungpinang", "21.72"),
        ("Padangsidimpuan", "12.77"),
        ("Kota Padangsidimpuan", "12.77"),
        ("Pare-Pare", "73.72"),
        ("Kota Jakarta Selatan", "31.74"),
        ("Kepulauan Seribu", "31.01"),
        ("Kabupaten Sitaro", "71.09"),
        ("Provinsi Jawa Barat", "32"),
        ("jabar", "32"),
        ("DI Yogyakarta", "34"),
        ("Gorontalo", "75"),  # the province bears the name without a kind
        ("Raja Ampat", "96.03"),
        ("32.75", "32.75"),
        ("32", "32"),
    ],
)
def test_spellings_find_their_region(spelling, code):
    assert codes(spelling) == [code]


@pytest.mark.parametrize("nothing", ["", "  ", "Wakanda", "99", "99.99", "--", "Yogyakarta"])
def test_what_is_unknown_or_shared_finds_nothing(nothing):
    assert codes(nothing) == []


def test_find_can_be_narrowed_to_a_province():
    assert codes("Kota Bekasi", "32") == ["32.75"]
    assert codes("Kota Bekasi", "33") == []


def test_no_spelling_leads_to_two_regions():
    names = {}
    for code, name in [*gazetteer.spellings(), *((entry.code, entry.name) for entry in gazetteer.entries())]:
        names.setdefault(gazetteer.key_of(name), set()).add(code)
    assert {key: found for key, found in names.items() if len(found) > 1} == {}


def test_every_listed_spelling_is_in_use():
    """At least with its kind before it: Yogyakarta alone may be the province or the city."""
    known = set(gazetteer.spellings()) | {(entry.code, entry.name) for entry in gazetteer.entries()}
    kinds = ("", "Provinsi ", "Kabupaten ", "Kota ")
    for row in gazetteer._rows("regions_aliases.csv"):
        assert any((row["code"], kind + row["name"]) in known for kind in kinds), row


def test_each_province_has_one_tile_of_its_own():
    assert sorted(place.code for place in tiles.PLACES) == [region.code for region in provinces()]
    assert len({(place.column, place.row) for place in tiles.PLACES}) == 38
    assert all(place.column < tiles.COLUMNS and place.row < tiles.ROWS for place in tiles.PLACES)
    for place in tiles.PLACES:
        assert codes(place.label) == [place.code]


def test_loading_again_changes_nothing_and_repairs_what_was_altered():
    system = Actor(name="test")
    before = Event.objects.count()
    assert actions.load(by=system) == 0
    assert Event.objects.count() == before
    Region.objects.filter(code="32.75").update(name="Bekasi")
    Alias.objects.filter(name="Tolitoli").delete()
    assert actions.load(by=system) == 2
    assert Event.objects.count() == before + 1
    assert codes("Kota Bekasi") == ["32.75"]
    assert codes("Kabupaten Tolitoli") == ["72.04"]
