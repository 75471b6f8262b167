"""Brings the map to the state of the tables in paritrana/data."""

from typing import Any

from django.core.management.base import BaseCommand

from paritrana.regions import actions


class Command(BaseCommand):
    """`manage.py load_regions`: needed after the tables changed; a new database has them from its migrations."""

    help = "Load provinces, regencies and cities from paritrana/data; twice does no harm."

    def handle(self, *args: Any, **options: Any) -> None:
        changed = actions.load()
        self.stdout.write(f"{changed} regions and spellings changed")
