"""Asks every app's invariants whether what must hold still holds."""

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from inspect import getmembers, isgeneratorfunction
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand


def invariants() -> Iterator[tuple[str, Callable[[], Iterator[str]]]]:
    """(app and name, check) of every public generator in the apps' `invariants` modules.

    A check takes nothing and yields a sentence for whatever does not hold.
    """
    for app in apps.get_app_configs():
        name = f"{app.name}.invariants"
        if find_spec(name):
            for check, ask in getmembers(import_module(name), isgeneratorfunction):
                if ask.__module__ == name and not check.startswith("_"):
                    yield f"{app.label}: {check.replace('_', ' ')}", ask


class Command(BaseCommand):
    help = "Verifies the chain, the files, the serials, the weights, the receipts and the rankings; exit 1 on a finding."

    def handle(self, *args: Any, **options: Any) -> None:
        findings = 0
        for title, ask in invariants():
            found = list(ask())
            findings += len(found)
            self.stdout.write(f"{'no' if not found else len(found):>4} {title}")
            for sentence in found:
                self.stdout.write(f"     {sentence}")
        self.stdout.write("all that must hold holds" if not findings else f"findings: {findings}")
        if findings:
            raise SystemExit(1)
