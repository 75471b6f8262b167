"""A worker of the press as a process of its own, without a broker: it takes waiting runs until none is left.

It goes through the same `render` as the queue's worker. `python -m tests.ceremony.workers MEDIA_ROOT` prints a line
for every file; the test kills it in the middle of its work.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def start(media: Path, database: str, *, largest_file: int = 0) -> subprocess.Popen[bytes]:
    """The worker on that database and folder; `largest_file` bytes are all that one file may have (0: no limit)."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.ceremony.workers", str(media), database, str(largest_file)],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "paritrana.settings"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def work(media: str, database: str, largest_file: str) -> None:
    """Renders one waiting run after another, in the order of their numbers, until none waits."""
    import resource

    import django
    from django.conf import settings

    settings.MEDIA_ROOT = media
    settings.DATABASES["default"]["NAME"] = database
    settings.CELERY_BROKER_URL = "memory://"
    django.setup()
    from django.db.models import Q

    from paritrana.documents import rendering
    from paritrana.documents.models import ReportRun, RunState
    from paritrana.lib import clock

    if limit := int(largest_file):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    def waiting() -> list[int]:
        dead = Q(state=RunState.RUNNING, lease_until__lt=clock.now())
        rows = ReportRun.objects.filter(Q(state=RunState.QUEUED) | dead)
        return list(rows.order_by("?").values_list("pk", flat=True)[:5])

    while ids := waiting():
        for run_id in ids:
            rendering.render(run_id)


if __name__ == "__main__":
    work(*sys.argv[1:])
