"""Practice files of the example edition, for whoever judges regencies and cities at either level."""

import json

from django.conf import settings

from assessment.actions import practice
from paritrana.lib.permissions import Actor
from paritrana.programme.models import Edition

FILE = settings.BASE_DIR / "paritrana" / "data" / "practice.json"


def practice_files(edition: Edition, *, by: Actor) -> None:
    """Lays down what is not there yet."""
    entries = json.loads(FILE.read_text())
    for category in edition.categories.filter(code="regency_city"):
        practice.load(category, entries, by=by)
