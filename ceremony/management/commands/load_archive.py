"""Makes the archive equal to the tables in paritrana/data."""

from typing import Any

from django.core.management.base import BaseCommand

from ceremony import archive


class Command(BaseCommand):
    """`manage.py load_archive`: run by set-up, and again after the tables changed."""

    help = "Load the archive of past editions from paritrana/data; twice does no harm."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("archive loaded" if archive.load() else "archive unchanged")
