"""The archive equals its tables, keeps rivals apart, and never adds them up."""

import csv
import shutil

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from ceremony import archive
from ceremony.archive_pages import award_lines, funnel, latest_funnel, results_of
from ceremony.models import ArchiveAward, ArchiveEdition, ArchiveFinalist, ArchiveFunnel
from ceremony.models.archive import ArchiveStage, Certainty
from ceremony.queries import archive as archive_queries
from paritrana.audit.models import Event
from paritrana.web import catalogue

pytestmark = pytest.mark.django_db

TABLES = {
    ArchiveEdition: "archive_editions.csv",
    ArchiveAward: "archive_awards.csv",
    ArchiveFinalist: "archive_finalists.csv",
    ArchiveFunnel: "archive_funnel.csv",
}


def rows_of(name: str) -> list[dict[str, str]]:
    with (archive.FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def loaded(db) -> None:
    archive.load()


@pytest.fixture
def tables(tmp_path):
    """A copy of the tables that a test may alter."""
    for name in TABLES.values():
        shutil.copy(archive.FOLDER / name, tmp_path / name)
    return tmp_path


def test_every_row_of_the_tables_is_there_with_what_it_says(loaded):
    for model, name in TABLES.items():
        assert model.objects.count() == len(rows_of(name)), name
    for row in rows_of("archive_awards.csv"):
        award = ArchiveAward.objects.select_related("edition", "region", "province").get(code=row["id"])
        assert str(award.edition.period_year) == row["period_year"]
        assert (award.region.code if award.region else "") == row["recipient_region_code"]
        assert (award.province.code if award.province else "") == row["province_code"]
        assert (str(award.rank or ""), award.title, award.recipient) == (
            row["rank"],
            row["title"],
            row["recipient"],
        )
        assert (award.certainty, award.conflict_group) == (row["certainty"], row["conflict_group"])
        assert (award.note, award.sources) == (row["note"], row["source_url"])
        assert award.get_zone_display() == row["zone"]


def test_every_statement_names_a_source(loaded):
    for model in (ArchiveAward, ArchiveFinalist, ArchiveFunnel):
        assert not model.objects.filter(sources="").exists()


def test_loading_twice_changes_nothing_and_tells_the_trail_once(db):
    before = Event.objects.count()
    assert archive.load() is True
    numbers = set(ArchiveAward.objects.values_list("pk", "code"))
    assert archive.load() is False
    assert set(ArchiveAward.objects.values_list("pk", "code")) == numbers
    assert Event.objects.count() == before + 1
    assert Event.objects.latest("id").verb == "archive.load"


def test_the_command_says_what_happened(db, capsys):
    call_command("load_archive")
    call_command("load_archive")
    assert capsys.readouterr().out.split("\n")[:2] == ["archive loaded", "archive unchanged"]


def test_a_row_that_left_the_table_leaves_the_archive(loaded, tables):
    path = tables / "archive_awards.csv"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("E4-N-03,")))
    assert archive.load(folder=tables) is True
    assert not ArchiveAward.objects.filter(code="E4-N-03").exists()
    assert ArchiveAward.objects.count() == len(lines) - 2
    assert archive.load() is True
    assert ArchiveAward.objects.filter(code="E4-N-03").exists()


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        (",32.75,", ",32.99,", archive.UnknownWord),
        (",sure,", ",certain,", ValidationError),
        (",regency_city,", ",county,", ValueError),
        (",Nusra-Maluku-Papua,", ",Papua,", ValueError),
    ],
)
def test_a_word_that_is_not_known_stops_the_load_and_changes_nothing(loaded, tables, old, new, error):
    path = tables / "archive_awards.csv"
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(error):
        archive.load(folder=tables)
    assert ArchiveAward.objects.filter(region__code="32.75", certainty=Certainty.SURE).exists()


def test_rivals_stand_side_by_side_and_count_once(loaded):
    lines = award_lines(archive_queries.awards().filter(edition__number=1))
    marked = [
        (line.award.recipient, line.is_other_reading)
        for line in lines
        if line.award.conflict_group == "E1-SERANG"
    ]
    assert marked == [("Kabupaten Serang", False), ("Kota Serang", True)]
    rows = archive_queries.awards().filter(edition__number=1)
    assert (rows.count(), archive_queries.things(rows), archive_queries.things_in(rows)) == (13, 12, 12)


def test_a_lone_tag_marks_no_rival(loaded):
    lines = award_lines(archive_queries.awards().filter(conflict_group="E1-JEMBER"))
    assert [line.is_other_reading for line in lines] == [False]


def test_the_map_counts_only_what_a_clear_source_states(loaded):
    national = list(archive_queries.awards().filter(level="national"))
    facts = archive_queries.on_the_map(national)
    expected = [
        row
        for row in rows_of("archive_awards.csv")
        if row["level"] == "national" and row["recipient_region_code"] and row["certainty"] == "sure"
    ]
    assert facts.total == len(expected) == 41
    for code in ("71", "32", "96", "92", "11"):
        assert len(facts.of_province.get(code, [])) == sum(
            row["recipient_region_code"][:2] == code for row in expected
        )
    assert (facts.rivals, facts.weak) == (5, 3)
    assert (facts.first_year, facts.last_year) == (2017, 2023)
    assert facts.richest() == "71"


def test_an_empty_archive_has_an_empty_map(db):
    facts = archive_queries.on_the_map([])
    assert (facts.total, facts.richest(), facts.first_year) == (0, "", None)
    assert results_of([], "2020") is None
    assert latest_funnel([]) is None


def lines_of(number: int):
    counts = ArchiveFunnel.objects.filter(edition__number=number, level="national").order_by("position")
    return archive_queries.funnel_lines(counts)


def test_the_funnel_of_2020_adds_up_as_a_source_states(loaded):
    drawn = funnel(lines_of(4))
    assert [(row.before, row.after) for row in drawn.rows] == [
        ([34], [7]),
        ([124], [8]),
        ([143, 88], [9]),
        ([157, 99], [9]),
        ([34], [34]),
    ]
    assert (drawn.total_before, drawn.total_after) == (492, 67)
    assert drawn.is_disputed


def test_rival_counts_are_never_added_up(loaded):
    lines = [line for line in lines_of(4) if line.category != "all"]
    assert archive_queries.total_of(lines, ArchiveStage.PROPOSED) is None
    assert archive_queries.total_of(lines, ArchiveStage.FINALISTS) == 67
    assert archive_queries.total_of(lines, ArchiveStage.INVITED) is None


def test_the_latest_full_funnel_is_that_of_2020(loaded):
    edition, drawn = latest_funnel(
        ArchiveFunnel.objects.filter(level="national").select_related("edition").order_by("position")
    )
    assert edition.period_year == 2020
    assert len(drawn.rows) == 5


def test_results_are_of_the_period_asked_for_else_of_the_latest(loaded):
    national = list(archive_queries.awards().filter(level="national"))
    assert results_of(national, "2020").edition.number == 4
    for nonsense in ("", "2024", "x"):
        assert results_of(national, nonsense).edition.period_year == 2023
    assert results_of(national, "").total == 17  # 18 statements, two of them about one award


def test_what_the_tables_say_can_be_read_in_indonesian():
    known = catalogue.merged()
    fields = (
        "note",
        "socialisation",
        "provincial_selection",
        "interview_place",
        "national_ceremony_place",
        "presenter",
        "mode",
    )
    missing = {
        row[field]
        for name in TABLES.values()
        for row in rows_of(name)
        for field in fields
        if row.get(field) and not known.get(row[field])
    }
    assert missing == set()
