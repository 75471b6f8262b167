"""The notifications app of the portal."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "paritrana.notifications"

    def ready(self) -> None:
        from paritrana.notifications import kinds

        kinds.discover()
