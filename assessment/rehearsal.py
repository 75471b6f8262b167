"""Generated scores for a rehearsal: the whole way from sheets to places before anybody has scored. Pure.

Every score follows from the seed alone, so that a rehearsal can be recounted and repeated like any snapshot.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from fractions import Fraction

from assessment.pack import Sheet
from paritrana.programme.rulebook import Criterion

SIGNS = 2**32


def generated_sheets(
    nominations: Iterable[str],
    assessors: Iterable[str],
    criteria: Iterable[Criterion],
    *,
    seed: int,
    moment: datetime,
) -> Iterator[Sheet]:
    """A signed sheet per nomination, stage and assessor, by nomination; `moment` is when they count as signed."""
    labels, listed = list(assessors), list(criteria)
    stages = sorted({criterion.stage for criterion in listed if criterion.stage})
    for nomination in sorted(nominations):
        for stage in stages:
            for label in labels:
                scores = {
                    criterion.code: score_of(
                        criterion, f"{seed} {nomination} {criterion.code}", f"{seed} {label} {nomination}"
                    )
                    for criterion in listed
                    if criterion.stage == stage
                }
                yield Sheet(label, nomination, stage, moment, scores)


def score_of(criterion: Criterion, merit: str, mood: str) -> str:
    """A score on the criterion's scale: three parts the nomination's merit, one part the assessor's mood."""
    level = (3 * _chance(merit) + _chance(f"{mood} {criterion.code}")) / 4
    scale = criterion.scale
    if scale["kind"] == "levels":
        levels = list(scale["points"])
        return levels[min(int(level * len(levels)), len(levels) - 1)]
    low, high, step = (Fraction(scale[key]) for key in ("min", "max", "step"))
    steps = int((high - low) / step)
    return _plain(low + step * min(int(level * (steps + 1)), steps))


def _chance(key: str) -> Fraction:
    """A figure from 0 to below 1 that follows from the key."""
    return Fraction(int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big"), SIGNS)


def _plain(figure: Fraction) -> str:
    whole, rest = divmod(figure, 1)
    if not rest:
        return str(whole)
    digits = ""
    while rest:
        digit, rest = divmod(rest * 10, 1)
        digits += str(digit)
    return f"{whole}.{digits}"
