"""Every fault that refuses a pack, planted one by one in a faultless pack, with the path it is listed at."""

import json
from copy import deepcopy
from functools import reduce

import pytest

from assessment.scoring import Fault, PackFaults, check, read
from tests.factories.packs import example

DROP = object()
LEGAL = "rules.aspects.1.criteria.0"
MASTERY = "rules.aspects.2.criteria.0"
ANSWERS = "rules.aspects.2.criteria.1"
UCJ = "rules.aspects.0.criteria.0"
BANDS = "rules.aspects.0.criteria.1"
CURVE = "rules.aspects.0.criteria.2"
RECUSED = {"assessor": "A5", "nomination": "32.01", "ground": "own_region"}


def planted(where, value):
    """Return the example with `value` at the place `where` (steps joined by dots), or without what is there."""
    pack = example()
    *steps, last = [int(step) if step.lstrip("-").isdigit() else step for step in where.split(".")]
    holder = reduce(lambda node, step: node[step], steps, pack)
    if value is DROP:
        del holder[last]
    elif isinstance(holder, list) and last == len(holder):
        holder.append(value)
    else:
        holder[last] = value
    return pack


def paths(pack):
    return {fault.path for fault in check(pack)}


def scale(**keys):
    return keys


# where, what is planted, the paths at fault; exactly these and no others
FAULTS = [
    ("format", "paritrana-pack/2", {"$.format"}),
    ("format", 1, {"$.format"}),
    ("edition.number", "4", {"$.edition.number"}),
    ("edition.number", True, {"$.edition.number"}),
    ("edition.number", 10**30, {"$.edition.number"}),
    ("edition.label", None, {"$.edition.label"}),
    ("edition.period_start", "2020-1-01", {"$.edition.period_start"}),
    ("edition.period_end", "2020-02-30", {"$.edition.period_end"}),
    ("edition.period_end", "2020-13-01", {"$.edition.period_end"}),
    ("edition.period_end", "2020-12-31\n", {"$.edition.period_end"}),
    ("edition.period_end", "２020-12-31", {"$.edition.period_end"}),
    ("edition.period_end", 2020, {"$.edition.period_end"}),
    ("pool", [], {"$.pool"}),
    ("pool.level", None, {"$.pool.level"}),
    ("pool.category", 7, {"$.pool.category"}),
    ("pool.ranking", None, {"$.pool.ranking"}),
    ("pool.zone", "x", {"$.pool.zone"}),
    ("rules.version", "1", {"$.rules.version"}),
    ("rules.bonus", "1", {"$.rules.bonus"}),
    ("rules.adopted_at", "2020-11-16", {"$.rules.adopted_at"}),
    ("rules.adopted_at", "2020-11-16T00:00:00+00:00", {"$.rules.adopted_at"}),
    ("rules.adopted_at", "2020-11-16T00:00:00z", {"$.rules.adopted_at"}),
    ("rules.adopted_at", "2020-11-16 00:00:00Z", {"$.rules.adopted_at"}),
    ("rules.adopted_at", "2020-11-16T24:00:00Z", {"$.rules.adopted_at"}),
    ("rules.adopted_at", "2020-11-16T00:60:00Z", {"$.rules.adopted_at"}),
    ("rules.adopted_at", "2020-11-16T23:59:60Z", {"$.rules.adopted_at"}),
    ("rules.adopted_at", "2020-11-31T00:00:00Z", {"$.rules.adopted_at"}),
    ("rules.adopted_at", "2020-11-16T00:00:00.Z", {"$.rules.adopted_at"}),
    ("rules.adopted_at", None, {"$.rules.adopted_at"}),
    ("rules.precision", 1, {"$.rules.precision"}),
    ("rules.precision", 9, {"$.rules.precision"}),
    ("rules.precision", "4", {"$.rules.precision"}),
    ("rules.precision", None, {"$.rules.precision"}),
    ("rules.min_scores", 0, {"$.rules.min_scores"}),
    ("rules.min_scores", True, {"$.rules.min_scores"}),
    ("rules.aggregate", "mode", {"$.rules.aggregate"}),
    ("rules.spread_limit", 25, {"$.rules.spread_limit"}),
    ("rules.spread_limit", "2e1", {"$.rules.spread_limit"}),
    ("rules.spread_limit", "+25", {"$.rules.spread_limit"}),
    ("rules.spread_limit", ".5", {"$.rules.spread_limit"}),
    ("rules.spread_limit", "5.", {"$.rules.spread_limit"}),
    ("rules.spread_limit", " 5", {"$.rules.spread_limit"}),
    ("rules.spread_limit", "5\n", {"$.rules.spread_limit"}),
    ("rules.spread_limit", "٥", {"$.rules.spread_limit"}),
    ("rules.spread_limit", "1_0", {"$.rules.spread_limit"}),
    ("rules.spread_limit", "1/2", {"$.rules.spread_limit"}),
    ("rules.spread_limit", "1,5", {"$.rules.spread_limit"}),
    ("rules.spread_limit", "", {"$.rules.spread_limit"}),
    ("rules.spread_limit", "0" * 31, {"$.rules.spread_limit"}),
    ("rules.spread_limit", "1" * 15 + "." + "1" * 16, {"$.rules.spread_limit"}),
    ("rules.spread_limit", None, {"$.rules.spread_limit"}),
    ("rules.metrics", {}, {"$.rules.metrics"}),
    ("rules.metrics.0", "ucj", {"$.rules.metrics[0]"} | {f"$.nominations[{i}].metrics.ucj" for i in range(3)}
     | {"$.rules.aspects[0].criteria[0].metric"}),
    ("rules.metrics.0.kind", "percent", {"$.rules.metrics[0].kind"}),
    ("rules.metrics.0.unit", "x", {"$.rules.metrics[0].unit"}),
    ("rules.metrics.3", {"code": "ucj", "kind": "value"}, {"$.rules.metrics[3].code"}),
    ("rules.aspects", "x", {"$.rules.aspects"}),
    ("rules.aspects.0.weight", "40.0001", {"$.rules.aspects"}),
    ("rules.aspects.0.weight", "4O", {"$.rules.aspects[0].weight"}),
    ("rules.aspects.0.weight", 40, {"$.rules.aspects[0].weight"}),
    ("rules.aspects.0.weight", "0", {"$.rules.aspects[0].weight", "$.rules.aspects"}),
    ("rules.aspects.0.weight", "-40", {"$.rules.aspects[0].weight", "$.rules.aspects"}),
    ("rules.aspects.2.code", "coverage", {"$.rules.aspects[2].code"}),
    ("rules.aspects.0.name", "x", {"$.rules.aspects[0].name"}),
    (f"{UCJ}.weight", "69.9", {"$.rules.aspects[0].criteria"}),
    (f"{LEGAL}.weight", "1e2", {"$.rules.aspects[1].criteria[0].weight"}),
    (f"{UCJ}.code", "informal_points", {"$.rules.aspects[0].criteria[1].code"}),
    (f"{UCJ}.metric", "ucx", {"$.rules.aspects[0].criteria[0].metric"}),
    (f"{UCJ}.stage", "document", {"$.rules.aspects[0].criteria[0].stage"}),
    (f"{LEGAL}.metric", "ucj", {"$.rules.aspects[1].criteria[0].metric"}),
    (f"{LEGAL}.kind", "assesed", {"$.rules.aspects[1].criteria[0].kind"}),
    (f"{UCJ}.kind", "share", {"$.rules.aspects[0].criteria[0].kind"}),
    (f"{LEGAL}.scale", "x", {"$.rules.aspects[1].criteria[0].scale"}),
    (f"{LEGAL}.scale.kind", "stars", {"$.rules.aspects[1].criteria[0].scale.kind"}),
    (f"{LEGAL}.scale.kind", DROP, {"$.rules.aspects[1].criteria[0].scale.kind"}),
    (f"{LEGAL}.scale", scale(kind="linear", **{"from": "0", "to": "100"}),
     {"$.rules.aspects[1].criteria[0].scale", "$.rules.aspects[1].criteria[0].scale.kind"}),
    (f"{LEGAL}.scale", scale(kind="bands", steps=[["0", "0"]]),
     {"$.rules.aspects[1].criteria[0].scale", "$.rules.aspects[1].criteria[0].scale.kind"}),
    (f"{UCJ}.scale", scale(kind="range", min="0", max="1", step="1"),
     {"$.rules.aspects[0].criteria[0].scale", "$.rules.aspects[0].criteria[0].scale.kind"}),
    (f"{UCJ}.scale", scale(kind="levels", points={"1": "1"}),
     {"$.rules.aspects[0].criteria[0].scale", "$.rules.aspects[0].criteria[0].scale.kind"}),
    (f"{UCJ}.scale.to", "0.00", {"$.rules.aspects[0].criteria[0].scale" + end for end in ("", ".from", ".to")}),
    (f"{UCJ}.scale.to", DROP, {"$.rules.aspects[0].criteria[0].scale.to"}),
    (f"{UCJ}.scale.step", "1", {"$.rules.aspects[0].criteria[0].scale.step"}),
    (f"{BANDS}.scale.steps", [], {"$.rules.aspects[0].criteria[1].scale.steps"}),
    (f"{BANDS}.scale.steps", {}, {"$.rules.aspects[0].criteria[1].scale.steps"}),
    (f"{BANDS}.scale.steps.1", "10", {"$.rules.aspects[0].criteria[1].scale.steps[1]"}),
    (f"{BANDS}.scale.steps.1", ["10"], {"$.rules.aspects[0].criteria[1].scale.steps[1]"}),
    (f"{BANDS}.scale.steps.1", ["10", "40", "1"], {"$.rules.aspects[0].criteria[1].scale.steps[1]"}),
    (f"{BANDS}.scale.steps.1.0", "0", {"$.rules.aspects[0].criteria[1].scale.steps" + end for end in ("", "[1][0]")}),
    (f"{CURVE}.scale.steps.2.0", "2.0", {"$.rules.aspects[0].criteria[2].scale.steps" + end for end in ("", "[2][0]")}),
    (f"{CURVE}.scale.steps", [], {"$.rules.aspects[0].criteria[2].scale.steps"}),
    (f"{CURVE}.scale.steps.2.1", "-0.1", {"$.rules.aspects[0].criteria[2].scale.steps[2][1]"}),
    (f"{BANDS}.scale.steps.2.1", "100.1", {"$.rules.aspects[0].criteria[1].scale.steps[2][1]"}),
    (f"{MASTERY}.scale.points", {}, {"$.rules.aspects[2].criteria[0].scale.points"}),
    (f"{MASTERY}.scale.points.3", "101", {"$.rules.aspects[2].criteria[0].scale.points.3"}),
    (f"{MASTERY}.scale.points.3", 100, {"$.rules.aspects[2].criteria[0].scale.points.3"}),
    (f"{ANSWERS}.scale.max", "-5", {"$.rules.aspects[2].criteria[1].scale" + end for end in ("", ".min", ".max")}),
    (f"{ANSWERS}.scale.step", "0", {"$.rules.aspects[2].criteria[1].scale.step"}),
    (f"{ANSWERS}.scale.step", "-1", {"$.rules.aspects[2].criteria[1].scale.step"}),
    ("rules.gates", None, {"$.rules.gates"}),
    ("rules.gates.0.op", "=<", {"$.rules.gates[0].op"}),
    ("rules.gates.0.metric", "late", {"$.rules.gates[0].metric"}),
    ("rules.gates.0.value", 3, {"$.rules.gates[0].value"}),
    ("rules.gates.1", {"code": "punctual", "metric": "ucj", "op": "<", "value": "3"}, {"$.rules.gates[1].code"}),
    ("rules.tie_break.0", "aspect:cover", {"$.rules.tie_break[0]"}),
    ("rules.tie_break.0", "aspect:ucj_points", {"$.rules.tie_break[0]"}),
    ("rules.tie_break.0", "coverage", {"$.rules.tie_break[0]"}),
    ("rules.tie_break.0", "total:coverage", {"$.rules.tie_break[0]"}),
    ("rules.tie_break.0", "--aspect:coverage", {"$.rules.tie_break[0]"}),
    ("rules.tie_break.0", "Aspect:coverage", {"$.rules.tie_break[0]"}),
    ("rules.tie_break.0", 1, {"$.rules.tie_break[0]"}),
    ("rules.tie_break.4", "-aspect:coverage", {"$.rules.tie_break[4]"}),
    ("rules.tie_break.4", "metric:arrears", {"$.rules.tie_break[4]"}),
    ("rules.tie_break.4", "metric:informal", {"$.rules.tie_break[4]"}),
    ("rules.selection.winners", -1, {"$.rules.selection.winners"}),
    ("rules.selection.winners", DROP, {"$.rules.selection.winners"}),
    ("rules.selection.reserves", -1, {"$.rules.selection.reserves"}),
    ("rules.selection.quota", None, {"$.rules.selection.quota"}),
    ("rules.selection.quota.max", 0, {"$.rules.selection.quota.max"}),
    ("rules.selection.quota.max", DROP, {"$.rules.selection.quota.max"}),
    ("rules.selection.quota.by", "region", {"$.rules.selection.quota.by"}),
    ("nominations", {}, {"$.nominations"}),
    ("nominations.0.status", "winner", {"$.nominations[0].status"}),
    ("nominations.0.status", "ranked", {"$.nominations[0].status"}),
    ("nominations.0.name", None, {"$.nominations[0].name"}),
    ("nominations.0.cooldown", "no", {"$.nominations[0].cooldown"}),
    ("nominations.0.cooldown", None, {"$.nominations[0].cooldown"}),
    ("nominations.0.cooldown", 0, {"$.nominations[0].cooldown"}),
    ("nominations.0.province", 32, {"$.nominations[0].province"}),
    ("nominations.0.zone", None, {"$.nominations[0].zone"}),
    ("nominations.0.zone", DROP, {"$.nominations[0].zone"}),
    ("nominations.0.metrics", None, {"$.nominations[0].metrics"}),
    ("nominations.0.metrics.ucj", DROP, {"$.nominations[0].metrics.ucj"}),
    ("nominations.0.metrics.late", None, {"$.nominations[0].metrics.late"}),
    ("nominations.0.metrics.ucj", "60", {"$.nominations[0].metrics.ucj"}),
    ("nominations.0.metrics.ucj", {"value": "60"}, {"$.nominations[0].metrics.ucj"}),
    ("nominations.0.metrics.arrears", {"covered": 1, "total": 2}, {"$.nominations[0].metrics.arrears"}),
    ("nominations.0.metrics.ucj.value", "60", {"$.nominations[0].metrics.ucj.value"}),
    ("nominations.0.metrics.ucj.total", DROP, {"$.nominations[0].metrics.ucj.total"}),
    ("nominations.0.metrics.ucj.covered", -1, {"$.nominations[0].metrics.ucj.covered"}),
    ("nominations.0.metrics.ucj.total", -1, {"$.nominations[0].metrics.ucj.total"}),
    ("nominations.0.metrics.ucj.total", "90", {"$.nominations[0].metrics.ucj.total"}),
    ("nominations.0.metrics.ucj.total", None, {"$.nominations[0].metrics.ucj.total"}),
    ("nominations.0.metrics.ucj.total", 10**30, {"$.nominations[0].metrics.ucj.total"}),
    ("nominations.0.metrics.ucj.total", 90.0, {"$.nominations[0].metrics.ucj.total"}),
    ("nominations.0.metrics.arrears.value", 1, {"$.nominations[0].metrics.arrears.value"}),
    ("nominations.0.metrics.arrears.value", None, {"$.nominations[0].metrics.arrears.value"}),
    ("assessors", None, {"$.assessors"}),
    ("assessors.5", 5, {"$.assessors[5]"}),
    ("assessors.5", "A1", {"$.assessors[5]"}),
    ("recusals.1", {**RECUSED, "assessor": "A9"}, {"$.recusals[1].assessor"}),
    ("recusals.1", {**RECUSED, "nomination": "32.99"}, {"$.recusals[1].nomination"}),
    ("recusals.1", {**RECUSED, "ground": None}, {"$.recusals[1].ground"}),
    ("recusals.1", "A5", {"$.recusals[1]"}),
    ("sheets.0.assessor", "A9", {"$.sheets[0].assessor"}),
    ("sheets.0.nomination", "32.99", {"$.sheets[0].nomination"}),
    ("sheets.0.stage", "field", {"$.sheets[0].stage"}),
    ("sheets.0.stage", None, {"$.sheets[0].stage"}),
    ("sheets.0.signed_at", "yesterday", {"$.sheets[0].signed_at"}),
    ("sheets.0.signed_at", "2020-11-15T23:59:59.999Z", {"$.sheets[0].signed_at"}),
    ("sheets.0.signed_at", False, {"$.sheets[0].signed_at"}),
    ("sheets.0.scores", None, {"$.sheets[0].scores"}),
    ("sheets.0.scores", [], {"$.sheets[0].scores"}),
    ("sheets.0.scores", {}, {"$.sheets[0].scores.legal"}),
    ("sheets.0.scores.legal", "100.5", {"$.sheets[0].scores.legal"}),
    ("sheets.0.scores.legal", "-0.5", {"$.sheets[0].scores.legal"}),
    ("sheets.0.scores.legal", "70.25", {"$.sheets[0].scores.legal"}),
    ("sheets.0.scores.legal", "1e1", {"$.sheets[0].scores.legal"}),
    ("sheets.0.scores.legal", "70." + "0" * 29, {"$.sheets[0].scores.legal"}),
    ("sheets.0.scores.legal", 70, {"$.sheets[0].scores.legal"}),
    ("sheets.0.scores.legal", None, {"$.sheets[0].scores.legal"}),
    ("sheets.0.scores.mastery", "1", {"$.sheets[0].scores.mastery"}),
    ("sheets.0.scores.ucj_points", "1", {"$.sheets[0].scores.ucj_points"}),
    ("sheets.0.scores.nothing", "1", {"$.sheets[0].scores.nothing"}),
    ("sheets.1.scores.mastery", "1.0", {"$.sheets[1].scores.mastery"}),
    ("sheets.1.scores.mastery", "01", {"$.sheets[1].scores.mastery"}),
    ("sheets.1.scores.mastery", "4", {"$.sheets[1].scores.mastery"}),
    ("sheets.1.scores.mastery", DROP, {"$.sheets[1].scores.mastery"}),
    ("sheets.1.scores.answers", "6", {"$.sheets[1].scores.answers"}),
    ("sheets.0.abstained", None, {"$.sheets[0].abstained"}),
    ("sheets.0.abstained", {"legal": "x"}, {"$.sheets[0].scores.legal", "$.sheets[0].abstained.legal"}),
    ("sheets.0.abstained", {"mastery": "x"}, {"$.sheets[0].abstained.mastery"}),
    ("sheets.0.abstained", {"nothing": "x"}, {"$.sheets[0].abstained.nothing"}),
    ("sheets.-1.abstained", {"legal": ""}, {"$.sheets[26].abstained.legal"}),
    ("sheets.-1.abstained", {"legal": None}, {"$.sheets[26].abstained.legal"}),
    ("sheets.-1.abstained", DROP, {"$.sheets[26].scores.legal"}),
    # An unsigned sheet need not be complete, but what it contains is checked alike.
    ("sheets.-2.scores.answers", "0.5", {"$.sheets[25].scores.answers"}),
    ("sheets.-2.scores.legal", "1", {"$.sheets[25].scores.legal"}),
    ("sheets.-2.stage", "field", {"$.sheets[25].stage"}),
    # So is the sheet of a recused assessor, who signs completely or not at all.
    ("sheets.-3.scores.legal", "101", {"$.sheets[24].scores.legal"}),
    ("sheets.-3.scores.legal", DROP, {"$.sheets[24].scores.legal"}),
]  # fmt: skip


@pytest.mark.parametrize(("where", "value", "expected"), FAULTS)
def test_a_planted_fault_is_listed_at_its_path_alone(where, value, expected):
    assert paths(planted(where, value)) == expected


OBJECTS = {
    "": "format edition pool rules nominations assessors sheets",
    "edition": "number label period_start period_end",
    "pool": "level region category",
    "rules": "version adopted_at aggregate min_scores metrics aspects selection",
    "rules.metrics.1": "code kind",
    "rules.aspects.1": "code weight criteria",
    UCJ: "code weight kind metric scale",
    LEGAL: "code weight kind stage scale",
    f"{UCJ}.scale": "kind from to",
    f"{BANDS}.scale": "kind steps",
    f"{CURVE}.scale": "kind steps",
    f"{LEGAL}.scale": "kind min max step",
    f"{MASTERY}.scale": "kind points",
    "rules.gates.0": "code metric op value",
    "rules.selection": "winners",
    "rules.selection.quota": "by max",
    "nominations.2": "id name status metrics",
    "nominations.2.metrics": "ucj informal arrears",
    "nominations.2.metrics.ucj": "covered total",
    "recusals.0": "assessor nomination ground",
    "sheets.3": "assessor nomination stage signed_at scores",
}


def as_path(where):
    return "".join(f"[{step}]" if step.isdigit() else f".{step}" for step in where.split(".") if step)


@pytest.mark.parametrize(
    ("place", "key"), [(place, key) for place, keys in OBJECTS.items() for key in keys.split()]
)
def test_a_required_key_may_not_be_missing(place, key):
    where = f"{place}.{key}".lstrip(".")
    assert "$" + as_path(where) in paths(planted(where, DROP))


@pytest.mark.parametrize("place", OBJECTS)
def test_an_unknown_key_is_a_fault(place):
    where = f"{place}.extra".lstrip(".")
    assert paths(planted(where, None)) == {"$" + as_path(where)}


OPTIONAL = [
    "pool.ranking", "rules.precision", "rules.spread_limit", "rules.gates", "rules.tie_break", "recusals",
    "rules.selection.reserves", "rules.selection.quota", "nominations.0.cooldown", "nominations.0.province",
    "sheets.0.abstained",
]  # fmt: skip


@pytest.mark.parametrize("where", OPTIONAL)
def test_what_may_be_missing_may_be_missing(where):
    assert paths(planted(where, DROP)) == set()


@pytest.mark.parametrize(
    "where", ["pool.region", "nominations.0.province", "sheets.0.signed_at", "nominations.0.metrics.ucj"]
)
def test_null_is_legal_in_few_places(where):
    assert paths(planted(where, None)) == set()


@pytest.mark.parametrize(
    ("where", "value"),
    [("edition.number", -4), ("rules.version", -1), ("recusals.1", {**RECUSED, "ground": ""})],
)
def test_what_no_rule_limits_is_no_fault(where, value):
    assert paths(planted(where, value)) == set()


@pytest.mark.parametrize("none", ["0", "-0.0", "-30"])
def test_a_weight_that_is_none_is_at_fault_with_its_list_even_if_all_make_100(none):
    pack = example()
    aspects = pack["rules"]["aspects"]
    for aspect in (*aspects, *aspects[0]["criteria"]):
        aspect["weight"] = "0.5"
    for listed in (aspects, aspects[0]["criteria"]):
        listed[0]["weight"] = none
        listed[1]["weight"] = str(100 - float(none) - 0.5 * (len(listed) - 2))
    at = "$.rules.aspects"
    inner = f"{at}[0].criteria"
    assert paths(pack) == {at, f"{at}[0].weight", inner, f"{inner}[0].weight"}


def test_an_unknown_stage_of_a_sheet_does_not_meet_a_stage_at_fault_of_a_criterion():
    pack = planted(f"{LEGAL}.stage", 5)
    sheet = next(item for item in pack["sheets"] if item["signed_at"] and item["stage"] != "document")
    sheet["stage"], sheet["scores"] = "nowhere", {}
    path = f"$.sheets[{pack['sheets'].index(sheet)}]"
    found = paths(pack)
    assert f"{path}.stage" in found
    assert f"{path}.scores.legal" not in found


def test_zone_may_be_null_or_missing_when_the_quota_does_not_need_it():
    for value in (None, DROP):
        pack = planted("nominations.0.zone", value)
        pack["rules"]["selection"]["quota"]["by"] = "province"
        assert paths(pack) == set()
    assert "$.nominations[0].province" in paths(
        {**planted("nominations.0.province", None), "rules": pack["rules"]}
    )


def test_the_quota_needs_a_group_of_a_withdrawn_nomination_too():
    pack = planted("nominations.0.status", "withdrawn")
    pack["nominations"][0]["zone"] = None
    assert paths(pack) == {"$.nominations[0].zone"}


def test_only_a_verified_nomination_needs_every_metric():
    for status in ("withdrawn", "ineligible", "absent"):
        pack = planted("nominations.0.status", status)
        pack["nominations"][0]["metrics"] = {}
        assert paths(pack) == set()
        pack["nominations"][0]["metrics"] = {"late": None}
        assert paths(pack) == {"$.nominations[0].metrics.late"}


def test_a_second_nomination_of_one_id_is_at_fault():
    pack = example()
    pack["nominations"].append({**deepcopy(pack["nominations"][0]), "id": "32.02"})
    assert paths(pack) == {"$.nominations[3].id"}


@pytest.mark.parametrize("signed_at", ["2021-01-13T00:00:00Z", None])
def test_a_second_sheet_is_at_fault_signed_or_not(signed_at):
    pack = example()
    pack["sheets"].append({**pack["sheets"][0], "signed_at": signed_at})
    assert paths(pack) == {"$.sheets[27]"}


def test_ids_and_codes_are_compared_in_nfc():
    pack = example()
    pack["assessors"] += ["P\u00e9", "Pe\u0301"]
    assert paths(pack) == {"$.assessors[6]"}
    pack["assessors"].pop()
    pack["recusals"].append({"assessor": "Pe\u0301", "nomination": "32.02", "ground": "x"})
    assert paths(pack) == set()
    pack["nominations"][0]["metrics"] |= {"\u00e9": None, "e\u0301": None}
    assert [fault.path for fault in check(pack)] == ["$.nominations[0].metrics.\u00e9"] * 2


def test_a_leap_second_and_decimals_are_moments():
    for moment in ("2016-12-31T23:59:60Z", "2021-01-12T03:20:11.123456789Z", "2020-02-29T00:00:00Z"):
        pack = planted("rules.adopted_at", moment)
        for sheet in pack["sheets"]:
            sheet["signed_at"] = sheet["signed_at"] and "2021-06-30T23:59:60.5Z"
        assert paths(pack) == set()


def test_a_sheet_may_be_signed_at_the_moment_of_adoption():
    pack = planted("rules.adopted_at", "2021-01-12T03:20:11.0Z")
    assert paths(pack) == set()
    pack["rules"]["adopted_at"] = "2021-01-12T03:20:11.01Z"
    assert "$.sheets[0].signed_at" in paths(pack)


def test_many_faults_are_listed_together():
    pack = example()
    pack["format"] = "other"
    pack["rules"]["aspects"][0]["weight"] = "39"
    pack["nominations"][1]["metrics"]["ucj"] = {"value": "3"}
    pack["sheets"][4]["scores"] = {"legal": "x", "mastery": "9"}
    assert {
        "$.format",
        "$.rules.aspects",
        "$.nominations[1].metrics.ucj",
        "$.sheets[4].scores.legal",
        "$.sheets[4].scores.mastery",
    } == paths(pack)


def test_a_part_that_cannot_be_read_does_not_silence_the_rest():
    for key in ("rules", "nominations", "assessors", "sheets"):
        pack = example()
        pack[key] = None
        pack["format"] = "other"
        pack["recusals"].append(7)
        assert paths(pack) == {"$.format", f"$.{key}", "$.recusals[1]"}
    pack = planted("rules", None)
    pack["sheets"][0]["scores"] = {"legal": 5}
    pack["nominations"][0]["metrics"]["ucj"] = {"covered": -1, "total": 3}
    assert paths(pack) == {"$.rules", "$.sheets[0].scores.legal", "$.nominations[0].metrics.ucj.covered"}


@pytest.mark.parametrize("data", [None, [], "x", 3, True])
def test_a_pack_is_an_object(data):
    with pytest.raises(PackFaults) as refused:
        read(json.dumps(data))
    assert [fault.path for fault in refused.value.faults] == ["$"]


def test_a_fault_prints_as_path_and_sentence():
    assert str(Fault("$.rules", "This must be an object.")) == "$.rules: This must be an object."
