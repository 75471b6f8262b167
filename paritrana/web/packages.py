"""The few files that pages take from installed packages, and what the browser gets of the typeface.

Nothing of others is kept in this repository: whole packages would take most of a minute to compress, so the
finder hands collectstatic only what is named here.
"""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class PackageFile:
    """A file inside a package and the name under which pages ask for it."""

    package: str
    path: str
    target: str

    @property
    def source(self) -> Path:
        return Path(str(files(self.package) / self.path))


FILES = (
    PackageFile("bootstrap", "css/bootstrap.min.css", "vendor/bootstrap.min.css"),
    PackageFile("django_htmx", "static/django_htmx/htmx-2.min.js", "vendor/htmx.min.js"),
)


def built_folder() -> Path:
    """Where set-up writes what is made from packages (manage.py build_fonts)."""
    return Path(settings.VAR) / "static-built"
