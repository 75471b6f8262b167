"""Entrances of the queue. Each takes the id of a row, and may run twice."""

from nominations.actions import recap
from nominations.models.recap import Recap, RecapState
from paritrana.celery import send, task
from paritrana.lib import clock


@task("nominations.work_on_recap")
def work_on_recap(recap_id: int) -> None:
    """Checks or loads a recap."""
    recap.work_on(recap_id)


@task("nominations.sweep")
def sweep() -> None:
    """Hands out again the recaps whose message was lost or whose worker died."""
    waiting = Recap.objects.filter(state__in=[RecapState.CHECKING, RecapState.LOADING])
    free = waiting.filter(busy_until=None) | waiting.filter(busy_until__lt=clock.now())
    for pk in free.values_list("pk", flat=True)[:20]:
        send("nominations.work_on_recap", {"recap_id": pk})
