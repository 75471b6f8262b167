"""A thick file of scanned pages: looked into, and its pictures drawn in batches, as the worker does it.

    python bench/scans.py [PAGES=300] [MEGABYTES=48]

Writes such a PDF (grey noise at 150 dots an inch, as heavy as asked), looks into it and draws its pages in the confined
process, without a database. Prints seconds, the ratio of the last batch to the first, and the peak memory of the
heaviest process beside that of a file with a tenth of the pages: both should stay level, whatever the thickness.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
ROOT = Path(__file__).resolve().parents[1]
PAGES, MEGABYTES = (int(word) for word in [*sys.argv[1:3], *("300", "48")[len(sys.argv) - 1 :]])
WIDE, HIGH = 1240, 1754


def scanned(path: Path, pages: int, size: int) -> None:
    """A PDF of that many scans, each a JPEG of its share of the bytes; every page is drawn from another part of the noise."""
    import pikepdf
    from PIL import Image

    share, quality = size // pages, 90
    noise = Image.effect_noise((WIDE, HIGH + pages), 25)
    while quality > 5 and len(_jpeg(noise.crop((0, 0, WIDE, HIGH)), quality)) > share:
        quality -= 5
    book = pikepdf.new()
    for number in range(pages):
        picture = pikepdf.Stream(
            book,
            _jpeg(noise.crop((0, number, WIDE, HIGH + number)), quality),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=WIDE,
            Height=HIGH,
            ColorSpace=pikepdf.Name.DeviceGray,
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )
        page = book.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=book.make_indirect(picture)))
        page.Contents = book.make_stream(b"q 595 0 0 842 0 0 cm /Scan Do Q")
    book.save(path)


def _jpeg(picture: object, quality: int) -> bytes:
    kept = BytesIO()
    picture.save(kept, "JPEG", quality=quality)  # type: ignore[attr-defined]
    return kept.getvalue()


def one(pages: int, megabytes: float) -> dict[str, float]:
    """The figures of one file, in a process of its own, so that its children's peak memory is theirs alone."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paritrana.settings")
    django.setup()
    from paritrana.documents import confinement, inspection
    from paritrana.documents.pages import AT_A_TIME, LIMITS

    with tempfile.TemporaryDirectory() as name:
        path, folder = Path(name) / "scan.pdf", Path(name) / "pages"
        scanned(path, pages, int(megabytes * 1024**2))
        folder.mkdir()
        begun = time.perf_counter()
        finding = inspection.of(path)
        looked = time.perf_counter() - begun
        if finding is None or finding.refusal:
            raise SystemExit(f"refused: {finding}")
        batches = []
        for first in range(1, pages + 1, AT_A_TIME):
            begun = time.perf_counter()
            last = min(pages, first + AT_A_TIME - 1)
            confinement.ask("draw", str(path), str(folder), str(first), str(last), limits=LIMITS)
            batches.append((time.perf_counter() - begun) / (last - first + 1))
        return {
            "megabytes": path.stat().st_size / 1024**2,
            "looked": looked,
            "drawn": len(list(folder.glob("*.webp"))),
            "first": batches[0],
            "last": batches[-1],
            "memory": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
        }


def main() -> None:
    """Both files, and their ratios."""
    thick, thin = (
        json.loads(
            subprocess.run(
                [sys.executable, __file__, str(PAGES // part), str(MEGABYTES // part), "--one"],
                check=True,
                capture_output=True,
                text=True,
                cwd=ROOT,
            ).stdout
        )
        for part in (1, 10)
    )
    print(f"{PAGES} pages, {thick['megabytes']:.1f} MB: {thick['drawn']:.0f} pictures")
    print(
        f"looked into            {thick['looked']:8.2f} s   {thick['looked'] / thin['looked']:5.2f} × a tenth of it"
    )
    print(
        f"a page of the last batch {thick['last']:6.2f} s   {thick['last'] / thick['first']:5.2f} × one of the first"
    )
    print(
        f"peak memory            {thick['memory']:8.0f} MB  {thick['memory'] / thin['memory']:5.2f} × a tenth of it"
    )


if __name__ == "__main__":
    if "--one" in sys.argv:
        print(json.dumps(one(PAGES, MEGABYTES)))
    else:
        main()
