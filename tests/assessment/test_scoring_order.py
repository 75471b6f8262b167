"""The order: gates, statuses, the tie chain and what decides a place."""

import json

import pytest

from assessment.scoring import rank, read
from tests.factories.packs import by_scores, by_total, by_values, example


def placings(pack):
    return rank(read(json.dumps(pack)))["placings"]


def column(pack, *keys):
    return [tuple(placing[key] for key in keys) for placing in placings(pack)]


def figures(**values):
    return {code: None if value is None else {"value": value} for code, value in values.items()}


def test_higher_totals_first_and_ranks_1_2_2_4():
    pack = by_total({"d": "10", "c": "50", "b": "50", "a": "90"})
    assert column(pack, "nomination", "rank", "decided_by") == [
        ("a", 1, None),
        ("b", 2, "total"),
        ("c", 2, "equal"),
        ("d", 4, "total"),
    ]


def test_totals_that_are_printed_alike_rank_alike():
    assert column(by_total({"a": "50.00004", "b": "50.00001"}), "rank", "total") == [
        (1, "50.0000"),
        (1, "50.0000"),
    ]
    assert column(by_total({"a": "50.00004", "b": "50.00005"}), "nomination", "rank") == [("b", 1), ("a", 2)]
    assert column(by_total({"a": "50.004", "b": "50.001"}, precision=2), "rank") == [(1,), (1,)]


def test_equals_stand_by_id_in_the_byte_order_of_utf_8():
    names = ["z", "é", "Z", "\uff5e", "😀", "10", "9"]
    assert [name for (name,) in column(by_total(dict.fromkeys(names, "1")), "nomination")] == sorted(
        names, key=lambda name: name.encode()
    )


def tied(chain, values, **rules):
    """Nominations with one total and the metrics m and n for the chain."""
    given = {name: figures(main="50", m=m, n=n) for name, (m, n) in values.items()}
    return column(
        by_values(given, ["main", "m", "n"], tie_break=chain, **rules), "nomination", "rank", "decided_by"
    )


def test_the_chain_goes_on_where_a_step_is_equal():
    assert tied(
        ["metric:m", "-metric:n"], {"a": ("1", "5"), "b": ("1", "3"), "c": ("2", "9"), "d": ("1", "3.0")}
    ) == [
        ("c", 1, None),
        ("b", 2, "metric:m"),
        ("d", 2, "equal"),
        ("a", 4, "-metric:n"),
    ]


@pytest.mark.parametrize(("chain", "first", "second"), [(["metric:m"], "b", "a"), (["-metric:m"], "a", "b")])
def test_a_missing_value_comes_last_in_either_direction(chain, first, second):
    values = {"a": ("-1", None), "b": ("7", None), "c": (None, None), "d": (None, None)}
    assert tied(chain, values) == [
        (first, 1, None),
        (second, 2, chain[0]),
        ("c", 3, chain[0]),
        ("d", 3, "equal"),
    ]


def test_two_missing_values_are_equal_at_their_step_only():
    assert tied(["metric:m", "metric:n"], {"a": (None, "1"), "b": (None, "2")}) == [
        ("b", 1, None),
        ("a", 2, "metric:n"),
    ]


def test_the_chain_compares_rounded_values_half_up_below_zero_too():
    assert tied(["metric:m"], {"a": ("1.004", None), "b": ("1.001", None)}, precision=2)[1][1] == 1
    assert tied(["metric:m"], {"a": ("-0.005", None), "b": ("0.004", None)}, precision=2)[1][1] == 1
    assert tied(["metric:m"], {"a": ("-0.0051", None), "b": ("0", None)}, precision=2) == [
        ("b", 1, None),
        ("a", 2, "metric:m"),
    ]


def test_a_share_in_the_chain_is_cut_at_100():
    pack = by_values(
        {"a": {"main": {"value": "1"}}, "b": {"main": {"value": "1"}}}, ["main"], tie_break=["metric:s"]
    )
    pack["rules"]["metrics"].append({"code": "s", "kind": "share"})
    pack["nominations"][0]["metrics"]["s"] = {"covered": 4, "total": 4}
    pack["nominations"][1]["metrics"]["s"] = {"covered": 9, "total": 4}
    assert column(pack, "rank", "decided_by") == [(1, None), (1, "equal")]


def test_aspects_and_criteria_in_the_chain():
    pack = by_scores({"a": ["50"], "b": ["60"]})
    [criterion] = pack["rules"]["aspects"][0]["criteria"]
    pack["rules"]["aspects"] = [
        {"code": "one", "weight": "50", "criteria": [{**criterion, "code": "only"}]},
        {"code": "two", "weight": "50", "criteria": [{**criterion, "code": "other"}]},
    ]
    pack["sheets"][0]["scores"]["other"] = "60"
    pack["sheets"][1]["scores"]["other"] = "50"
    for chain, expected in {
        "aspect:one": [("b", None), ("a", "aspect:one")],
        "-aspect:one": [("a", None), ("b", "-aspect:one")],
        "criterion:other": [("a", None), ("b", "criterion:other")],
        "-criterion:other": [("b", None), ("a", "-criterion:other")],
    }.items():
        pack["rules"]["tie_break"] = [chain]
        assert column(pack, "nomination", "decided_by") == expected


def test_a_code_in_the_chain_may_hold_a_colon_or_a_hyphen():
    pack = by_values(
        {"a": figures(**{"-m:x": "1"}), "b": figures(**{"-m:x": "1"})}, ["-m:x"], tie_break=["-metric:-m:x"]
    )
    assert column(pack, "rank") == [(1,), (1,)]


@pytest.mark.parametrize(
    ("op", "passing"),
    [("<", ["2.999"]), ("<=", ["2.999", "3"]), (">", ["3.001"]), (">=", ["3", "3.001"]), ("==", ["3"]), ("!=", ["2.999", "3.001"])],
)  # fmt: skip
def test_gates_look_at_exact_values(op, passing):
    gates = [{"code": "g", "metric": "main", "op": op, "value": "3.0"}]
    pack = by_total({value: value for value in ("2.999", "3", "3.001")}, gates=gates, precision=2)
    statuses = dict(column(pack, "nomination", "status"))
    assert statuses == {value: "ranked" if value in passing else "gated" for value in statuses}


@pytest.mark.parametrize("op", ["<", "<=", ">", ">=", "==", "!="])
def test_a_missing_value_fails_every_gate(op):
    gates = [{"code": "g", "metric": "main", "op": op, "value": "0"}]
    pack = by_values({"a": figures(main=None)}, ["main"], gates=gates)
    assert column(pack, "status", "gate", "rank", "total", "selection") == [
        ("gated", "g", None, "0.0000", None)
    ]


def test_the_first_gate_in_list_order_that_fails_is_named():
    gates = [{"code": f"g{limit}", "metric": "main", "op": "<", "value": limit} for limit in ("9", "5", "7")]
    assert column(
        by_total({"a": "1", "b": "6", "c": "8", "d": "9"}, gates=gates), "nomination", "status", "gate"
    ) == [
        ("a", "ranked", None),
        ("b", "gated", "g5"),
        ("c", "gated", "g5"),
        ("d", "gated", "g9"),
    ]


def test_a_gate_on_a_share_looks_at_the_share_cut_at_100():
    pack = by_values({"a": {"main": {"covered": 3, "total": 2}}}, ["main"])
    pack["rules"]["metrics"][0]["kind"] = "share"
    for op, status in (("<=", "ranked"), (">", "gated")):
        pack["rules"]["gates"] = [{"code": "g", "metric": "main", "op": op, "value": "100"}]
        assert column(pack, "status") == [(status,)]


def test_status_goes_before_gate_before_incomplete():
    pack = by_scores(
        {name: ["1"] for name in "abcdefg"},
        {"e": "withdrawn", "d": "ineligible", "c": "absent"},
        min_scores=2,
    )
    pack["rules"]["metrics"] = [{"code": "m", "kind": "value"}]
    pack["rules"]["gates"] = [{"code": "g", "metric": "m", "op": ">", "value": "0"}]
    for nomination in pack["nominations"]:
        nomination["metrics"] = figures(m="0" if nomination["id"] in "bcde" else "1")
    # a, f and g pass the gate; only g gets a second score.
    pack["assessors"].append("B")
    pack["sheets"].append({**pack["sheets"][-1], "assessor": "B"})
    assert column(pack, "nomination", "status", "gate", "rank", "selection") == [
        ("g", "ranked", None, 1, "winner"),
        ("c", "absent", None, None, None),
        ("b", "gated", "g", None, None),
        ("a", "incomplete", None, None, None),
        ("f", "incomplete", None, None, None),
        ("d", "ineligible", None, None, None),
        ("e", "withdrawn", None, None, None),
    ]


def test_unranked_ones_stand_by_status_and_id():
    pack = by_total(dict.fromkeys(["é", "z", "B", "a"], "1"))
    for nomination in pack["nominations"]:
        nomination["status"] = "withdrawn" if nomination["id"] in "Ba" else "absent"
    assert column(pack, "nomination", "status") == [
        ("z", "absent"),
        ("é", "absent"),
        ("B", "withdrawn"),
        ("a", "withdrawn"),
    ]
    assert {placing["total"] for placing in placings(pack)} == {"1.0000"}


def test_the_shape_of_a_result():
    result = rank(read(json.dumps(example())))
    assert list(result) == ["format", "pack", "placings"]
    assert result["format"] == "paritrana-result/1"
    assert set(result["placings"][0]) == {
        "nomination", "status", "rank", "total", "aspects", "criteria", "scores_counted", "decided_by", "gate",
        "selection", "remarks",
    }  # fmt: skip
    assert set(result["placings"][0]["scores_counted"]) == {"legal", "mastery", "answers"}


def test_an_empty_pool_has_an_empty_result():
    assert placings({**by_total({}), "assessors": []}) == []


@pytest.mark.parametrize("precision", [2, 3, 8])
def test_every_figure_has_the_decimals_of_the_rules(precision):
    pack = example()
    pack["rules"]["precision"] = precision
    for placing in placings(pack):
        for figure in [placing["total"], *placing["aspects"].values(), *placing["criteria"].values()]:
            assert len(figure.partition(".")[2]) == precision
    assert "." in placings(by_total({"a": "1"}, precision=precision))[0]["total"]
    assert placings(by_total({"a": "1"}))[0]["total"] == "1.0000"
