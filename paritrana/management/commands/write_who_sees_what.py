"""Entrance from the shell to paritrana.access.secrecy: writes docs/who-sees-what.md anew."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from paritrana.access.secrecy import document


class Command(BaseCommand):
    help = "Writes docs/who-sees-what.md from the table of what is seen by whom, and when."

    def handle(self, *args: Any, **options: Any) -> None:
        (settings.BASE_DIR / "docs" / "who-sees-what.md").write_text(document())
