"""Oddities are said in one sentence with both figures, and ask instead of refusing."""

import pytest
from django.utils import translation

from nominations.models import Figure, ProtectedGroup
from nominations.sanity import remarks_on
from paritrana.programme.rulebook import CategoryRules, read_category
from tests.factories.programme import rulebook

RULES: CategoryRules = read_category(rulebook()["categories"][0])


def share(metric: str, covered: int | None, total: int | None, explanation: str = "") -> Figure:
    return Figure(metric=metric, covered=covered, total=total, explanation=explanation)


def found(*figures: Figure, groups: tuple[ProtectedGroup, ...] = ()):
    with translation.override("id"):
        return remarks_on(RULES, {f.metric: f for f in figures}, {g.group: g for g in groups})


def test_ordinary_figures_say_nothing():
    assert found(share("formal", 886113, 929199), share("informal", 55289, 454088)) == []
    assert found(share("formal", 929199, 929199)) == []


def test_more_covered_than_there_are_is_said_with_counts_and_share():
    (remark,) = found(share("informal", 1509, 1000))
    assert (
        remark.sentence
        == "1.509 dari 1.000 adalah 150,90\N{NO-BREAK SPACE}%: yang terlindungi lebih banyak daripada yang ada."
    )
    assert remark.is_open


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


def test_english_says_it_too():
    with translation.override("en"):
        (remark,) = remarks_on(RULES, {"formal": share("formal", 3, 2)}, {})
    assert remark.sentence == "3 of 2 is 150.00%: more are covered than there are."
