"""How far assessors agree. A table has a row per nomination and a column per assessor; NaN where no score was given.

Definitions: Krippendorff's alpha for interval data (Krippendorff 2011, "Computing Krippendorff's alpha-reliability");
ICC(2,1) and ICC(2,k) (Shrout & Fleiss 1979, two-way random effects, absolute agreement); Kendall's W with correction
for ties (Kendall & Babington Smith 1939). Alpha uses every pair of scores; the others need complete rows.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

Table = NDArray[np.float64]
FEWEST_ASSESSORS, FEWEST_NOMINATIONS = 3, 5
DRAWS = 2000


@dataclass(frozen=True)
class Estimate:
    """A coefficient with its 95 % percentile bootstrap interval over nominations; `rows` were used."""

    value: float
    low: float
    high: float
    rows: int


def alpha(table: Table) -> float:
    """Krippendorff's alpha, interval metric: 1 − observed / expected disagreement; NaN where all values are equal."""
    given = ~np.isnan(table)
    counts = given.sum(axis=1)
    rows, counts = table[counts >= 2], counts[counts >= 2]
    values = rows[~np.isnan(rows)]
    n = values.size
    if n < 2:
        return float("nan")
    # Σ over pairs (a − b)² of m values is m·Σa² − (Σa)², each unordered pair once.
    sums, squares = np.nansum(rows, axis=1), np.nansum(rows**2, axis=1)
    observed = np.sum(2 * (counts * squares - sums**2) / (counts - 1)) / n
    expected = 2 * (n * np.sum(values**2) - np.sum(values) ** 2) / (n * (n - 1))
    return float(1 - observed / expected) if expected > 0 else float("nan")


def icc(table: Table) -> tuple[float, float]:
    """(ICC(2,1), ICC(2,k)) over the complete rows."""
    whole = complete(table)
    n, k = whole.shape
    if n < 2 or k < 2:
        return float("nan"), float("nan")
    mean, rows, columns = whole.mean(), whole.mean(axis=1), whole.mean(axis=0)
    between = k * np.sum((rows - mean) ** 2) / (n - 1)
    judges = n * np.sum((columns - mean) ** 2) / (k - 1)
    error = np.sum((whole - rows[:, None] - columns[None, :] + mean) ** 2) / ((n - 1) * (k - 1))
    single = between + (k - 1) * error + k * (judges - error) / n
    average = between + (judges - error) / n
    return (
        float((between - error) / single) if single else float("nan"),
        float((between - error) / average) if average else float("nan"),
    )


def kendall_w(table: Table) -> float:
    """Kendall's W over the complete rows, corrected for ties."""
    whole = complete(table)
    n, k = whole.shape
    if n < 2 or k < 2:
        return float("nan")
    ranks = rankdata(whole, axis=0)  # ties at their mean
    # Ties of t narrow the spread of a column's ranks by (t³ − t) / 12: read it off the ranks instead of counting them.
    ties = float(np.sum(n**3 - n - 12 * np.sum((ranks - (n + 1) / 2) ** 2, axis=0)))
    sums = ranks.sum(axis=1)
    spread = 12 * np.sum(sums**2) - 3 * k**2 * n * (n + 1) ** 2
    most = k**2 * n * (n**2 - 1) - k * ties
    return float(spread / most) if most > 0 else float("nan")


def estimate(
    table: Table, measure: Callable[[Table], float], *, seed: int, draws: int = DRAWS
) -> Estimate | None:
    """The measure with its interval; None ("too few") below 3 assessors or 5 nominations."""
    if table.shape[1] < FEWEST_ASSESSORS or table.shape[0] < FEWEST_NOMINATIONS:
        return None
    generator = np.random.Generator(np.random.PCG64(seed))
    value = measure(table)
    if np.isnan(value):
        return None
    found = np.array(
        [measure(table[generator.integers(0, len(table), len(table))]) for _draw in range(draws)]
    )
    found = found[~np.isnan(found)]
    low, high = (float(edge) for edge in np.percentile(found, [2.5, 97.5])) if found.size else (value, value)
    return Estimate(value, low, high, len(table))


def complete(table: Table) -> Table:
    """The rows that every assessor scored."""
    return table[~np.isnan(table).any(axis=1)]
