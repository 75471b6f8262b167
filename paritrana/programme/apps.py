"""The programme app of the portal."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "paritrana.programme"
