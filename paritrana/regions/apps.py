"""The regions app of the portal."""

from django.apps import AppConfig


class RegionsConfig(AppConfig):
    name = "paritrana.regions"
