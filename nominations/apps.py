"""The nominations app of the portal."""

from django.apps import AppConfig


class NominationsConfig(AppConfig):
    name = "nominations"
