"""A batch of certificates whose workers are killed again and again: what must hold afterwards, counted.

    python bench/certificates_drill.py [CERTIFICATES=1000] [KILLS=30]

Makes a throw-away database on the server of DATABASE_URL, approves one decision with that many winners, and lets two
workers print while both are killed (kill -9) at random moments, KILLS times in all. Then: serials exactly 1…n, every
file whole and of its digest, no other file, nobody told twice; qpdf and pdfsig, where installed, agree on a sample.
Leaves with 1 if anything does not hold.
"""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measuring import database

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
NAME, WORKERS, SAMPLE = "bench_certificates", 2, 25
COUNT, KILLS = (int(word) for word in [*sys.argv[1:3], *("1000", "30")[len(sys.argv) - 1 :]])


def printed_under_kills(decision: object, media: Path) -> tuple[int, float]:
    """Lets two workers print all of it while they are killed; returns how many were killed, and the seconds."""
    from datetime import timedelta

    from ceremony import actions
    from ceremony.actions.printing import runs_of
    from paritrana.documents.models import ReportRun, RunState
    from paritrana.lib import clock
    from tests.ceremony import workers
    from tests.factories.ceremony import publisher_of

    by, chance, killed, started = publisher_of(decision), random.Random(7), 0, time.monotonic()

    def done() -> int:
        return runs_of(decision).filter(state=RunState.DONE).count()

    while done() < COUNT:
        pair = [workers.start(media, NAME) for _worker in range(WORKERS)]
        goal = done() + COUNT * WORKERS // (KILLS + WORKERS)
        if killed < KILLS:
            while done() < goal and all(worker.poll() is None for worker in pair):
                time.sleep(0.05)
            time.sleep(chance.random() * 0.3)  # any moment of the work
            for worker in pair:
                if worker.poll() is None:
                    os.killpg(worker.pid, signal.SIGKILL)
                    killed += 1
        for worker in pair:
            worker.wait()
        # the minute of their leases passes; what was killed three times is ordered again
        passed = clock.now() - timedelta(seconds=1)
        ReportRun.objects.filter(state=RunState.RUNNING).update(lease_until=passed)
        actions.reprint_failed(decision, by=by)
    return killed, time.monotonic() - started


def faults(media: Path) -> list[str]:
    """A sentence for everything that does not hold."""
    from ceremony.invariants import broken_serials, foreign_facts
    from ceremony.models import Certificate
    from paritrana.documents import store
    from paritrana.documents.models import Document
    from paritrana.notifications.models import Delivery, Message

    found = [*broken_serials(), *foreign_facts()]
    serials = sorted(Certificate.objects.values_list("serial", flat=True))
    if [int(serial[-4:]) for serial in serials] != list(range(1, COUNT + 1)):
        found.append("the serials are not exactly 1…n")
    documents = list(Document.objects.all())
    for document in documents:
        content = store.path_of(document.sha256).read_bytes()
        whole = content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")
        if not whole or hashlib.sha256(content).hexdigest() != document.sha256:
            found.append(f"{document} is not whole")
    kept = {path.name for path in (media / "documents").rglob("*") if path.is_file()}
    if kept != {document.sha256 for document in documents} or len(documents) != COUNT:
        found.append(f"{len(kept)} files, {len(documents)} documents")
    told = Message.objects.filter(kind="batch.ended")
    people = set(told.values_list("recipient", flat=True))
    if (
        not people
        or told.count() != len(people)
        or Delivery.objects.filter(message__in=told).count() != len(people)
    ):
        found.append(f"{told.count()} messages to {len(people)} people")
    for document in random.Random(1).sample(documents, min(SAMPLE, len(documents))):
        found += [f"{document}: {word}" for word in read_by_others(store.path_of(document.sha256))]
    return found


def read_by_others(path: Path) -> list[str]:
    """What qpdf and pdfsig, where they are installed, find wrong with a file."""
    found = []
    if shutil.which("qpdf"):
        seen = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
        found += [] if seen.returncode == 0 else [f"qpdf: {seen.stdout}{seen.stderr}"]
    if shutil.which("pdfsig"):
        seen = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, check=False)
        marks = ("Signature is Valid", "Total document signed", "ETSI.CAdES.detached")
        found += [f"pdfsig does not say {mark!r}" for mark in marks if mark not in seen.stdout]
    return found


def main() -> int:
    """Sets up, prints under kills, looks, clears away."""
    media = Path(tempfile.mkdtemp(prefix="drill-"))
    try:
        with database(NAME):
            found = drilled(media)
    finally:
        shutil.rmtree(media, ignore_errors=True)
    for fault in found:
        print(fault)
    return 1 if found else 0


def drilled(media: Path) -> list[str]:
    """One batch printed under kills: what does not hold afterwards."""
    from django.conf import settings

    from paritrana.regions.actions import load
    from tests.factories.ceremony import make_approved

    settings.MEDIA_ROOT, settings.CELERY_BROKER_URL = media, "memory://"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    load()
    decision = make_approved(names=[f"PT Peserta {number}" for number in range(COUNT)], is_example=False)
    killed, seconds = printed_under_kills(decision, media)
    found = faults(media)
    print(f"{COUNT} certificates, {killed} workers killed, {seconds:.0f} s: {len(found)} faults")
    return found


if __name__ == "__main__":
    sys.exit(main())
