"""The ceremony app of the portal."""

from django.apps import AppConfig


class CeremonyConfig(AppConfig):
    name = "ceremony"
