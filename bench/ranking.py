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
from pathlib import Path

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
    from assessment.queries.pack import pack_of
    from assessment.queries.ranking import board_of
    from assessment.reports import table
    from nominations.models import Nomination, Verification
    from paritrana.documents.press import csv
    from paritrana.lib import clock
    from paritrana.programme.rulebook import rules_of
    from tests.factories.assessment import FIGURES, make_nomination, make_panel, seat_assessor, secretariat_of

    with transaction.atomic():
        panel = make_panel()
        for _number in range(assessors):
            seat_assessor(panel)
        pattern, now = make_nomination(panel.round, "32.75"), clock.now()
        kept = [field for field in Nomination._meta.concrete_fields if field.name not in ("id", "public_id")]
        facts = {field.attname: getattr(pattern, field.attname) for field in kept}
        rows = Nomination.objects.bulk_create(
            (Nomination(**facts) for _number in range(nominations - 1)), batch_size=2000
        )
        for metric, figure in FIGURES.items():
            covered, total = figure if isinstance(figure, tuple) else (None, None)
            Verification.objects.bulk_create(
                (
                    Verification(
                        nomination=row, metric=metric, verdict="accepted", covered=covered, total=total,
                        value=None if covered else figure, verified_at=now, verified_by_id=pattern.verified_by_id,
                    )
                    for row in rows
                ),
                batch_size=2000,
            )  # fmt: skip
        base, start = _peak(), time.perf_counter()
        taken = snapshots.take(panel, "final", by=secretariat_of(panel.round), rehearsal=1)
        seconds, peak = time.perf_counter() - start, _peak()
        start = time.perf_counter()
        board = board_of(taken, rules_of(panel.category))
        columns, lines = table.table(board)
        size = sum(map(len, csv.stream(columns, lines, "id")))
        as_csv = time.perf_counter() - start
        start, out = time.perf_counter(), io.StringIO()
        with connection.cursor() as cursor:
            cursor.copy_expert(
                "COPY (SELECT p.*, r.name FROM assessment_placing p JOIN nominations_nomination n ON n.id = p.nomination_id"
                f" JOIN regions_region r ON r.id = n.region_id WHERE p.snapshot_id = {int(taken.pk)} ORDER BY position)"
                " TO STDOUT CSV",
                out,
            )
        copy = time.perf_counter() - start
        pack = "".join(pack_of(taken))
        start = time.perf_counter()
        result = scoring.rank(scoring.read(pack))
        bare = time.perf_counter() - start
        equal = scoring.digest(result) == taken.result_digest
        transaction.set_rollback(True)
    return {
        "seconds": seconds, "bare": bare, "peak_over_base_mb": peak - base, "pack_mb": len(pack) / 1e6,
        "csv": as_csv, "copy": copy, "csv_mb": size / 1e6, "equal": equal,
    }  # fmt: skip


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
        f"memory {many} : {few} assessors           {two['peak_over_base_mb'] / max(one['peak_over_base_mb'], 1):.2f}"
    )
    print(f"pack   {many} : {few} assessors           {two['pack_mb'] / one['pack_mb']:.2f}")


if __name__ == "__main__":
    main()
