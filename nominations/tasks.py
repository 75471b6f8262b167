"""Entrances of the queue. Each takes the id of a row, and may run twice."""

from nominations.actions import recap_work
from paritrana.celery import send, task


@task("nominations.work_on_recap")
def work_on_recap(recap_id: int) -> None:
    """Checks or loads a recap."""
    recap_work.work_on(recap_id)


@task("nominations.sweep")
def sweep() -> None:
    """Hands out again the recaps whose message was lost, whose work broke off, or whose worker died."""
    for pk in recap_work.waiting().order_by("attempts", "pk").values_list("pk", flat=True)[:20]:
        send("nominations.work_on_recap", {"recap_id": pk})
