"""A snapshot and its files at size: `python bench/ranking.py [nominations] [assessors] [fewer assessors]`.

Lays a throw-away database with that many verified nominations and, for first the fewer and then all assessors, a signed
sheet each of eight criteria. A job of each is done as a worker does it, in a process of its own, while this one reads
its progress. Yardsticks: `assessment.scoring` on the same pack at once, COPY of the placings with their names, and bare
xlsxwriter on the very cells of the workbook. Ways that are compared run in turn in one process.
"""

import io
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from measuring import database, opened

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
TIMES = 5
"""How often CSV and COPY run in turn; their medians are compared."""


def main() -> None:
    """Lays the base, lets the worker's processes run, and prints each ratio as soon as it is known."""
    sizes = [int(word) for word in sys.argv[1:]]
    nominations, many, few = sizes + [20000, 9, 3][len(sizes) :]
    print(f"{nominations} nominations × {many} assessors × 8 criteria", flush=True)
    with database("bench_ranking"):
        panel, pool, seats = laid(nominations, many)
        one = taken(panel, pool, seats[:few])
        two = taken(panel, pool, seats[few:])
        say(
            "snapshot, seconds",
            f"{one['seconds']:.0f} with {few} assessors, {two['seconds']:.0f} with {many}",
        )
        say("words of progress seen", str(two["progress"]))
        say("memory above base", f"{one['peak_mb']:.0f} MB with {few}, {two['peak_mb']:.0f} MB with {many}")
        say("pack", f"{one['pack_mb']:.0f} MB with {few}, {two['pack_mb']:.0f} MB with {many}")
        say("queries of the page", f"{page_queries(two['snapshot'])}, those of every request included")
        csv = child("csv", two["snapshot"])
        say("CSV : COPY", f"{csv['csv'] / csv['copy']:.2f}")
        xlsx = child("xlsx", two["snapshot"])
        say("XLSX : bare xlsxwriter", f"{xlsx['xlsx'] / xlsx['bare']:.2f}")
        say("XLSX above base", f"{xlsx['xlsx_peak_mb']:.0f} MB for a file of {xlsx['xlsx_mb']:.0f} MB")
        again = child("count", two["snapshot"])
        say(
            "snapshot : bare arithmetic",
            f"{two['seconds'] / again['arithmetic']:.2f}, equal: {again['equal']}",
        )


def say(what: str, figure: str) -> None:
    """One line of the outcome."""
    print(f"{what:28}{figure}", flush=True)


def laid(nominations: int, assessors: int) -> tuple[Any, list[Any], list[Any]]:
    """A panel whose shortlist weighs eight assessed criteria, its verified pool and the seats that score."""
    from tests.factories.assessment import make_panel, seat_assessor, seat_chair
    from tests.factories.bulk import verified_pool
    from tests.factories.programme import make_edition, make_round

    panel = make_panel(make_round(make_edition(content=eight_criteria()), open_stage="document"))
    seat_chair(panel)
    seats = [seat_assessor(panel) for _number in range(assessors)]
    return panel, verified_pool(panel.round, nominations), seats


def eight_criteria() -> dict[str, Any]:
    """The example rulebook with each assessed criterion of a shortlist four times at a quarter of its weight."""
    from tests.factories.programme import rulebook

    content: dict[str, Any] = rulebook()
    for category in content["categories"]:
        asked = {one["code"]: one for one in category["criteria"] if one.get("stage") == "document"}
        again = {code: [code, *(f"{code}_{number}" for number in "234")] for code in asked}
        category["criteria"] += [
            one | {"code": copy} for code, one in asked.items() for copy in again[code][1:]
        ]
        for aspect in (aspect for ranking in category["rankings"] for aspect in ranking["aspects"]):
            aspect["criteria"] = [
                {"code": copy, "weight": str(int(one["weight"]) // len(copies))}
                for one in aspect["criteria"]
                for copies in [again.get(one["code"], [one["code"]])]
                for copy in copies
            ]
    return content


def taken(panel: Any, pool: list[Any], seats: list[Any]) -> dict[str, Any]:
    """The sheets of these further seats signed, then the snapshot taken by a process of its own; what that cost."""
    from assessment.actions import job as jobs
    from assessment.models import JobState, Panel, PanelState, RankingJob
    from tests.factories.assessment import secretariat_of
    from tests.factories.bulk import signed_by_all

    panels = Panel.objects.filter(pk=panel.pk)
    panels.update(state=PanelState.OPEN)
    signed_by_all(panel, "document", pool, seed=1, seats=seats)
    panels.update(state=PanelState.DOCUMENTS_CLOSED)
    job = jobs.order_snapshot(panel, "shortlist", by=secretariat_of(panel.round))
    seen = set()

    def look() -> None:
        job.refresh_from_db(fields=["state", "progress"])
        if job.state == JobState.RUNNING:
            seen.add(job.progress)

    cost = child("take", str(job.pk), look)
    job = RankingJob.objects.select_related("snapshot").get(pk=job.pk)
    if job.state != JobState.DONE:
        raise SystemExit(f"the job ended {job.state}: {job.error}")
    return cost | {"progress": len(seen), "snapshot": job.snapshot.public_id}


def child(what: str, key: str, look: Callable[[], None] = lambda: None) -> dict[str, Any]:
    """What a process of its own measured; `look` is called each half second meanwhile."""
    with subprocess.Popen(
        [sys.executable, __file__, f"--{what}", key], stdout=subprocess.PIPE, text=True
    ) as run:
        while run.poll() is None:
            look()
            time.sleep(0.5)
        told = run.stdout.read() if run.stdout else ""
    if run.returncode:
        raise SystemExit(f"{what} ended with {run.returncode}")
    return json.loads(told.splitlines()[-1])


def page_queries(snapshot: str) -> int:
    """All queries of one request for the ranking's page."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from tests.factories.people import make_person, sign_in

    client, path = Client(), reverse("assessment:ranking", args=[snapshot])
    sign_in(client, make_person("national_secretariat"))
    opened(client.get(path))
    with CaptureQueriesContext(connection) as queries:
        opened(client.get(path))
    return len(queries)


# ---- in a process of its own


def take(job: str) -> dict[str, float]:
    """Does the job as a worker does."""
    from assessment import work
    from assessment.models import RankingJob
    from assessment.queries.pack import pack_of

    base, start = peak(), time.perf_counter()
    work.run(int(job))
    seconds, above = time.perf_counter() - start, peak() - base
    snapshot = RankingJob.objects.get(pk=job).snapshot
    return {"seconds": seconds, "peak_mb": above, "pack_mb": sum(map(len, pack_of(snapshot))) / 1e6}


def xlsx(key: str) -> dict[str, float]:
    """The workbook, then the same cells by xlsxwriter alone; seconds of the processor, for both do nothing but reckon."""
    from assessment.reports import workbook

    snapshot, chosen = asked(key)
    base = peak()
    start = time.process_time()
    path = workbook.write(snapshot, chosen, "id", lambda done, total: None)
    seconds = time.process_time() - start
    above = peak() - base
    size = path.stat().st_size / 1e6
    return {"xlsx": seconds, "xlsx_peak_mb": above, "xlsx_mb": size, "bare": written_bare(path)}


def csv(key: str) -> dict[str, float]:
    """Medians of the CSV and of COPY of the bare rows, in turn."""
    from assessment.reports import table

    snapshot, chosen = asked(key)
    whole = snapshot.placings.all()
    pairs = [
        (
            timed(lambda: table.write(snapshot, chosen.rules, whole, chosen.columns, "id").read())[0],
            timed(lambda: copied(snapshot.pk))[0],
        )
        for _number in range(TIMES)
    ]
    ours, theirs = zip(*pairs, strict=True)
    return {"csv": statistics.median(ours), "copy": statistics.median(theirs)}


def count(key: str) -> dict[str, Any]:
    """The whole pack through the arithmetic at once."""
    from assessment import scoring
    from assessment.queries.pack import pack_of

    snapshot, _chosen = asked(key)
    pack = "".join(pack_of(snapshot))
    seconds, result = timed(lambda: scoring.rank(scoring.read(pack)))
    return {"arithmetic": seconds, "equal": scoring.digest(result) == snapshot.result_digest}


def asked(key: str) -> tuple[Any, Any]:
    """The snapshot, and the choice of somebody who has chosen nothing."""
    from assessment.chosen import ChosenForm
    from assessment.models import Snapshot
    from paritrana.programme.reading import rules_of

    found = Snapshot.objects.select_related("panel__round__edition", "panel__category", "signoff")
    snapshot = found.get(public_id=key)
    return snapshot, ChosenForm({}, snapshot, rules_of(snapshot.panel.category))


def copied(snapshot: int) -> bytes:
    """COPY of the bare rows of the placings with the names."""
    from django.db import connection

    out = io.BytesIO()
    with connection.cursor() as cursor:
        cursor.copy_expert(
            "COPY (SELECT p.*, o.name FROM assessment_placing p JOIN nominations_nomination n ON n.id = p.nomination_id"
            f" JOIN accounts_organisation o ON o.id = n.organisation_id WHERE p.snapshot_id = {snapshot:d} ORDER BY position)"
            " TO STDOUT CSV",
            out,
        )
    return out.getvalue()


def written_bare(path: Path) -> float:
    """Seconds of xlsxwriter alone for the very cells of a workbook. Each row is read before the clock runs for it."""
    import openpyxl
    import xlsxwriter

    seconds, bare = 0.0, path.with_suffix(".bare.xlsx")
    read = openpyxl.load_workbook(path, read_only=True)
    written = xlsxwriter.Workbook(str(bare), {"constant_memory": True, "tmpdir": str(path.parent)})
    style = written.add_format({"num_format": "#,##0.0000"})
    for name in read.sheetnames:
        sheet = written.add_worksheet(name)
        for number, row in enumerate(read[name].iter_rows(values_only=True)):
            start = time.process_time()
            row_written(sheet, number, row, style)
            seconds += time.process_time() - start
    start = time.process_time()
    written.close()
    seconds += time.process_time() - start
    bare.unlink()
    return seconds


def row_written(sheet: Any, number: int, row: Iterable[Any], style: Any) -> None:
    """One row, cell by cell."""
    for column, value in enumerate(row):
        if isinstance(value, str) and value.startswith("="):
            sheet.write_formula(number, column, value, style, 1.5)
        elif isinstance(value, str):
            sheet.write_string(number, column, value, style)
        elif value is not None:
            sheet.write_number(number, column, value, style)


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """(seconds, what it gave)."""
    start = time.perf_counter()
    found = act()
    return time.perf_counter() - start, found


def peak() -> float:
    """The most memory of this process so far, in MB: of its own, without what it was forked from."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    raise SystemExit("this system does not tell how much memory a process takes")


def apart(what: str, key: str) -> None:
    """The entrance of a child: measures and prints."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paritrana.settings")
    import django

    django.setup()
    print(json.dumps(CHILDREN[what](key)))


CHILDREN = {"take": take, "csv": csv, "xlsx": xlsx, "count": count}

if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1].startswith("--"):
        apart(sys.argv[1].removeprefix("--"), sys.argv[2])
    else:
        main()
