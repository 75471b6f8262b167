"""Wires the house when Django starts: checks of the routes, and what each app contributes to desk and top bar."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The roof."""

    name = "paritrana"

    def ready(self) -> None:
        from paritrana import checks  # noqa: F401 registers the checks
        from paritrana.web import desk

        desk.discover()
