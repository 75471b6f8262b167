"""Makes the browser's font files from the installed package; run at set-up, before collectstatic."""

from typing import Any

from django.core.management.base import BaseCommand

from paritrana.web import fonts, packages


class Command(BaseCommand):
    help = (
        "Makes the WOFF2 subsets of the typeface under var/static-built (skipped when they are up to date)."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        written = fonts.build(packages.built_folder())
        for file in written:
            self.stdout.write(f"{file.name}: {file.stat().st_size:,} bytes")
        if not written:
            self.stdout.write("Fonts are up to date.")
