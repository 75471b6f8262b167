"""The notifications app of the portal."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "paritrana.notifications"
