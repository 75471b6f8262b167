"""Which assessors are strict: least squares of score = nomination + assessor, effects of assessors making zero.

A fixed-effects model of two-way tables with holes (Searle 1971, "Linear Models", ch. 7). Scores of assessors who share
no nomination cannot be compared: effects make zero within each connected part.
"""

import numpy as np

from assessment.statistics.agreement import Table


def severity(table: Table) -> tuple[Table, Table]:
    """(the nominations' means with severity taken out, the assessors' effects); NaN for what nobody scored."""
    n, k = table.shape
    rows, columns = np.nonzero(~np.isnan(table))
    design = np.zeros((len(rows), n + k))
    design[np.arange(len(rows)), rows] = 1
    design[np.arange(len(rows)), n + columns] = 1
    parts = _parts(table)
    for part in range(parts.max(initial=-1) + 1):
        constraint = np.zeros((1, n + k))
        constraint[0, n:][parts == part] = 1
        design = np.vstack([design, constraint])
    target = np.concatenate([table[rows, columns], np.zeros(parts.max(initial=-1) + 1)])
    solution, *_rest = np.linalg.lstsq(design, target, rcond=None)
    adjusted, effects = solution[:n], solution[n:]
    adjusted[np.isnan(table).all(axis=1)] = np.nan
    effects[np.isnan(table).all(axis=0)] = np.nan
    return adjusted, effects


def _parts(table: Table) -> "np.ndarray":
    """The number of the connected part of each assessor; −1 for one without scores."""
    given = ~np.isnan(table)
    parts = np.full(table.shape[1], -1)
    number = 0
    for start in range(table.shape[1]):
        if parts[start] >= 0 or not given[:, start].any():
            continue
        waiting = [start]
        while waiting:
            column = waiting.pop()
            if parts[column] >= 0:
                continue
            parts[column] = number
            reached = given[given[:, column]].any(axis=0)
            waiting += [int(other) for other in np.nonzero(reached & (parts < 0))[0]]
        number += 1
    return parts
