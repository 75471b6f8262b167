"""Oddities are said in one sentence with both figures, and ask instead of refusing. Real cases: paritrana/data/coverage_cases.csv."""

from datetime import date

import pytest
from django.utils import translation

from nominations.claim import Before, Claim, Surroundings
from nominations.models import Answer, Evidence, Figure, Nomination, ProtectedGroup, Statement
from nominations.oddities import FINDERS
from nominations.sanity import Remark, remarks_on
from paritrana.programme.checking import read_checks
from paritrana.programme.reading import read_category
from paritrana.programme.rulebook import CategoryRules
from tests.factories.programme import rulebook

CATEGORIES = {(entry["level"], entry["code"]): read_category(entry) for entry in rulebook()["categories"]}
RULES = CATEGORIES["province", "regency_city"]
NB = "\N{NO-BREAK SPACE}"


def share(
    metric: str, covered: int | None, total: int | None, explanation: str = "", **more: object
) -> Figure:
    return Figure(metric=metric, covered=covered, total=total, explanation=explanation, **more)


def found(
    *figures: Figure,
    groups: tuple[ProtectedGroup, ...] = (),
    texts: tuple[str, ...] = (),
    around: Surroundings | None = None,
    rules: CategoryRules = RULES,
    language: str = "id",
) -> list[Remark]:
    claim = Claim(
        nomination=Nomination(),
        figures={figure.metric: figure for figure in figures},
        groups={group.group: group for group in groups},
        regulations=[],
        statements=[Statement(section="innovation", text=text) for text in texts],
        evidence=[],
        answers={"overview": Answer(question="overview", text="")},
        around=around or Surroundings(),
    )
    with translation.override(language):
        return remarks_on(rules, claim)


def test_every_rule_of_the_data_can_be_found_and_speaks_both_languages():
    checks = read_checks([])
    assert {check.rule for check in checks} == set(FINDERS)
    assert all(check.sentence.id and check.sentence.en for check in checks)


def test_ordinary_figures_say_nothing():
    assert found(share("formal", 886113, 929199), share("informal", 55289, 454088)) == []
    assert found(share("formal", 929199, 929199)) == []


def test_more_covered_than_there_are_is_said_with_counts_and_share():
    """Kutai Timur's informal workers, 150.9 per cent."""
    (remark,) = found(share("informal", 1509, 1000))
    assert (
        remark.sentence
        == f"1.509 dari 1.000 adalah 150,90{NB}%: yang terlindungi lebih banyak daripada yang ada."
    )
    assert remark.is_open
    (remark,) = found(share("informal", 3, 2), language="en")
    assert remark.sentence == "3 of 2 is 150.00%: more are covered than there are."


def test_an_explanation_answers_it():
    (remark,) = found(share("informal", 1509, 1000, "Termasuk pekerja dari luar daerah."))
    assert not remark.is_open


def test_a_total_of_nobody_is_said():
    assert [remark.rule for remark in found(share("formal", 0, 0))] == ["zero_total"]


def test_parts_that_do_not_make_the_whole_are_said():
    figures = share("formal", 10, 20), share("informal", 5, 10)
    assert found(*figures, share("total", 15, 30)) == []
    (remark,) = found(*figures, share("total", 16, 30))
    assert (remark.rule, remark.about) == ("parts", "total")
    assert "15 dari 30" in remark.sentence
    assert "16 dari 30" in remark.sentence


def test_a_half_written_figure_is_not_judged():
    assert found(share("formal", 10, None), share("total", 16, 30)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Cakupan kami 50,88 persen.", True),  # Bali: 935,079 of 1,873,899 is 49.90
        ("Cakupan kami 49,9 %.", False),
        ("Cakupan kami 50%.", False),  # rounded to whole per cent it is
        ("Cakupan kami 50,0 persen.", True),
        ("Anggaran naik 12 persen.", False),  # near no share: about something else
    ],
)
def test_a_percentage_in_the_text_must_follow_from_the_counts(text, said):
    remarks = found(share("total", 935079, 1873899), texts=(text,))
    assert [remark.rule for remark in remarks] == (["share_in_text"] if said else [])
    if said:
        assert f"935.079 dari 1.873.899 adalah 49,90{NB}%" in remarks[0].sentence


def test_twelve_per_cent_is_what_the_counts_of_bekasi_give():
    assert found(share("informal", 55289, 454088), texts=("Sekitar 12 persen pekerja informal.",)) == []


@pytest.mark.parametrize(
    ("now", "rules"),
    [
        ((700, 1000), []),
        ((760, 1000), ["jump"]),  # from 50 to 76 per cent
        ((520, 1040), []),
        ((650, 1300), ["jump_total"]),  # the same share of three tenths more people
    ],
)
def test_a_jump_on_the_edition_before_asks(now, rules):
    before = {"formal": Before("2024", 500, 1000, None, True)}
    remarks = found(share("formal", *now), around=Surroundings(before=before))
    assert [remark.rule for remark in remarks] == rules
    assert all("2024" in remark.sentence for remark in remarks)


def test_a_cut_off_outside_the_period_asks():
    around = Surroundings(period=(date(2025, 1, 1), date(2025, 12, 31)))
    assert found(share("formal", 1, 2, cut_off_on=date(2025, 12, 31)), around=around) == []
    (remark,) = found(share("formal", 1, 2, cut_off_on=date(2024, 12, 31)), around=around)
    assert remark.rule == "outside_period"
    assert "31 Des 2024" in remark.sentence


@pytest.mark.parametrize(
    ("field", "rule"), [("filed_elsewhere", "same_file_elsewhere"), ("filed_before", "same_file_before")]
)
def test_a_file_that_others_attached_is_told_and_not_asked(field, rule):
    figure = share("formal", 1, 2)
    figure.evidence = Evidence(document_id=7, file_name="rekap.pdf")
    (remark,) = found(figure, around=Surroundings(**{field: frozenset({7})}))
    assert (remark.rule, remark.is_open) == (rule, False)
    assert "rekap.pdf" in remark.sentence


def test_a_group_larger_than_all_there_are_asks():
    groups = (
        ProtectedGroup(group="farmers", people=454_089),
        ProtectedGroup(group="fishers", people=454_088),
    )
    (remark,) = found(share("informal", 55289, 454088), groups=groups)
    assert (remark.rule, remark.about, remark.is_open) == ("beyond_universe", "farmers", True)
    assert "454.089" in remark.sentence


def test_a_firm_of_another_size_and_two_counts_of_one_thing_are_said():
    rules = CATEGORIES["province", "medium"]
    figures = share("enrolled", 100, 200), share("wage_reported", 90, 99)
    remarks = found(*figures, rules=rules)
    assert [remark.rule for remark in remarks] == ["size", "same"]
    assert "20–199" in remarks[0].sentence
    assert found(share("enrolled", 100, 199), share("wage_reported", 90, 100), rules=rules) == []


@pytest.mark.parametrize(
    ("people", "units", "note", "said"),
    [
        (15769, None, "Artikel lain menyebut 15.764", 1),
        (1711, 56, "Artikel lain menyebut 54 kelurahan", 1),
        (15769, None, "Sama dengan laporan: 15.769", 0),
        (14786, None, "10.245 + 1.711 + 2.830", 0),
        (None, None, "Jumlah tidak disebut", 0),
    ],
)
def test_two_figures_for_one_group_are_said_and_not_asked(people, units, note, said):
    remarks = found(groups=(ProtectedGroup(group="rt_rw", people=people, units=units, note=note),))
    assert len(remarks) == said
    assert not any(remark.is_open for remark in remarks)


def test_an_approximate_figure_is_marked_and_not_asked():
    """About 8,000 contract staff."""
    (remark,) = found(groups=(ProtectedGroup(group="contract_staff", people=8000, approximate=True),))
    assert (remark.rule, remark.is_open) == ("approximate", False)


def test_a_category_changes_limits_and_does_without_checks():
    checks = {
        check.rule: check
        for check in read_checks([{"rule": "jump", "limit": "40"}, {"rule": "parts", "off": True}])
    }
    assert checks["jump"].limit == "40"
    assert "parts" not in checks
