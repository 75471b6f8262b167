"""Random packs: the slow second count agrees, the order of the input does not matter, damage is only ever refused."""

import json
from copy import deepcopy

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.scoring import PackFaults, canonical, check, rank, read
from tests.assessment.recount import recount
from tests.assessment.strategies import packs
from tests.factories.packs import example

RANDOM = st.randoms(use_true_random=False)


def placings(pack):
    return rank(read(json.dumps(pack)))["placings"]


@settings(max_examples=150, deadline=None)
@given(packs())
def test_a_second_count_agrees(pack):
    assert check(pack) == []
    assert placings(pack) == recount(pack)


def test_a_second_count_of_the_example_agrees():
    assert placings(example()) == recount(example())


@settings(max_examples=50, deadline=None)
@given(packs(), RANDOM)
def test_the_order_of_the_input_does_not_matter(pack, chance):
    expected = placings(pack)
    for key in ("nominations", "sheets", "recusals", "assessors"):
        chance.shuffle(pack[key])
    assert placings(with_keys_shuffled(pack, chance)) == expected


def with_keys_shuffled(node, chance):
    if isinstance(node, dict):
        items = [(key, with_keys_shuffled(value, chance)) for key, value in node.items()]
        chance.shuffle(items)
        return dict(items)
    return [with_keys_shuffled(item, chance) for item in node] if isinstance(node, list) else node


@settings(max_examples=50, deadline=None)
@given(packs())
def test_a_result_can_be_read_back_and_its_ranks_fit(pack):
    result = rank(read(json.dumps(pack)))
    assert json.loads(canonical(result)) == result
    ranks = [placing["rank"] for placing in result["placings"] if placing["status"] == "ranked"]
    assert all(rank == 1 + sum(other < rank for other in ranks) for rank in ranks)
    assert ranks == sorted(ranks)
    winners = sum(placing["selection"] == "winner" for placing in result["placings"])
    reserves = sum(placing["selection"] == "reserve" for placing in result["placings"])
    selection = pack["rules"]["selection"]
    assert winners <= selection["winners"]
    assert reserves <= selection["reserves"]


VALUES = [
    None, True, False, 0, 1, -1, 7, 10**29, 10**40, 1.0, float("nan"), float("inf"), "", "0", "-0", "1", "100", "x",
    "é", "e\u0301", "\ud800", "verified", "assessed", "metric", "linear", "legal", "32.01", "A1", "2021-01-12T03:20:11Z",
    [], [[]], [None], ["0", "0"], {}, {"": 0}, {"kind": "levels"}, {"kind": "range"}, {"covered": 0, "total": 0},
]  # fmt: skip


def places(node, found):
    """Collect every (holder, key) of a tree."""
    for key in node if isinstance(node, dict) else range(len(node)):
        found.append((node, key))
        if isinstance(node[key], (dict, list)):
            places(node[key], found)
    return found


def damage(pack, chance):
    """Delete, replace, swap, double or add a random node."""
    found = places(pack, [])
    if not found:
        return
    holder, key = chance.choice(found)
    how = chance.randrange(6)
    if how == 0:
        del holder[key]
    elif how == 1:
        holder[key] = deepcopy(chance.choice(VALUES))
    elif how == 2:
        other, place = chance.choice(found)
        holder[key] = deepcopy(other[place])
    elif how == 3 and isinstance(holder, list):
        holder.insert(key, deepcopy(holder[key]))
    elif how == 4 and isinstance(holder, dict):
        holder[chance.choice(["x", "kind", "code", "e\u0301", "\ud800", key.upper()])] = deepcopy(holder[key])
    elif isinstance(holder[key], dict) and holder[key]:
        del holder[key][chance.choice(list(holder[key]))]
    else:
        holder[key] = deepcopy(chance.choice(VALUES))


def refusal(source):
    """Return the faults a pack is refused with, none if it can be ranked. Nothing else may happen."""
    try:
        pack = read(source)
    except PackFaults as refused:
        assert refused.faults  # noqa: PT017
        return refused.faults
    canonical(rank(pack))
    return []


@settings(max_examples=40, deadline=None)
@given(RANDOM, st.sampled_from([1, 1, 2, 5]))
def test_a_damaged_pack_is_ranked_or_refused_with_paths(chance, times):
    for _ in range(10):
        pack = example()
        for _ in range(times):
            damage(pack, chance)
        faults = refusal(json.dumps(pack))
        assert all(fault.path.startswith("$") and len(str(fault).splitlines()) == 1 for fault in faults)
        assert bool(check(pack)) == bool(faults)


DEBRIS = [b"", b"0", b"-0", b"1e9", b'"', b"\\", b"\\ud800", b"{", b"]", b",", b"\xff", b"\x00", b"NaN"]


@settings(max_examples=50, deadline=None)
@given(RANDOM)
def test_damaged_text_is_ranked_or_refused(chance):
    source = bytearray(json.dumps(example()).encode())
    for _ in range(chance.choice([1, 2, 5])):
        start = chance.randrange(len(source))
        source[start : start + chance.choice([0, 1, 3, 200])] = chance.choice(DEBRIS)
    refusal(bytes(source))
