"""A sample is drawn again from its seed, by anyone, with nothing but Python."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nominations.sampling import draw, number_of

ROOT = Path(__file__).resolve().parents[2]
SEED, MARK = "Gedung Sate 2018", "5c6c3ed1 2026-05-12T03:04:05.000678+00:00"
REGIONS = ["32.71", "32.73", "32.75", "32.76", "32.04", "32.16"]


def test_a_known_seed_draws_what_it_always_drew():
    assert number_of(SEED, MARK, "32.75") == (
        "445da53fbdbc1ba32891934817f35b60203aedd8afe0f4a128e3711031e3709d"
    )
    assert draw(SEED, MARK, REGIONS, 2) == ["32.71", "32.75"]


@given(st.text(min_size=1).filter(str.strip), st.permutations(REGIONS), st.integers(0, 8))
def test_order_and_repeats_of_the_list_play_no_part(seed, shuffled, size):
    assert draw(seed, MARK, shuffled, size) == draw(seed, MARK, REGIONS * 2, size)


@given(st.text(min_size=1).filter(str.strip), st.integers(0, 5))
def test_a_larger_sample_begins_with_the_smaller(seed, size):
    assert draw(seed, MARK, REGIONS, size + 1)[:size] == draw(seed, MARK, REGIONS, size)


@pytest.mark.parametrize(("seed", "size"), [("", 1), (" ", 1), ("x", -1)])
def test_no_seed_no_sample(seed, size):
    with pytest.raises(ValueError):
        draw(seed, MARK, REGIONS, size)


def test_the_command_draws_the_same():
    command = [sys.executable, "nominations/sampling.py", SEED, MARK, "3"]
    done = subprocess.run(
        command, cwd=ROOT, input="\n".join(REGIONS), capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == draw(SEED, MARK, REGIONS, 3)
