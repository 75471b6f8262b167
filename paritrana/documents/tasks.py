"""Entrances of the queue. Each takes the id of a row, and may run twice."""

from paritrana.celery import task
from paritrana.documents import examination, pages, rendering, sweeping


@task("documents.render_run")
def render_run(run_id: int) -> None:
    """Builds the file of a run."""
    rendering.render(run_id)


@task("documents.examine")
def examine(document_id: int) -> None:
    """Looks into a file for which there was no time when it arrived."""
    examination.examine(document_id)


@task("documents.draw_pages")
def draw_pages(document_id: int) -> None:
    """Draws the next pages of a document."""
    pages.draw(document_id)


@task("documents.sweep")
def sweep() -> None:
    """Hands out again what was lost."""
    sweeping.sweep()
