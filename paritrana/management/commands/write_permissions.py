"""Entrance from the shell to paritrana.access: writes docs/permissions.md anew."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from paritrana.access import document


class Command(BaseCommand):
    help = "Writes docs/permissions.md from the roles and the table of access."

    def handle(self, *args: Any, **options: Any) -> None:
        (settings.BASE_DIR / "docs" / "permissions.md").write_text(document())
