"""Reports of the tests: one that is quick, one that fails, one that hangs until it is killed."""

import sys
import time
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from paritrana.documents import store
from paritrana.documents.press.pdf import PressMissing
from paritrana.documents.registry import Product, Progress, Report, register
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused


def quick(actor: Actor, parameters: dict[str, Any], progress: Progress) -> Product:
    """Writes who asked and in which language."""
    for done in range(1, 11):
        progress(done, 10)
    words = f"{actor.name}|{sorted(grant.role for grant in actor.grants)}|{get_language()}|{parameters}"
    return Product(words.encode(), "hasil/../uji.txt", "text/plain")


def from_file(actor: Actor, parameters: dict[str, Any], progress: Progress) -> Product:
    """Writes to a file as a workbook does."""
    path = store.incoming() / "besar.bin"
    path.write_bytes(b"z" * 3_000_000)
    return Product(path, "besar.bin", "application/octet-stream")


def broken(actor: Actor, parameters: dict[str, Any], progress: Progress) -> Product:
    raise ZeroDivisionError


def refused(actor: Actor, parameters: dict[str, Any], progress: Progress) -> Product:
    raise Refused("You may not see this any more.")


def without_press(actor: Actor, parameters: dict[str, Any], progress: Progress) -> Product:
    raise PressMissing("The machine lacks pango.")


def hanging(actor: Actor, parameters: dict[str, Any], progress: Progress) -> Product:
    progress(1, 2)
    Path(parameters["sign"]).touch()
    time.sleep(60)
    sys.exit("nobody killed it")


for builder in (quick, from_file, broken, refused, without_press, hanging):
    register(Report(f"tests.{builder.__name__}", builder.__name__, builder))
