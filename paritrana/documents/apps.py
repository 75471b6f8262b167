"""The documents app of the portal."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "paritrana.documents"

    def ready(self) -> None:
        from paritrana.documents import registry

        registry.discover()
