"""From figures to points: scales, aggregates, remarks and the one rounding."""

import json
import math
from fractions import Fraction

import pytest
from hypothesis import example as also
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.scoring import measure, metric_points, rank, read, read_scale, rounded, score_points, written
from assessment.scoring.points import aggregate
from tests.factories.packs import by_scores, by_values, example, sheet

FRACTIONS = st.fractions(min_value=-200, max_value=200, max_denominator=1000)
DECIMALS = st.decimals(min_value=-200, max_value=200, places=3).map(lambda number: f"{number:f}")


def placings(pack):
    return {placing["nomination"]: placing for placing in rank(read(json.dumps(pack)))["placings"]}


# Rounding


@settings(deadline=None)
@given(FRACTIONS, st.integers(2, 8))
@also(Fraction(-1, 200), 2)
@also(Fraction(5, 1000), 2)
def test_rounding_is_half_up(exact, precision):
    assert rounded(exact, precision) == math.floor(exact * 10**precision + Fraction(1, 2))


@pytest.mark.parametrize(
    ("exact", "text"),
    [
        ("0.005", "0.01"),
        ("0.0049999", "0.00"),
        ("-0.005", "0.00"),
        ("-0.0050001", "-0.01"),
        ("-0.015", "-0.01"),
        ("-1.255", "-1.25"),
        ("1.255", "1.26"),
        ("-12.3", "-12.30"),
        ("0", "0.00"),
        ("100", "100.00"),
    ],
)
def test_a_figure_is_written_with_its_decimals_and_never_minus_zero(exact, text):
    assert written(rounded(Fraction(exact), 2), 2) == text


@settings(deadline=None)
@given(FRACTIONS, st.integers(2, 8))
def test_a_written_figure_reads_back(exact, precision):
    units = rounded(exact, precision)
    text = written(units, precision)
    assert Fraction(text) * 10**precision == units
    assert len(text.partition(".")[2]) == precision
    assert not (units == 0 and text.startswith("-"))


def test_rounding_happens_once_at_the_end():
    # Rounded criteria (33.33 and 66.67) would make 50.0033…; exact ones make 49.9966….
    pack = by_values(
        {"a": {"m": {"covered": 1, "total": 3}, "n": {"covered": 2, "total": 3}}}, ["m"], precision=2
    )
    pack["rules"]["metrics"] = [{"code": "m", "kind": "share"}, {"code": "n", "kind": "share"}]
    first = pack["rules"]["aspects"][0]["criteria"][0] | {"weight": "50.005"}
    second = {**first, "code": "second", "metric": "n", "weight": "49.995"}
    pack["rules"]["aspects"][0]["criteria"] = [first, second]
    exact = Fraction(1, 3) * Fraction("50.005") + Fraction(2, 3) * Fraction("49.995")
    placing = placings(pack)["a"]
    assert placing["criteria"] == {"only": "33.33", "second": "66.67"}
    assert placing["total"] == written(rounded(exact, 2), 2) == "50.00"


# Values of metrics


def test_a_share_is_exact_and_cut_at_100():
    assert measure({"covered": 941402, "total": 1383287}) == (Fraction(94140200, 1383287), False)
    assert measure({"covered": 7, "total": 7}) == (100, False)
    assert measure({"covered": 10**29 + 1, "total": 10**29}) == (100, True)


@pytest.mark.parametrize("given", [None, {"covered": 5, "total": 0}, {"covered": 0, "total": 0}])
def test_a_missing_value(given):
    assert measure(given) == (None, False)
    assert metric_points(read_scale({"kind": "bands", "steps": [["-1", "50"]]}), None) == 0


def test_a_value_is_the_value():
    assert measure({"value": "-12.50"}) == (Fraction("-12.5"), False)
    assert measure({"value": "1000"}) == (1000, False)


# Scales


@settings(deadline=None)
@given(FRACTIONS, FRACTIONS, DECIMALS, DECIMALS)
def test_linear_is_monotone_and_bounded(one, other, start, end):
    if Fraction(start) == Fraction(end):
        return
    scale = read_scale({"kind": "linear", "from": start, "to": end})
    low, high = sorted([one, other])
    points = [scale.points(low), scale.points(high)]
    assert all(0 <= point <= 100 for point in points)
    assert (points[0] <= points[1]) if Fraction(start) < Fraction(end) else (points[0] >= points[1])
    assert scale.points(Fraction(start)) == 0
    assert scale.points(Fraction(end)) == 100
    assert scale.points((Fraction(start) + Fraction(end)) / 2) == 50


STEPS = st.dictionaries(
    st.integers(-50, 50), st.decimals(min_value=0, max_value=100, places=2).map(str), min_size=1, max_size=6
).map(lambda table: [[str(threshold), table[threshold]] for threshold in sorted(table)])


@settings(deadline=None)
@given(STEPS, FRACTIONS)
def test_bands_hold_from_each_threshold_to_the_next(steps, value):
    scale = read_scale({"kind": "bands", "steps": steps})
    reached = [Fraction(points) for threshold, points in steps if Fraction(threshold) <= value]
    assert scale.points(value) == (reached[-1] if reached else 0)
    for threshold, points in steps:
        assert scale.points(Fraction(threshold)) == Fraction(points)
    assert scale.points(Fraction(steps[0][0]) - Fraction(1, 10**9)) == 0


@settings(deadline=None)
@given(STEPS, FRACTIONS, st.fractions(min_value=0, max_value=1, max_denominator=50))
def test_a_curve_goes_straight_through_its_steps_and_is_flat_outside(steps, beyond, part):
    scale = read_scale({"kind": "curve", "steps": steps})
    exact = [(Fraction(threshold), Fraction(points)) for threshold, points in steps]
    for threshold, points in exact:
        assert scale.points(threshold) == points
    for (left, low), (right, high) in zip(exact, exact[1:], strict=False):
        assert scale.points(left + part * (right - left)) == low + part * (high - low)
    assert scale.points(exact[0][0] - abs(beyond)) == exact[0][1]
    assert scale.points(exact[-1][0] + abs(beyond)) == exact[-1][1]


def test_the_range_of_scores():
    scale = read_scale({"kind": "range", "min": "-5", "max": "4.9", "step": "0.3"})
    assert score_points(scale, "-5") == 0
    assert score_points(scale, "4.9") == 100
    assert score_points(scale, "-4.70") == 100 * Fraction("0.3") / Fraction("9.9")
    for wrong in ("5.2", "-5.3", "0", "4.899", "x", "", "1e0", "+1"):
        with pytest.raises(ValueError, match=r"\."):
            score_points(scale, wrong)


def test_the_end_of_a_range_may_lie_off_its_steps():
    scale = read_scale({"kind": "range", "min": "1", "max": "10", "step": "4"})
    assert [scale.refusal(score) is None for score in ("1", "5", "9", "10")] == [True, True, True, False]


def test_levels_are_compared_letter_by_letter():
    scale = read_scale({"kind": "levels", "points": {"1": "20", "baik": "80"}})
    assert score_points(scale, "1") == 20
    assert score_points(scale, "baik") == 80
    for wrong in ("1.0", "01", "Baik", "baik ", ""):
        with pytest.raises(ValueError, match="none of the levels"):
            score_points(scale, wrong)


# Aggregates

POINTS = st.lists(st.fractions(min_value=0, max_value=100, max_denominator=60), min_size=3, max_size=9)


@settings(deadline=None)
@given(POINTS, st.permutations(range(9)))
def test_aggregates_are_bounded_and_blind_to_order(points, order):
    mixed = [points[i] for i in order if i < len(points)]
    for how in ("mean", "median", "trimmed"):
        found = aggregate(how, points)
        assert min(points) <= found <= max(points)
        assert found == aggregate(how, mixed)
        assert aggregate(how, [points[0]] * len(points)) == points[0]


def test_aggregates_by_hand():
    assert aggregate("mean", [Fraction(1), Fraction(2), Fraction(6)]) == 3
    assert aggregate("median", [Fraction(9), Fraction(1), Fraction(2)]) == 2
    assert aggregate("median", [Fraction(9), Fraction(1), Fraction(2), Fraction(4)]) == 3
    assert aggregate("trimmed", [Fraction(x) for x in (0, 0, 5, 7, 100)]) == 4


FIVE, FOUR = ["0", "10", "20", "30", "90"], ["0", "10", "20", "90"]


def totals(pack):
    return {name: placing["total"] for name, placing in placings(pack).items()}


def test_trimmed_when_every_verified_nomination_with_enough_scores_has_five():
    pack = by_scores({"a": FIVE, "b": [*FIVE, "100"]}, aggregate="trimmed")
    assert totals(pack) == {"a": "20.0000", "b": "37.5000"}


def test_one_with_four_scores_makes_it_the_mean_for_all():
    pack = by_scores({"a": FIVE, "b": FOUR}, aggregate="trimmed")
    assert totals(pack) == {"a": "30.0000", "b": "30.0000"}


def test_one_with_too_few_scores_to_count_does_not_prevent_trimming():
    pack = by_scores({"a": FIVE, "b": ["10", "20"]}, aggregate="trimmed", min_scores=3)
    assert totals(pack) == {"a": "20.0000", "b": None}


def test_one_that_is_not_verified_neither_prevents_nor_causes_trimming():
    for status in ("withdrawn", "ineligible", "absent"):
        pack = by_scores({"a": FIVE, "b": FOUR, "c": FIVE}, {"b": status, "c": status}, aggregate="trimmed")
        assert totals(pack) == {"a": "20.0000", "b": "30.0000", "c": "20.0000"}
        pack = by_scores({"b": FIVE}, {"b": status}, aggregate="trimmed")
        assert totals(pack) == {"b": "30.0000"}


def test_trimming_is_decided_for_each_criterion_apart():
    pack = by_scores({"a": FIVE}, aggregate="trimmed")
    [criterion] = pack["rules"]["aspects"][0]["criteria"]
    criterion["weight"] = "50"
    pack["rules"]["aspects"][0]["criteria"].append({**criterion, "code": "other"})
    for n, item in enumerate(pack["sheets"]):
        if n < 4:
            item["scores"]["other"] = item["scores"]["only"]
        else:
            item["abstained"]["other"] = "x"
    assert placings(pack)["a"]["criteria"] == {"only": "20.0000", "other": "15.0000"}


def test_trimming_with_a_minimum_above_five():
    assert totals(by_scores({"a": FIVE}, aggregate="trimmed", min_scores=6)) == {"a": None}
    assert totals(by_scores({"a": [*FIVE, "90"], "b": FIVE}, aggregate="trimmed", min_scores=6)) == {
        "a": "37.5000",
        "b": None,
    }


def test_a_gated_nomination_counts_for_trimming():
    pack = by_scores({"a": FIVE, "b": FOUR}, aggregate="trimmed")
    pack["rules"]["metrics"] = [{"code": "m", "kind": "value"}]
    pack["rules"]["gates"] = [{"code": "g", "metric": "m", "op": "==", "value": "1"}]
    pack["nominations"][0]["metrics"] = {"m": {"value": "1"}}
    pack["nominations"][1]["metrics"] = {"m": None}
    assert totals(pack) == {"a": "30.0000", "b": "30.0000"}


# Which scores count


def test_only_signed_sheets_of_assessors_who_are_not_recused_count():
    pack = by_scores({"a": ["10", "20", "60", "90"], "b": ["10", "20", "60", "90"]}, spread_limit="49.9")
    pack["recusals"] = [{"assessor": "A3", "nomination": "a", "ground": "x"}]
    pack["sheets"][0]["signed_at"] = None
    found = placings(pack)
    assert found["a"]["total"] == "40.0000"
    assert found["a"]["scores_counted"] == {"only": 2}
    assert found["a"]["remarks"] == ["recused_sheet:A3"]
    assert found["b"]["total"] == "45.0000"
    assert found["b"]["remarks"] == ["spread:only"]


def test_an_unsigned_sheet_of_a_recused_assessor_gives_no_remark():
    pack = by_scores({"a": ["10", "20"]})
    pack["recusals"] = [{"assessor": "A0", "nomination": "a", "ground": "x"}]
    pack["sheets"][0]["signed_at"] = None
    assert placings(pack)["a"]["remarks"] == []


def test_a_recused_assessor_with_two_sheets_and_two_grounds_is_one_remark():
    pack = example()
    pack["recusals"].append({"assessor": "A5", "nomination": "32.01", "ground": "employer"})
    pack["sheets"].append(sheet("A5", "32.01", "interview", {"mastery": "1", "answers": "0"}))
    assert placings(pack)["32.01"]["remarks"].count("recused_sheet:A5") == 1


def test_an_abstention_does_not_count():
    pack = by_scores({"a": ["10", "20", "60"]}, min_scores=2)
    pack["sheets"][0] |= {"scores": {}, "abstained": {"only": "x"}}
    assert placings(pack)["a"]["total"] == "40.0000"
    pack["sheets"][1] |= {"scores": {}, "abstained": {"only": "x"}}
    placing = placings(pack)["a"]
    assert (placing["status"], placing["total"], placing["scores_counted"]) == (
        "incomplete",
        None,
        {"only": 1},
    )


def test_too_few_scores_leave_criterion_aspect_and_total_open_but_not_the_rest():
    pack = example()
    pack["rules"]["min_scores"] = 5
    for assessor in ("A1", "A2", "A3", "A4", "A5"):
        pack["sheets"] = [
            item for item in pack["sheets"] if (item["assessor"], item["nomination"]) != (assessor, "32.02")
        ]
        pack["sheets"].append(sheet(assessor, "32.02", "interview", {"mastery": "3", "answers": "5"}))
    placing = placings(pack)["32.02"]
    assert placing["status"] == "incomplete"
    assert placing["criteria"]["legal"] is None
    assert placing["aspects"] == {"coverage": "75.7000", "regulation": None, "interview": "100.0000"}
    assert placing["total"] is placing["rank"] is placing["selection"] is placing["decided_by"] is None
    assert placing["scores_counted"] == {"legal": 0, "mastery": 5, "answers": 5}


# Remarks


@pytest.mark.parametrize(
    ("limit", "remarks"), [("25.1", []), ("25.0", []), ("24.9", ["spread:only"]), ("-1", ["spread:only"])]
)
def test_a_spread_is_above_the_limit_or_it_is_none(limit, remarks):
    assert placings(by_scores({"a": ["50", "75", "60"]}, spread_limit=limit))["a"]["remarks"] == remarks


def test_a_spread_needs_two_scores_and_no_minimum():
    assert placings(by_scores({"a": ["50"]}, spread_limit="-1"))["a"]["remarks"] == []
    placing = placings(by_scores({"a": ["0", "50"]}, spread_limit="49", min_scores=3))["a"]
    assert (placing["total"], placing["remarks"]) == (None, ["spread:only"])


def test_a_spread_is_measured_before_trimming_in_points():
    assert placings(by_scores({"a": FIVE}, aggregate="trimmed", spread_limit="89"))["a"]["remarks"] == [
        "spread:only"
    ]
    pack = by_scores({"a": ["0", "5"]}, spread_limit="50")
    pack["rules"]["aspects"][0]["criteria"][0]["scale"]["max"] = "5"
    assert placings(pack)["a"]["remarks"] == ["spread:only"]


def test_without_a_limit_no_spread_is_remarked():
    assert placings(by_scores({"a": ["0", "100"]}))["a"]["remarks"] == []


def test_above_100_is_remarked_for_every_metric_used_or_not():
    pack = example()
    pack["rules"]["metrics"].append({"code": "unused", "kind": "share"})
    for nomination in pack["nominations"]:
        nomination["metrics"]["unused"] = {"covered": 3, "total": 2}
    pack["nominations"][2]["status"] = "withdrawn"
    assert {"above_100:ucj", "above_100:unused"} <= set(placings(pack)["32.02"]["remarks"])
    assert "above_100:unused" in placings(pack)["32.03"]["remarks"]


def test_what_is_missing_is_remarked_by_criterion():
    pack = by_values({"a": {"m": None}}, ["m"])
    first = pack["rules"]["aspects"][0]["criteria"][0]
    pack["rules"]["aspects"][0]["criteria"] = [
        first | {"weight": "50"},
        first | {"weight": "50", "code": "also"},
    ]
    placing = placings(pack)["a"]
    assert placing["remarks"] == ["not_proven:also", "not_proven:only"]
    assert (placing["status"], placing["total"]) == ("ranked", "0.0000")


def test_a_missing_value_gives_no_points_where_less_is_better():
    pack = by_values({"a": {"m": None}}, ["m"])
    pack["rules"]["aspects"][0]["criteria"][0]["scale"] = {"kind": "linear", "from": "10", "to": "0"}
    assert placings(pack)["a"]["total"] == "0.0000"


def test_an_absent_metric_of_a_nomination_that_is_not_verified_is_missing():
    pack = by_values({"a": {}}, ["m"])
    pack["nominations"][0]["status"] = "absent"
    placing = placings(pack)["a"]
    assert (placing["status"], placing["total"], placing["remarks"]) == (
        "absent",
        "0.0000",
        ["not_proven:only"],
    )
