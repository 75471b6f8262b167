"""Static files out of packages: only those named, without pointers to maps, and fonts that are made once."""

import pytest
from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

from paritrana.web import fonts, packages
from paritrana.web.finders import PackageFilesFinder


def test_every_named_file_is_found_and_read_without_a_source_map():
    finder = PackageFilesFinder()
    offered = {name: storage for name, storage in finder.list([]) if storage is finder.package_files}
    assert set(offered) == {file.target for file in packages.FILES}
    for name, storage in offered.items():
        content = storage.open(name).read()
        assert len(content) > 1000
        assert b"sourceMappingURL" not in content


def test_a_file_that_is_not_named_is_not_found():
    assert finders.find("vendor/bootstrap.min.css")
    assert not finders.find("vendor/bootstrap.css")
    assert not PackageFilesFinder().find("vendor/../../secret")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    return folder, fonts.build(folder)


def test_fonts_are_small_and_hold_the_letters_of_the_portal(built):
    _, files = built
    assert [file.name for file in files] == [f"source-sans-{weight}.woff2" for weight in (300, 400, 600)]
    for file in files:
        assert file.stat().st_size < 16_000
        with TTFont(file) as font:
            missing = {chr(code) for code in fonts.LATIN + fonts.MARKS} - {
                chr(code) for code in font.getBestCmap()
            }
            assert not missing
            features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
            assert "zero" in features


def test_figures_are_tabular_as_they_come(built):
    for file in built[1]:
        with TTFont(file) as font:
            cmap = font.getBestCmap()
            assert len({font["hmtx"][cmap[ord(digit)]][0] for digit in "0123456789"}) == 1


def test_fonts_are_made_once_and_the_same_every_time(built, tmp_path):
    folder, files = built
    assert fonts.build(folder) == []
    assert [file.read_bytes() for file in fonts.build(tmp_path)] == [file.read_bytes() for file in files]


def test_the_press_has_a_file_for_every_style():
    assert all(file.is_file() for file in fonts.font_files().values())
