"""The documents app of the portal."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "paritrana.documents"
