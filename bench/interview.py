"""Saves of 50 pads that poll and type at once, against saves on the idle server. `python bench/interview.py [pads] [seconds]`.

Starts the web server as the portal runs it on a throw-away database on the server of DATABASE_URL, and ends both.
One pad saves alone first; then every pad polls each two seconds and saves a criterion each four, while the chair's page
polls too. Prints the median and p95 of a save alone and among all, their ratio, and how many polls were answered by 304.
Pads and server share the machine, so what the pads themselves cost is in the figure.
"""

import http.client
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from measuring import database

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

POLL, TYPE = 2.0, 4.0
TOKEN = "c" * 32


class Pad:
    """One assessor's pad: a session, a sheet, a pulse, and one connection that is kept."""

    def __init__(self, url: str, cookie: str, save: str, pulse: str):
        self.place, self.cookie, self.save_path, self.pulse_path = urlsplit(url), cookie, save, pulse
        self.version, self.etag = "1", ""
        self.saves: list[float] = []
        self.polls: list[int] = []
        self.line = http.client.HTTPConnection(self.place.hostname or "", self.place.port, timeout=60)

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> http.client.HTTPResponse:
        """One request; the answer is read to its end. A kept connection that the server has closed is opened anew."""
        for attempt in (1, 2):
            try:
                self.line.request(method, path, body or None, headers)
                answer = self.line.getresponse()
                answer.body = answer.read()  # type: ignore[attr-defined]
                return answer
            except (http.client.RemoteDisconnected, ConnectionError, http.client.CannotSendRequest):
                self.line.close()
                if attempt == 2:
                    raise
        raise AssertionError

    def save(self, value: int) -> None:
        """Types a number into the first criterion and lets autosave send it."""
        body = urlencode({"field": "score-mastery", "version": self.version, "score-mastery": value})
        began = time.perf_counter()
        answer = self.ask(
            "POST",
            self.save_path,
            body,
            **{
                "Content-Type": "application/x-www-form-urlencoded",
                "Cookie": f"{self.cookie}; csrftoken={TOKEN}",
                "X-CSRFToken": TOKEN,
                "Accept": "application/json",
            },
        )
        self.saves.append(time.perf_counter() - began)
        if answer.status != 200:
            raise RuntimeError(f"{answer.status} {answer.body[:500]}")  # type: ignore[attr-defined]
        self.version = answer.body.decode().split('"version": ')[1].split(",")[0]  # type: ignore[attr-defined]

    def poll(self) -> None:
        """Asks whether anything has changed."""
        answer = self.ask("GET", self.pulse_path, **({"If-None-Match": self.etag} if self.etag else {}))
        self.polls.append(answer.status)
        self.etag = answer.getheader("ETag") or self.etag

    def work(self, until: float, seed: int) -> None:
        """Polls and types until that moment, each pad in a rhythm of its own."""
        chance = random.Random(seed)
        poll, type_ = (time.monotonic() + chance.random() * every for every in (POLL, TYPE))
        while (now := time.monotonic()) < until:
            if now >= poll:
                self.poll()
                poll += POLL
            elif now >= type_:
                self.save(chance.randrange(1, 100))
                type_ += TYPE * (0.5 + chance.random())
            else:
                time.sleep(min(poll, type_) - now)


def lay(pads: int) -> tuple[list[tuple[str, str]], str, str]:
    """A panel of that many with a turn in hand: (cookie, address of saving) of each, and the two pulses."""
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    from assessment.models import ScoreSheet
    from assessment.views.pulse import pulse_url
    from paritrana.regions.actions import load
    from tests.factories.people import sign_in
    from tests.interviews.rounds import begun

    load()
    session, interview = begun(1, pads)
    found = []
    for sheet in ScoreSheet.objects.filter(nomination=interview.nomination, stage="interview"):
        client = Client()
        sign_in(client, sheet.seat.user)
        cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
        found.append((cookie, reverse("assessment:sheet_save", args=[sheet.public_id])))
    return found, pulse_url(session, lead=False), pulse_url(session, lead=True)


@contextmanager
def server(url: str):  # type: ignore[no-untyped-def]
    """The web server, until it is not needed any more."""
    portal = [
        sys.executable,
        "-m",
        "gunicorn",
        "paritrana.wsgi",
        "--worker-class",
        "gthread",
        "--workers",
        "2",
    ]
    portal += ["--threads", "4", "--preload", "--no-control-socket", "--bind", urlsplit(url).netloc]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(portal, cwd=ROOT, env=os.environ, stdout=log, stderr=log)
        try:
            limit = time.monotonic() + 60
            while time.monotonic() < limit:
                with suppress(OSError):
                    http.client.HTTPConnection(urlsplit(url).netloc, timeout=5).request("GET", "/livez")
                    break
                time.sleep(0.2)
            yield
        finally:
            process.terminate()
            process.wait(20)


def p95(figures: list[float]) -> float:
    """The 95th percentile in milliseconds."""
    return 1000 * statistics.quantiles(figures, n=20)[-1]


def measure(pads: int, seconds: int) -> None:
    """Idle, then all at once; the ratio of their p95. Needs the database of the block around it."""
    from tests.journeys.running import free_port

    url = f"http://127.0.0.1:{free_port()}"
    people, pulse, lead = lay(pads)
    with server(url):
        line = [Pad(url, cookie, save, pulse) for cookie, save in people]
        alone = Pad(url, *people[0], pulse)
        for number in range(20):
            alone.save(number + 1)
        alone.saves.clear()
        for number in range(100):
            alone.save(1 + number % 99)
        line[0].version = alone.version
        chair = Pad(url, people[0][0], "", lead)
        until = time.monotonic() + seconds
        threads = [threading.Thread(target=pad.work, args=(until, seed)) for seed, pad in enumerate(line)]
        watch = threading.Thread(target=watching, args=(chair, until))
        for thread in (*threads, watch):
            thread.start()
        for thread in (*threads, watch):
            thread.join()
    saves = [figure for pad in line for figure in pad.saves]
    polls = [status for pad in line for status in pad.polls]
    print(
        f"idle       {len(alone.saves):>6} saves  median {1000 * statistics.median(alone.saves):>7.1f} ms  p95 {p95(alone.saves):>7.1f} ms"
    )
    print(
        f"{len(line):>3} pads   {len(saves):>6} saves  median {1000 * statistics.median(saves):>7.1f} ms  p95 {p95(saves):>7.1f} ms"
    )
    print(f"p95 × {p95(saves) / p95(alone.saves):.2f}; {polls.count(304)} of {len(polls)} polls answered 304")


def watching(chair: Pad, until: float) -> None:
    """The chair's page, which polls too."""
    while time.monotonic() < until:
        chair.poll()
        time.sleep(POLL)


if __name__ == "__main__":
    with database(f"bench_interview_{os.getpid()}"):
        measure(*(int(word) for word in (sys.argv[1:] + ["50", "40"][len(sys.argv) - 1 :])))
