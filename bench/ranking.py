"""A snapshot at size: `python bench/ranking.py [nominations] [assessors] [assessors of the second run]`.

Rows are made inside a transaction that is rolled back. Each run is a rehearsal through the whole way (facts, sheets,
pack, arithmetic, rows), measured in a process of its own for its peak memory. Yardsticks: the same pack through
`assessment.scoring` at once, and COPY of the placings.
"""

import io
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paritrana.settings")


def measured(nominations: int, assessors: int) -> dict[str, float]:
    """Seconds and megabytes of one run, in this very process."""
    import django

    django.setup()
    from django.db import connection, transaction

    from assessment import scoring
    from assessment.actions import snapshot as snapshots
    from assessment.chosen import ChosenForm
    from assessment.queries.pack import pack_of
    from assessment.queries.ranking import page_of_board
    from assessment.reports import table, workbook
    from paritrana.programme.rulebook import rules_of
    from tests.factories.assessment import make_panel, seat_assessor, secretariat_of
    from tests.factories.bulk import verified_pool
    from tests.factories.programme import make_edition, make_round

    with transaction.atomic():
        panel = make_panel(make_round(make_edition(content=_eight_criteria()), open_stage="document"))
        for _number in range(assessors):
            seat_assessor(panel)
        verified_pool(panel.round, nominations)
        base, start = _peak(), time.perf_counter()
        taken = snapshots.take(panel, "final", by=secretariat_of(panel.round), rehearsal=1)
        seconds, peak = time.perf_counter() - start, _peak()
        rules = rules_of(panel.category)
        chosen = ChosenForm({}, taken, rules)
        as_csv, size = _timed(
            lambda: len(table.write(taken, rules, taken.placings.all(), chosen.columns, "id").read())
        )
        copy, _size = _timed(lambda: _copied(connection, taken))
        page = _queries(connection, lambda: page_of_board(taken, rules, taken.placings.all(), ""))
        base = _peak()
        as_xlsx, path = _timed(lambda: workbook.write(taken, chosen, "id", lambda done, total: None))
        xlsx_peak = _peak() - base
        bare_xlsx = _written_bare(path) if nominations <= 2000 else float("nan")
        pack = "".join(pack_of(taken))
        start = time.perf_counter()
        result = scoring.rank(scoring.read(pack))
        bare = time.perf_counter() - start
        equal = scoring.digest(result) == taken.result_digest
        transaction.set_rollback(True)
    return {
        "seconds": seconds, "bare": bare, "peak_over_base_mb": peak - base, "pack_mb": len(pack) / 1e6,
        "csv": as_csv, "copy": copy, "csv_mb": size / 1e6, "equal": equal, "page_queries": page,
        "xlsx": as_xlsx, "bare_xlsx": bare_xlsx, "xlsx_peak_over_base_mb": xlsx_peak, "xlsx_mb": path.stat().st_size / 1e6,
    }  # fmt: skip


def _eight_criteria() -> dict[str, Any]:
    """The example rulebook with each assessed criterion twice at half its weight: eight in the final ranking."""
    content: dict[str, Any] = json.loads((ROOT / "paritrana/data/rulebooks/contoh.json").read_text())
    for category in content["categories"]:
        assessed = [one for one in category["criteria"] if one["kind"] == "assessed"]
        category["criteria"] += [one | {"code": f"{one['code']}_again"} for one in assessed]
        for aspect in (aspect for ranking in category["rankings"] for aspect in ranking["aspects"]):
            twice = [one for one in aspect["criteria"] if any(one["code"] == it["code"] for it in assessed)]
            for one in twice:
                one["weight"] = str(int(one["weight"]) // 2)
                aspect["criteria"].append({"code": f"{one['code']}_again", "weight": one["weight"]})
    return content


def _timed(act: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    found = act()
    return time.perf_counter() - start, found


def _copied(connection: Any, taken: Any) -> int:
    """COPY of the bare rows of the placings with the names."""
    out = io.BytesIO()
    with connection.cursor() as cursor:
        cursor.copy_expert(
            "COPY (SELECT p.*, o.name FROM assessment_placing p JOIN nominations_nomination n ON n.id = p.nomination_id"
            f" JOIN accounts_organisation o ON o.id = n.organisation_id WHERE p.snapshot_id = {int(taken.pk)} ORDER BY position)"
            " TO STDOUT CSV",
            out,
        )
    return out.tell()


def _queries(connection: Any, act: Callable[[], Any]) -> int:
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


def _written_bare(path: Path) -> float:
    """Seconds of xlsxwriter alone for the very cells of a workbook, which were read before the clock runs."""
    import openpyxl
    import xlsxwriter

    book = openpyxl.load_workbook(path, read_only=True)
    sheets = [[[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets]
    bare = path.with_suffix(".bare.xlsx")
    start = time.perf_counter()
    with xlsxwriter.Workbook(str(bare), {"constant_memory": True}) as written:
        style = written.add_format({"num_format": "#,##0.0000"})
        for rows in sheets:
            sheet = written.add_worksheet()
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, str) and value.startswith("="):
                        sheet.write_formula(number, column, value, style, 1.5)
                    elif isinstance(value, str):
                        sheet.write_string(number, column, value, style)
                    elif value is not None:
                        sheet.write_number(number, column, value, style)
    seconds = time.perf_counter() - start
    bare.unlink()
    return seconds


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Runs both sizes, each in a process of its own, and prints the ratios."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measured(int(sys.argv[2]), int(sys.argv[3]))))
        return
    given = [int(value) for value in sys.argv[1:4]]
    nominations, many, few = given + [2000, 9, 3][len(given) :]
    found = {}
    for assessors in (few, many):
        command = [sys.executable, __file__, "--one", str(nominations), str(assessors)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found[assessors] = json.loads(done.stdout.splitlines()[-1])
        print(f"{nominations} nominations × {assessors} assessors: {found[assessors]}")
    one, two = found[few], found[many]
    print(f"snapshot : bare arithmetic        {two['seconds'] / two['bare']:.2f}")
    print(f"CSV : COPY                        {two['csv'] / two['copy']:.2f}")
    print(
        f"XLSX : bare xlsxwriter            {two['xlsx'] / two['bare_xlsx']:.2f}   (up to 2000 nominations)"
    )
    print(f"XLSX above base                   {two['xlsx_peak_over_base_mb']:.0f} MB")
    print(
        f"memory {many} : {few} assessors           {two['peak_over_base_mb'] / max(one['peak_over_base_mb'], 1):.2f}"
    )
    print(f"pack   {many} : {few} assessors           {two['pack_mb'] / one['pack_mb']:.2f}")


if __name__ == "__main__":
    main()
