"""The documents app of the portal."""

from django.apps import AppConfig

from paritrana.documents import registry


class DocumentsConfig(AppConfig):
    name = "paritrana.documents"

    def ready(self) -> None:
        """Collects what the apps declare."""
        registry.discover()
