"""Saves of 50 pads that poll and type at once, against saves on the idle server. `python bench/interview.py [pads] [seconds]`.

Starts the web server as the portal runs it on a throw-away database on the server of DATABASE_URL, and ends both.
One pad saves alone, a hundred times in a row: half of them before and half after the crowd, so that whatever else the
machine does weighs on both. In between every pad polls each two seconds and saves a criterion each four, while the
chair's page polls too. All pads are one process on one thread; the processor time they and the server took is printed.
"""

import asyncio
import http.client
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

from measuring import database

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

POLL, TYPE, ALONE = 2.0, 4.0, 50
TOKEN = "c" * 32


class Line:
    """One kept connection that speaks just enough HTTP; one that the server has closed meanwhile is opened anew."""

    def __init__(self, place: str):
        self.place = place
        self.pipe: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.used = 0.0

    async def ask(self, head: str, body: bytes = b"") -> tuple[int, dict[str, str], bytes]:
        """Status, headers (lower case) and body of the answer."""
        if self.pipe and time.monotonic() - self.used > 1.5:  # the server keeps an idle line for two seconds
            self.pipe[1].close()
            self.pipe = None
        if self.pipe is None:
            host, _colon, port = self.place.partition(":")
            self.pipe = await asyncio.open_connection(host, int(port))
        reader, writer = self.pipe
        writer.write(f"{head}Host: {self.place}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {key.lower(): value for key, _sep, value in (line.partition(": ") for line in lines[1:])}
        read = await reader.readexactly(int(headers.get("content-length", 0)))
        if headers.get("connection") == "close":
            writer.close()
            self.pipe = None
        self.used = time.monotonic()
        return int(lines[0].split()[1]), headers, read


class Pad:
    """One assessor's pad: a session, a sheet, a pulse."""

    def __init__(self, place: str, cookie: str, save: str, pulse: str):
        self.line, self.version, self.etag = Line(place), 1, ""
        self.save_head = (
            f"POST {save} HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nAccept: application/json\r\n"
            f"Cookie: {cookie}; csrftoken={TOKEN}\r\nX-CSRFToken: {TOKEN}\r\n"
        )
        self.poll_head = f"GET {pulse} HTTP/1.1\r\n"
        self.saves: list[float] = []
        self.polls: list[int] = []

    async def save(self, value: int) -> None:
        """Types a number into the first criterion and lets autosave send it."""
        typed = {"field": "score-mastery", "version": self.version, "score-mastery": value}
        began = time.perf_counter()
        status, _headers, body = await self.line.ask(self.save_head, urlencode(typed).encode())
        self.saves.append(1000 * (time.perf_counter() - began))
        if status != 200:
            raise SystemExit(f"{status} {body[:500]!r}")
        self.version = int(body.decode().split('"version": ')[1].split(",")[0])

    async def poll(self) -> None:
        """Asks whether anything has changed."""
        known = f"If-None-Match: {self.etag}\r\n" if self.etag else ""
        status, headers, _body = await self.line.ask(self.poll_head + known)
        self.polls.append(status)
        self.etag = headers["etag"]

    async def work(self, until: float, seed: int, *, types: bool = True) -> None:
        """Polls, and types, until that moment, each pad in a rhythm of its own."""
        chance = random.Random(seed)
        poll, type_ = (time.monotonic() + chance.random() * every for every in (POLL, TYPE))
        while (now := time.monotonic()) < until:
            if now >= poll:
                await self.poll()
                poll += POLL
            elif types and now >= type_:
                await self.save(chance.randrange(1, 100))
                type_ += TYPE * (0.5 + chance.random())
            else:
                await asyncio.sleep(min(poll, type_ if types else poll) - now)


def lay(pads: int) -> tuple[list[tuple[str, str]], str, str]:
    """A panel of that many with a turn in hand: (cookie, address of saving) of each, and the two pulses."""
    from django.conf import settings
    from django.db import connection
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
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as autovacuum has done on any database that is older than a minute
    return found, pulse_url(session, lead=False), pulse_url(session, lead=True)


@contextmanager
def server(place: str):  # type: ignore[no-untyped-def]
    """The web server, until it is not needed any more."""
    portal = [sys.executable, "-m", "gunicorn", "paritrana.wsgi", "--worker-class", "gthread"]
    portal += ["--workers", "2", "--threads", "4", "--preload", "--no-control-socket"]
    portal += ["--graceful-timeout", "5", "--bind", place]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(portal, cwd=ROOT, env=os.environ, stdout=log, stderr=log)
        try:
            limit = time.monotonic() + 60
            while time.monotonic() < limit:
                with suppress(OSError):
                    http.client.HTTPConnection(place, timeout=5).request("GET", "/livez")
                    break
                time.sleep(0.2)
            yield
        finally:
            process.terminate()
            process.wait(60)


async def measure(place: str, people: list[tuple[str, str]], pulses: tuple[str, str], seconds: int) -> None:
    """Alone, then all at once, then alone again; prints both, their ratio and the polls."""
    pulse, lead = pulses
    pads = [Pad(place, *person, pulse) for person in people]
    chair, alone = Pad(place, people[0][0], "", lead), pads[0]
    for number in range(40):  # every thread of the server opens its line to the database
        await pads[number % len(pads)].save(1 + number)
    for pad in pads:
        pad.saves.clear()
    for number in range(ALONE):
        await alone.save(1 + number)
    until, before = time.monotonic() + seconds, time.process_time()
    idle, alone.saves = alone.saves, []
    await asyncio.gather(
        chair.work(until, -1, types=False), *(pad.work(until, n) for n, pad in enumerate(pads))
    )
    load = time.process_time() - before
    saves = [figure for pad in pads for figure in pad.saves]
    polls = [status for pad in pads for status in pad.polls]
    alone.saves = []
    for number in range(ALONE):
        await alone.save(1 + number)
    idle += alone.saves
    for name, figures in (("idle", idle), (f"{len(pads)} pads", saves)):
        middle = statistics.median(figures)
        print(f"{name:10}{len(figures):>6} saves   median {middle:>7.1f} ms   p95 {p95(figures):>7.1f} ms")
    print(
        f"p95 × {p95(saves) / p95(idle):.2f}, median × {statistics.median(saves) / statistics.median(idle):.2f}"
    )
    print(
        f"{polls.count(304)} of {len(polls)} polls answered 304; the pads took {load / seconds:.0%} of a processor"
    )


def p95(figures: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(figures, n=20)[-1]


def main(pads: int = 50, seconds: int = 40) -> None:
    """Lays, serves, measures; needs the database of the block around it."""
    from tests.journeys.running import free_port

    place = f"127.0.0.1:{free_port()}"
    people, *pulses = lay(pads)
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    with server(place):
        asyncio.run(measure(place, people, (pulses[0], pulses[1]), seconds))
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = now.ru_utime + now.ru_stime - spent.ru_utime - spent.ru_stime
    print(
        f"the server took {took:.1f} s of processor, its start and the {2 * ALONE + 40} saves alone included"
    )


if __name__ == "__main__":
    with database(f"bench_interview_{os.getpid()}"):
        main(*map(int, sys.argv[1:]))
