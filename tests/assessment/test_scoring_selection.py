"""The walk down the order: winners, reserves, cool-down, quota, and where the plenary has to decide."""

import json

import pytest

from assessment.scoring import rank, read
from tests.factories.packs import by_total


def walk(order, winners, reserves=0, quota=None):
    """Return the outcomes of an order like "a b=c d*": `=` ties, `*` cools down; with a quota `a.x` is in zone x."""
    totals, zones, cooling = {}, {}, set()
    for place, group in enumerate(order.split()):
        for member in group.split("="):
            name, _, zone = member.rstrip("*").partition(".")
            totals[name], zones[name] = str(100 - place), zone or "z"
            if member.endswith("*"):
                cooling.add(name)
    selection = {"winners": winners, "reserves": reserves}
    if quota:
        selection["quota"] = {"by": "zone", "max": quota}
    pack = by_total(totals, selection=selection)
    for nomination in pack["nominations"]:
        nomination |= {"zone": zones[nomination["id"]], "cooldown": nomination["id"] in cooling}
    placings = rank(read(json.dumps(pack)))["placings"]
    return " ".join(f"{placing['nomination']}:{placing['selection']}" for placing in placings)


W, R, N, U, P, S, Q = "winner", "reserve", "none", "undecided", "pending", "special", "quota"


@pytest.mark.parametrize(
    ("order", "winners", "reserves", "expected"),
    [
        ("a b c d", 2, 1, [W, W, R, N]),
        ("a b c", 0, 0, [N, N, N]),
        ("a b c", 0, 1, [R, N, N]),
        ("a b", 5, 5, [W, W]),
        # a tie that fits exactly, that overhangs winners, that overhangs everything
        ("a=b c d", 2, 1, [W, W, R, N]),
        ("a b=c d e", 2, 1, [W, U, U, N, N]),
        ("a b=c d e", 2, 2, [W, U, U, R, N]),
        ("a b=c=d e", 2, 1, [W, U, U, U, N]),
        ("a=b c", 1, 0, [U, U, N]),
        ("a=b c d", 1, 3, [U, U, R, R]),
        # a tie among the reserves
        ("a b=c d", 1, 2, [W, R, R, N]),
        ("a b=c d", 1, 1, [W, U, U, N]),
        ("a b=c d e", 1, 3, [W, R, R, R, N]),
        ("a=b c", 0, 1, [U, U, N]),
        ("a b=c", 1, 0, [W, N, N]),
    ],
)
def test_without_a_quota(order, winners, reserves, expected):
    names = order.replace("=", " ").split()
    assert walk(order, winners, reserves) == " ".join(map(":".join, zip(names, expected, strict=True)))


@pytest.mark.parametrize(
    ("order", "winners", "reserves", "expected"),
    [
        ("a* b c", 1, 1, "a:special b:winner c:reserve"),
        ("a b* c", 2, 0, "a:winner b:special c:winner"),
        # the places are gone: reserves left or not
        ("a b* c", 1, 1, "a:winner b:none c:reserve"),
        ("a b*", 1, 0, "a:winner b:none"),
        # it leaves its group, so that the others fit; alone it leaves nothing to decide
        ("a*=b=c d", 2, 1, "a:special b:winner c:winner d:reserve"),
        ("a*=b* c", 1, 0, "a:special b:special c:winner"),
        ("a=b*=c", 1, 0, "a:undecided b:special c:undecided"),
        ("a=b c*", 1, 1, "a:undecided b:undecided c:none"),
        ("a=b c*", 3, 0, "a:winner b:winner c:special"),
    ],
)
def test_cool_down(order, winners, reserves, expected):
    assert walk(order, winners, reserves) == expected


@pytest.mark.parametrize(
    ("order", "winners", "reserves", "quota", "expected"),
    [
        ("a.x b.x c.y d.y", 2, 1, 1, "a:winner b:quota c:winner d:quota"),
        # with only reserves left a full group still gives none of them away
        ("a.x b.x c.y", 1, 1, 1, "a:winner b:quota c:reserve"),
        ("a.x b.y c.x", 1, 1, 1, "a:winner b:reserve c:none"),
        # reserves fill no quota
        ("a.x b.y c.y d.y", 1, 2, 1, "a:winner b:reserve c:reserve d:none"),
        # a group that would exceed its quota is undecided though there is room, and all below is pending
        ("a.x=b.x c.y d.z*", 3, 1, 1, "a:undecided b:undecided c:pending d:pending"),
        ("a.x=b.x c.y", 3, 1, 2, "a:winner b:winner c:winner"),
        ("a.x b.x=c.x d.y", 3, 1, 2, "a:winner b:undecided c:undecided d:pending"),
        ("a.x=b.y c.z", 1, 3, 1, "a:undecided b:undecided c:pending"),
        # who leaves the group for its own reason keeps that
        ("a.x b.x=c.y=d.z=e.y* f.x", 2, 0, 1, "a:winner b:quota c:undecided d:undecided e:special f:pending"),
        # the quota member leaves, the remainder fits
        ("a.x b.x=c.y d.z", 2, 1, 1, "a:winner b:quota c:winner d:reserve"),
        ("a.x b.x=c.x d.y", 2, 0, 1, "a:winner b:quota c:quota d:winner"),
        # a cooling member fills no quota, and goes before it
        ("a.x* b.x c.x*", 2, 0, 1, "a:special b:winner c:special"),
        # a tie among reserves stops the walk too
        ("a.x b.y=c.z d.y", 1, 1, 1, "a:winner b:undecided c:undecided d:pending"),
        # everything given away
        ("a.x b.y=c.x", 1, 0, 1, "a:winner b:none c:none"),
    ],
)
def test_with_a_quota(order, winners, reserves, quota, expected):
    assert walk(order, winners, reserves, quota) == expected


def test_a_quota_that_binds_nobody_still_stops_the_walk_at_a_tie():
    assert walk("a.x=b.y c.z", 1, 1) == "a:undecided b:undecided c:none"
    assert walk("a.x=b.y c.z", 1, 1, quota=9) == "a:undecided b:undecided c:pending"


def test_only_ranked_ones_are_walked():
    pack = by_total({"a": "90", "b": "80"}, selection={"winners": 1})
    pack["nominations"][0]["status"] = "withdrawn"
    placings = rank(read(json.dumps(pack)))["placings"]
    assert [(placing["nomination"], placing["selection"]) for placing in placings] == [
        ("b", "winner"),
        ("a", None),
    ]


def test_a_quota_by_province():
    pack = by_total(
        {"a": "90", "b": "80", "c": "70"}, selection={"winners": 2, "quota": {"by": "province", "max": 1}}
    )
    for nomination, province in zip(pack["nominations"], ["32", "32", "33"], strict=True):
        nomination["province"] = province
    placings = rank(read(json.dumps(pack)))["placings"]
    assert [placing["selection"] for placing in placings] == ["winner", "quota", "winner"]
