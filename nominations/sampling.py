"""A random sample that anyone can draw again from what it was drawn with. Pure: the standard library only.

`python nominations/sampling.py SEED MARK SIZE < list` prints the sample of a list with one name a line. The rule, in
full: each name of the list (trimmed, without repeats) gets the number SHA-256(seed, a line feed, mark, a line feed,
name) over UTF-8; the names with the smallest numbers are the sample, in that order. So the list's own order plays no
part, and a longer list only adds names.

Somebody chooses the seed; the mark is there only once the draw is made, so nobody can try seeds beforehand until one
draws whom they like. In the portal it is the audit trail's last digest and the moment of the draw (`mark_of`).
"""

import hashlib
import sys
from collections.abc import Iterable
from datetime import datetime


def draw(seed: str, mark: str, names: Iterable[str], size: int) -> list[str]:
    """The sample of that size (all, if there are fewer). ValueError for an empty seed or mark, or a negative size."""
    if not seed.strip() or not mark.strip() or size < 0:
        raise ValueError("a sample needs a seed, a mark and a size of at least 0")
    return sorted(
        {name.strip() for name in names if name.strip()}, key=lambda name: (number_of(seed, mark, name), name)
    )[:size]


def number_of(seed: str, mark: str, name: str) -> str:
    """The number that a seed and a mark give to a name, 64 hexadecimal digits."""
    return hashlib.sha256(f"{seed}\n{mark}\n{name}".encode()).hexdigest()


def mark_of(head: str, moment: datetime) -> str:
    """The mark of a draw: the digest of the last sealed event of the trail ("-": none is sealed yet), and the moment
    of the draw to the microsecond. Both can be looked up afterwards; the moment nobody can choose so finely."""
    return f"{head or '-'} {moment.isoformat(timespec='microseconds')}"


if __name__ == "__main__":
    print("\n".join(draw(sys.argv[1], sys.argv[2], sys.stdin, int(sys.argv[3]))))
