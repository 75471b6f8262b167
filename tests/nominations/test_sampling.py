"""A sample is drawn again from its seed, by anyone, with nothing but Python."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nominations.sampling import draw, number_of

ROOT = Path(__file__).resolve().parents[2]
REGIONS = ["32.71", "32.73", "32.75", "32.76", "32.04", "32.16"]


def test_a_known_seed_draws_what_it_always_drew():
    assert number_of("Gedung Sate 2018", "32.75") == (
        "5c6c3ed1bd8f8925b405e294c9a68eb280ac48d329f709200aa6da7ee4d72d66"
    )
    assert draw("Gedung Sate 2018", REGIONS, 2) == ["32.04", "32.73"]


@given(st.text(min_size=1).filter(str.strip), st.permutations(REGIONS), st.integers(0, 8))
def test_order_and_repeats_of_the_list_play_no_part(seed, shuffled, size):
    assert draw(seed, shuffled, size) == draw(seed, REGIONS * 2, size)


@given(st.text(min_size=1).filter(str.strip), st.integers(0, 5))
def test_a_larger_sample_begins_with_the_smaller(seed, size):
    assert draw(seed, REGIONS, size + 1)[:size] == draw(seed, REGIONS, size)


@pytest.mark.parametrize(("seed", "size"), [("", 1), (" ", 1), ("x", -1)])
def test_no_seed_no_sample(seed, size):
    with pytest.raises(ValueError):
        draw(seed, REGIONS, size)


def test_the_command_draws_the_same():
    command = [sys.executable, "nominations/sampling.py", "Gedung Sate 2018", "3"]
    done = subprocess.run(
        command, cwd=ROOT, input="\n".join(REGIONS), capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == draw("Gedung Sate 2018", REGIONS, 3)
