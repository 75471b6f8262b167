"""A workbook reckoned by another program."""

from pathlib import Path
from typing import Any

import formulas


def evaluated(path: Path) -> dict[tuple[str, str], Any]:
    """{(sheet in capitals, cell): value} of every cell, after the `formulas` package has reckoned all formulas."""
    solution = formulas.ExcelModel().loads(str(path)).finish().calculate()
    cells = {}
    for key, ranges in solution.items():
        if ":" in key or "!" not in key:
            continue
        sheet, cell = key.rsplit("!", 1)
        cells[sheet.split("]")[-1].strip("'").upper(), cell] = ranges.value[0][0]
    return cells
