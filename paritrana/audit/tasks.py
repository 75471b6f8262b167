"""The sealing job, every second by beat."""

from paritrana.audit import actions
from paritrana.celery import task


@task("audit.seal")
def seal() -> None:
    """Seals what has been committed since the last run."""
    while actions.seal() == 1000:
        pass
