"""The rules of a ranking as formulas of a spreadsheet. Pure: cells and rules in, text of formulas out.

They reckon as docs/scoring.md says. A spreadsheet counts in binary, so a figure that stands exactly between two
spellings could fall below it: HAIR lifts it by less than any figure of a ranking can differ.
"""

from collections.abc import Sequence
from typing import Any

from paritrana.lib.decimals import exact

HAIR = "1E-10"
MISSING = "-1E+15"
"""Stands for a missing value in the tie chain: it comes last in either direction."""


def quoted(sheet: str) -> str:
    """The name of a sheet as formulas write it."""
    return "'" + sheet.replace("'", "''") + "'"


def metric_points(value: str, scale: dict[str, Any]) -> str:
    """Points of the metric in the cell `value` (empty: 0 points)."""
    if scale["kind"] == "linear":
        low, high = scale["from"], scale["to"]
        return (
            f'=IF({value}="",0,100*MAX(0,MIN(1,({value}-{_number(low)})/({_number(high)}-{_number(low)}))))'
        )
    steps = scale["steps"]
    inner = "0" if scale["kind"] == "bands" else _number(steps[0][1])
    for place, (threshold, points) in enumerate(steps):
        reached = _number(points)
        if scale["kind"] == "curve" and place + 1 < len(steps):
            above, top = steps[place + 1]
            reached = f"{_number(points)}+({_number(top)}-{_number(points)})*({value}-{_number(threshold)})/({_number(above)}-{_number(threshold)})"
        inner = f"IF({value}>={_number(threshold)},{reached},{inner})"
    return f'=IF({value}="",0,{inner})'


def score_points(score: str, scale: dict[str, Any], table: str) -> str:
    """Points of the score in the cell `score`; levels are looked up in the range `table`."""
    if scale["kind"] == "levels":
        return f'=IF({score}="","",VLOOKUP({score},{table},2,FALSE))'
    low, high = _number(scale["min"]), _number(scale["max"])
    return f'=IF({score}="","",100*({score}-{low})/({high}-{low}))'


def aggregate(cells: Sequence[str], rule: str, min_scores: int) -> str:
    """The aggregate of the assessors' points, empty below `min_scores`. `trimmed` where the whole pool is trimmed."""
    joined = ",".join(cells)
    means = {
        "mean": f"AVERAGE({joined})",
        "median": f"MEDIAN({joined})",
        "trimmed": f"IF(COUNT({joined})>=5,(SUM({joined})-MAX({joined})-MIN({joined}))/(COUNT({joined})-2),AVERAGE({joined}))",
    }
    return f'=IF(COUNT({joined})<{min_scores},"",{means[rule]})'


def weighted(cells: Sequence[str], weights: Sequence[str]) -> str:
    """Σ weight/100 · cell, empty when a cell is; `weights` are cells too."""
    joined = ",".join(cells)
    terms = "+".join(f"{weight}/100*{cell}" for cell, weight in zip(cells, weights, strict=True))
    return f'=IF(COUNT({joined})<{len(cells)},"",{terms})'


def rounded(cell: str, precision: int) -> str:
    """The cell with so many decimals, half up."""
    return f'=IF({cell}="","",ROUND({cell}+{HAIR},{precision}))'


def tie_key(cell: str, precision: int, *, lower_first: bool) -> str:
    """The cell as a key of the tie chain: higher is better, missing is last."""
    sign = "-" if lower_first else ""
    return f'=IF({cell}="",{MISSING},{sign}ROUND({cell}+{HAIR},{precision}))'


def rank(columns: Sequence[str], row: int, first: int, last: int) -> str:
    """1 + how many of the rows first…last come before: the first column decides, then the next among equals."""

    def span(column: str) -> str:
        return f"${column}${first}:${column}${last}"

    terms = []
    for place, column in enumerate(columns):
        equal = "".join(f"({span(before)}={before}{row})*" for before in columns[:place])
        terms.append(f"SUMPRODUCT({equal}({span(column)}>{column}{row})*1)")
    return "=1+" + "+".join(terms)


def _number(figure: str) -> str:
    exact(figure)  # a figure and nothing else goes into a formula
    return f"({figure})" if figure.startswith("-") else figure
