"""The notifications app of the portal."""

from django.apps import AppConfig

from paritrana.notifications import kinds


class NotificationsConfig(AppConfig):
    name = "paritrana.notifications"

    def ready(self) -> None:
        """Collects what the apps declare."""
        kinds.discover()
