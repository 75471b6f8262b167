"""n of m entries, the gaps that matter most first, and what keeps a draft from submission."""

from datetime import date
from fractions import Fraction

import pytest

from nominations.claim import Claim
from nominations.completeness import completeness_of, weight_of
from nominations.models import Evidence, Figure, Nomination, ProtectedGroup, Regulation, Statement
from paritrana.documents.models import Document, DocumentState
from paritrana.programme.reading import read_category
from tests.factories.programme import rulebook

RULES = read_category(rulebook()["categories"][0])
ARCHIVE = read_category(rulebook("arsip")["categories"][0])


def evidence(state: str = DocumentState.READY) -> Evidence:
    return Evidence(pk=1, document=Document(state=state), file_name="rekap.pdf")


def whole(metric: str, file: Evidence | None = None, **counts: object) -> Figure:
    return Figure(metric=metric, cut_off_on=date(2025, 11, 30), source="BPJS", evidence=file, **counts)


def claim(*figures: Figure, rules=RULES, groups=(), regulations=(), statements=()) -> Claim:
    blank = {metric.code: Figure(metric=metric.code) for metric in rules.metrics}
    empty = {group.code: ProtectedGroup(group=group.code) for group in rules.groups}
    return Claim(
        nomination=Nomination(),
        figures=blank | {figure.metric: figure for figure in figures},
        groups=empty | {group.group: group for group in groups},
        regulations=list(regulations),
        statements=list(statements),
        evidence=[],
    )


def filled() -> tuple[Figure, ...]:
    return (
        whole("formal", evidence(), covered=1, total=2),
        whole("informal", evidence(), covered=1, total=2),
        whole("arrears_months", value="0"),
    )


def test_an_empty_draft_lacks_every_required_figure_and_begins_with_the_heaviest():
    state = completeness_of(RULES, claim())
    assert state.done == 0
    assert {gap.about.id for gap in state.blocking if hasattr(gap.about, "id")} == {
        "Pekerja penerima upah",
        "Pekerja bukan penerima upah",
        "Bulan tunggakan iuran",
    }
    weights = [gap.value for gap in state.blocking]
    assert weights == sorted(weights, reverse=True)


def test_a_metric_weighs_what_its_criteria_weigh_in_the_final_ranking():
    assert weight_of(RULES, "formal") == Fraction(20)
    assert weight_of(RULES, "arrears_months") == 0


def test_required_figures_with_date_source_and_evidence_are_enough():
    state = completeness_of(RULES, claim(*filled()))
    assert state.blocking == []
    assert state.done < state.total  # groups, regulations, statements are still empty


@pytest.mark.parametrize("missing", ["cut_off_on", "source", "evidence", "total"])
def test_each_part_of_a_required_figure_blocks(missing):
    figures = filled()
    setattr(figures[0], missing, "" if missing == "source" else None)
    assert len(completeness_of(RULES, claim(*figures)).blocking) == 1


def test_a_file_that_was_refused_proves_nothing():
    figures = filled()
    figures[0].evidence = evidence(DocumentState.REFUSED)
    assert len(completeness_of(RULES, claim(*figures)).blocking) == 1


def test_a_contradiction_blocks_until_it_is_explained():
    figures = filled()
    figures[0].covered = 3
    state = completeness_of(RULES, claim(*figures))
    assert [gap.asks for gap in state.blocking] == [True]
    assert state.asking == 1
    assert state.state_of("coverage").shape == "warn"
    figures[0].explanation = "Termasuk pekerja luar daerah."
    assert completeness_of(RULES, claim(*figures)).blocking == []


def test_an_archive_requires_nothing():
    state = completeness_of(ARCHIVE, claim(rules=ARCHIVE))
    assert state.blocking == []
    assert state.total > 0


def test_groups_regulations_and_statements_count_as_they_are_written():
    state = completeness_of(
        RULES,
        claim(
            groups=[ProtectedGroup(group="teachers", people=5), ProtectedGroup(group="fishers", units=2)],
            regulations=[Regulation(kind="Perda", subject="Pelayanan")],
            statements=[Statement(section="integration", text="DPMPTSP")],
        ),
    )
    counted = {part.section.code: (part.done, part.total, part.shape) for part in state.sections}
    assert counted["groups"] == (1, 2, "doing")
    assert counted["regulations"] == (2, 3, "doing")
    assert counted["integration"] == (1, 1, "done")
    assert counted["innovation"] == (0, 1, "none")


def test_each_entry_has_one_of_the_largest_gaps():
    gaps = completeness_of(RULES, claim()).largest_gaps
    assert len({(gap.section, gap.entry) for gap in gaps}) == len(gaps)
