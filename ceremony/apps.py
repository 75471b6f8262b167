"""The ceremony app of the portal."""

from django.apps import AppConfig


class CeremonyConfig(AppConfig):
    name = "ceremony"

    def ready(self) -> None:
        from ceremony import former  # noqa: F401 adds the archive to what a cool-down reads
