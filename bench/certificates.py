"""Certificates with signature: our press against the naive way, two workers, interleaved in one run.

`python bench/certificates.py [--size 200] [--memory 400]`. Prints certificates per second of each way and ratios, then
the memory of each worker over the run. Yardsticks that are not installed are left out (typst, reportlab).
"""

import argparse
import mimetypes as kinds
import os
import random
import sys
import time
from collections.abc import Callable
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paritrana.settings")
os.environ.setdefault("PARITRANA_ENV", "test")
os.environ.setdefault("SECRET_KEY", "bench")

WORKERS = 2
BLOCK = 5  # certificates of one way in a row, before the next way has its turn
PACE = 10  # certificates between two readings of a worker's memory


def begin() -> None:
    """Sets up Django in a worker."""
    import django

    django.setup()


def template():
    """Two offices that sign."""
    from paritrana.programme.certifying import Signatory, Template
    from paritrana.programme.words import Words

    offices = [("Pembina Tim Penilai", "Gubernur"), ("Ketua Tim Penilai", "Sekretaris Daerah")]
    return Template(
        signatories=tuple(
            Signatory(Words(role, role), Words(f"{office} Jawa Barat", f"{office} of West Java"))
            for role, office in offices
        )
    )


def facts(number: int) -> dict:
    """Invented facts of a certificate; names differ in length as real ones do."""
    from datetime import date

    from ceremony.facts import certificate_facts

    competition = {
        "edition": {
            "number": 900,
            "label": "Contoh",
            "period": ["2025-01-01", "2025-12-31"],
            "is_example": True,
        },
        "round": {"level": "province", "region": "32", "name": "Jawa Barat"},
        "category": {"code": "regency_city", "id": "Kabupaten/Kota", "en": "Regency/City"},
    }
    return certificate_facts(
        competition,
        template(),
        serial=f"CTH-2025-P32-KK-{number:04}",
        code="7fk2q9xwab",
        recipient="Pemerintah Kabupaten " + "Contoh Raya " * random.Random(number).randint(1, 4),
        rank=number,
        title="Terbaik",
        decided_on=date(2026, 9, 9),
        decree="Contoh/1",
        decision="abcdefghjkmn",
        snapshot="0" * 64,
    )


def ours(number: int) -> bytes:
    """As the portal's worker prints it."""
    from ceremony.layout import paper
    from paritrana.documents.press import signature

    return signature.signer().sign(paper(facts(number)), at=moment(), reason="bench")


def naive(number: int) -> bytes:
    """The same page, one HTML each: fresh fonts, style sheets and fetcher, the engraving as a drawing in the page; the
    key read anew; then signed."""
    return _laid_out_anew(number, with_border=True)


def plain(number: int) -> bytes:
    """The naive way without any engraving: what is left is only the fresh configuration and the key read anew."""
    return _laid_out_anew(number, with_border=False)


def drawing() -> str:
    """The engraving as SVG in the page: border, corners and ring."""
    from paritrana.documents.press import guilloche, ornament

    border, edge = guilloche.Border(), ornament.EDGE
    long, short = ornament.WIDTH - 2 * edge, ornament.HEIGHT - 2 * edge

    def lines(path: str, colour: str, width: float) -> str:
        return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>'

    def side(length: int, periods: int) -> str:
        under = lines(guilloche.under_band(length, ornament.SWING, periods), border.under, 0.12)
        return under + lines(guilloche.band(length, ornament.SWING, periods), border.ink, 0.14)

    right, low = ornament.WIDTH - edge, ornament.HEIGHT - edge
    corner = lines(f"{guilloche.rosette(7)} {guilloche.rosette(3.2)}", border.ink, 0.1)
    ring = lines(guilloche.ring(62, 7, border.long), border.ring, 0.14)
    parts = [(148.5, 101, 0, ring)]
    parts += [(edge, y, 0, side(long, border.long)) for y in (edge, low)]
    parts += [(x, edge, 90, side(short, border.short)) for x in (edge, right)]
    parts += [(x, y, 0, corner) for x in (edge, right) for y in (edge, low)]
    inside = "".join(
        f'<g transform="translate({x} {y}) rotate({turn})">{part}</g>' for x, y, turn, part in parts
    )
    place = "position:absolute;left:0;top:0;width:297mm;height:210mm"
    return f'<svg viewBox="0 0 297 210" style="{place}">{inside}</svg>'


def code(check: str) -> str:
    """The QR code as SVG in the page, where ours draws it."""
    from paritrana.documents.press import ornament, qr

    left, top, size = ornament.CODE
    place = f"position:absolute;left:{left}mm;top:{top}mm;width:{size}mm;height:{size}mm"
    return f'<div style="{place}">{qr.svg(check)}</div>'


def _laid_out_anew(number: int, *, with_border: bool) -> bytes:
    import weasyprint
    from django.conf import settings
    from django.template.loader import render_to_string

    from ceremony.phrasing import printed
    from paritrana.documents.press import example_key, pdf, signature

    given = facts(number)
    words = printed(given)
    html = render_to_string("print/ceremony/certificate.html", words | {"language": "id"})
    drawn = code(given["check"]) + (drawing() if with_border else "")
    html = html.replace("</body>", f"{drawn}</body>")

    class Fetcher(weasyprint.urls.URLFetcher):
        def fetch(self, url: str, headers: object = None) -> object:
            path = pdf.assets()[url.removeprefix("asset:")]
            return weasyprint.urls.URLFetcherResponse(
                url, path.read_bytes(), {"Content-Type": kinds.guess_type(path.name)[0]}
            )

    fonts, fetcher = weasyprint.text.fonts.FontConfiguration(), Fetcher()
    sheets = [
        weasyprint.CSS(url=f"asset:css/{name}.css", url_fetcher=fetcher, font_config=fonts)
        for name in ("paper", "certificate")
    ]
    made = weasyprint.HTML(string=html, base_url="asset:", url_fetcher=fetcher).write_pdf(
        stylesheets=sheets, font_config=fonts, pdf_tags=True, pdf_variant="pdf/a-3a"
    )
    key, chain = example_key.ensure(settings.SIGNING_FOLDER)
    fresh = signature._file_key.__wrapped__(str(key), str(chain), 0, 0)
    return fresh.sign(made, at=moment(), reason="bench")


def reportlab(number: int) -> bytes:
    """A bare page of words by reportlab, unsigned: a floor, without our layout, tags or archive form."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.pdfgen.canvas import Canvas

    made, words = BytesIO(), facts(number)
    canvas = Canvas(made, pagesize=landscape(A4))
    for at, text in enumerate((words["recipient"], words["title"], words["serial"])):
        canvas.drawCentredString(420, 400 - 40 * at, text)
    canvas.save()
    return made.getvalue()


def typst(number: int) -> bytes:
    """A bare page of words by typst, unsigned."""
    import typst as engine

    words = facts(number)
    text = f"#set page(width: 297mm, height: 210mm)\n= {words['recipient']}\n{words['title']}\n\n{words['serial']}"
    return engine.compile(text.encode())


WAYS: dict[str, Callable[[int], bytes]] = {
    "ours": ours,
    "naive": naive,
    "plain": plain,
    "reportlab": reportlab,
    "typst": typst,
}


def moment():
    """The moment of issue that all of them name."""
    from datetime import UTC, datetime

    return datetime(2026, 9, 9, 3, tzinfo=UTC)


def block(work: tuple[str, int, int]) -> tuple[str, int, float, int]:
    """Prints `count` certificates one way; returns the way, the count, the seconds and the worker's memory in kB."""
    way, first, count = work
    started = time.perf_counter()
    for number in range(first, first + count):
        if not WAYS[way](number).startswith(b"%PDF-"):
            raise ValueError(way)
    return way, os.getpid(), time.perf_counter() - started, resident()


def resident() -> int:
    """Memory of this process in kB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


def installed(way: str) -> bool:
    """Is the library of that yardstick there?"""
    import importlib.util

    return way in {"ours", "naive", "plain"} or importlib.util.find_spec(way) is not None


def main() -> None:
    """Measures speed, then memory."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--size", type=int, default=100, help="certificates of each way")
    asked.add_argument("--memory", type=int, default=400, help="certificates over which memory is watched")
    size = asked.parse_args()
    ways = [way for way in WAYS if installed(way)]
    with get_context("spawn").Pool(WORKERS, begin) as pool:
        pool.map(block, [(way, 1, 1) for way in ways for _worker in range(WORKERS * 2)], chunksize=1)  # warm
        seconds = dict.fromkeys(ways, 0.0)
        for first in range(1, size.size + 1, BLOCK * WORKERS):
            for way in ways:
                started = time.perf_counter()
                pool.map(
                    block, [(way, first + BLOCK * worker, BLOCK) for worker in range(WORKERS)], chunksize=1
                )
                seconds[way] += time.perf_counter() - started
        count = -(-size.size // (BLOCK * WORKERS)) * BLOCK * WORKERS
        rates = {way: count / spent for way, spent in seconds.items()}
        for way in ways:
            print(f"{way:<10} {rates[way]:8.1f} a second   {rates[way] / rates['naive']:6.2f} × naive")
        print(f"ours against naive: {rates['ours'] / rates['naive']:.2f} (wanted: 2.5)")
        print(f"ours against naive without engraving: {rates['ours'] / rates['plain']:.2f}")
    with get_context("spawn").Pool(WORKERS, begin) as pool:
        seen: dict[int, list[int]] = {}
        for _way, worker, _spent, memory in pool.imap_unordered(
            block, [("ours", first, PACE) for first in range(1, size.memory + 1, PACE)]
        ):
            seen.setdefault(worker, []).append(memory)
        for worker, figures in seen.items():
            print(
                f"worker {worker}: {len(figures) * PACE} certificates, {figures[0] // 1024} MB after the first {PACE}, "
                f"{figures[len(figures) // 2] // 1024} MB at half, {figures[-1] // 1024} MB at the end; second half "
                f"{slope(figures[len(figures) // 2 :]):+.2f} kB a certificate"
            )


def slope(figures: list[int]) -> float:
    """Growth in kB for each certificate, by least squares over readings that lie PACE certificates apart."""
    middle, mean = (len(figures) - 1) / 2, sum(figures) / len(figures)
    spread = sum((at - middle) ** 2 for at in range(len(figures)))
    rise = sum((at - middle) * (figure - mean) for at, figure in enumerate(figures))
    return rise / spread / PACE if spread else 0.0


if __name__ == "__main__":
    main()
