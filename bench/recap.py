"""Memory and time of reading a recap: a table ten times as long, against the short one. `python bench/recap.py [rows]`.

Prints the ratio of peak memory (growth of the process beyond what it had before) and of time per row.
"""

import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import xlsxwriter

from nominations.recap.counts import Count, Frame, read
from nominations.recap.heads import COLUMNS

FRAME = Frame({"32.75": True}, ("BPU", "PU"), (date(2025, 1, 1), date(2025, 12, 31)))


def write(path: Path, rows: int) -> None:
    """A recap of that many employers, as CSV or XLSX by the ending."""
    lines = (
        ("", f"JJ{n:08}", f"0{n:015}", f"PT Contoh {n}", "PU", "2025-12", str(n % 900), str(n % 900 + 9))
        for n in range(rows)
    )
    if path.suffix == ".csv":
        with path.open("w") as file:
            file.write(",".join(COLUMNS) + "\n")
            file.writelines(",".join(line) + "\n" for line in lines)
        return
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, COLUMNS)
    for number, line in enumerate(lines, start=1):
        sheet.write_row(number, 0, [*line[:6], int(line[6]), int(line[7])])
    book.close()


def measure(path: str) -> None:
    """In a process of its own: reads the file and prints counts, seconds, and kilobytes of growth."""
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    counts = sum(isinstance(found, Count) for found in read(Path(path), path, FRAME))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(counts, round(time.perf_counter() - began, 3), grown)


def main(rows: int) -> None:
    """Short and long of both kinds."""
    with tempfile.TemporaryDirectory() as folder:
        for suffix in (".csv", ".xlsx"):
            figures = {}
            for size in (rows // 10, rows):
                path = Path(folder) / f"{size}{suffix}"
                write(path, size)
                answer = subprocess.run(
                    [sys.executable, __file__, "--measure", str(path)],
                    capture_output=True,
                    text=True,
                    check=True,
                )
                figures[size] = [float(part) for part in answer.stdout.split()]
                print(
                    f"{suffix[1:]:<5}{size:>9} rows  {figures[size][1]:>7.2f} s  {figures[size][2] / 1024:>7.1f} MB"
                )
            short, long = figures[rows // 10], figures[rows]
            print(
                f"{suffix[1:]:<5} time a row × {long[1] / short[1] / 10:.2f}, memory × {long[2] / max(short[2], 1):.2f} at 10 × the rows"
            )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2])
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else 100_000)
