"""Entrances of the queue. Each takes the id of a row, and may run twice."""

from assessment import work
from assessment.actions import further
from assessment.queries.further import lost_calls
from paritrana.celery import task


@task("assessment.run_job")
def run_job(job_id: int) -> None:
    """Takes, recounts or analyses a snapshot."""
    work.run(job_id)


@task("assessment.sweep")
def sweep() -> None:
    """Hands out again what was lost."""
    work.sweep()


@task("assessment.call_further")
def call_further() -> None:
    """Makes the calls for a further assessor that a signature owed and that were lost with its process."""
    for sheet in lost_calls():
        further.call(sheet)
