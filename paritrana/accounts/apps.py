"""The accounts app of the portal."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "paritrana.accounts"

    def ready(self) -> None:
        from paritrana.accounts import second_factor  # noqa: F401 listens to allauth
        from paritrana.accounts.queries import actor_of
        from paritrana.documents import registry

        # documents lies one storey below and can't ask who somebody is; reports are built with the asker's rights.
        registry.read_actor_with(actor_of)
