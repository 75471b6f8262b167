"""The published examples: packs with their results, and a malformed one with paths of its faults."""

import json
from pathlib import Path

import pytest

from assessment.scoring import PackFaults, check, rank, read

PACKS = Path(__file__).parents[1] / "golden" / "packs"
NAMES = sorted(path.name.removesuffix(".result.json") for path in PACKS.glob("*.result.json"))


@pytest.mark.parametrize("name", NAMES)
def test_an_example_gives_its_published_result(name):
    source = (PACKS / f"{name}.json").read_bytes()
    assert rank(read(source)) == json.loads((PACKS / f"{name}.result.json").read_bytes())


def test_the_malformed_example_has_its_published_faults():
    source = (PACKS / "malformed.json").read_bytes()
    expected = set((PACKS / "malformed.faults.txt").read_text().split())
    with pytest.raises(PackFaults) as refused:
        read(source)
    assert {fault.path for fault in refused.value.faults} == expected
    assert check(json.loads(source)) == refused.value.faults


def test_there_are_examples():
    assert len(NAMES) == 6
