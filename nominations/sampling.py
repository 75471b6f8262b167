"""A random sample that anyone can draw again from its seed. Pure: the standard library only.

`python nominations/sampling.py SEED SIZE < list` prints the sample of a list with one name a line. The rule, in full:
each name of the list (trimmed, without repeats) gets the number SHA-256(seed, a line feed, name) over UTF-8; the
names with the smallest numbers are the sample, in that order. So the list's own order plays no part, a longer list
only adds names, and nobody who knows the seed only afterwards can have chosen whom it draws.
"""

import hashlib
import sys
from collections.abc import Iterable


def draw(seed: str, names: Iterable[str], size: int) -> list[str]:
    """The sample of that size (all, if there are fewer). ValueError for an empty seed or a negative size."""
    if not seed.strip() or size < 0:
        raise ValueError("a sample needs a seed and a size of at least 0")
    return sorted(
        {name.strip() for name in names if name.strip()}, key=lambda name: (number_of(seed, name), name)
    )[:size]


def number_of(seed: str, name: str) -> str:
    """The number that a seed gives to a name, 64 hexadecimal digits."""
    return hashlib.sha256(f"{seed}\n{name}".encode()).hexdigest()


if __name__ == "__main__":
    print("\n".join(draw(sys.argv[1], sys.stdin, int(sys.argv[2]))))
