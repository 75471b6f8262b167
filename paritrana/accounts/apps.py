"""The accounts app of the portal."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "paritrana.accounts"
