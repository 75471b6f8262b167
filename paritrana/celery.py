"""The queue: a task is declared with @task and asked for with enqueue, by name, after the transaction has committed.

The row a task works on is the truth (queued, running, done, failed). Celery only carries its id: a lost message
delays work until the sweeper finds the row again, and a repeated one finds it done.
"""

import logging
import os
from collections.abc import Callable
from typing import Any

from celery import Celery
from django.db import transaction

from paritrana import folder_broker  # noqa: F401 takes the place of kombu's filesystem://

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paritrana.settings")

app = Celery("paritrana")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

log = logging.getLogger(__name__)

AT_ONCE, IN_BULK = 0, 6
"""Priorities as Redis and the folder broker know them: the lower goes first."""


def task(name: str) -> Callable[[Callable[..., Any]], Any]:
    """Declares a function as the task of that name (`<app>.<verb>`). Its arguments are ids; it may run twice."""
    return app.task(name=name, acks_late=True, reject_on_worker_lost=True, ignore_result=True)


def enqueue(name: str, *, in_bulk: bool = False, **ids: int | str) -> None:
    """Asks for the task once the present transaction commits; one of many (`in_bulk`) after what people wait for.

    A broker that is down is no error: the row stays queued, the page says so, and the sweeper sends it again.
    """
    transaction.on_commit(lambda: send(name, ids, in_bulk=in_bulk))


def send(name: str, ids: dict[str, int | str], *, in_bulk: bool = False) -> bool:
    """Hands the task to the broker at once; False, and a line in the log, when the broker can't be reached."""
    try:
        app.send_task(name, kwargs=ids, retry=False, priority=IN_BULK if in_bulk else AT_ONCE)
    except (
        Exception
    ) as error:  # every transport has its own exceptions; the row is the truth, so none may escape
        log.warning("broker unreachable, %s waits for the sweeper: %s", name, error)
        return False
    return True
