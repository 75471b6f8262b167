"""Entrance from the shell to paritrana.web.catalogue."""

from typing import Any

from django.core.management.base import BaseCommand

from paritrana.web.catalogue import compile_catalogue


class Command(BaseCommand):
    help = "Compiles the Indonesian catalogue from locale/parts."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{compile_catalogue()} messages")
