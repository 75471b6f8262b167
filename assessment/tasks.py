"""Entrances of the queue. Each takes the id of a row, and may run twice."""

from assessment import work
from paritrana.celery import task


@task("assessment.run_job")
def run_job(job_id: int) -> None:
    """Takes, recounts or analyses a snapshot."""
    work.run(job_id)


@task("assessment.sweep")
def sweep() -> None:
    """Hands out again what was lost."""
    work.sweep()
