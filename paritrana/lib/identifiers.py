"""Public identifiers: random, so that an address tells nothing about how many there are or which came first."""

import secrets
from typing import Any

from django.db import models

# Digits and letters that can't be taken for one another when read from paper.
ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
LENGTH = 12


def new_public_id() -> str:
    """Twelve random letters and digits (58 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


class PublicIdField(models.CharField):  # type: ignore[type-arg]
    """The random identifier that stands in addresses instead of the database's number."""

    def __init__(self, **options: Any):
        defaults: dict[str, Any] = {
            "max_length": LENGTH,
            "default": new_public_id,
            "unique": True,
            "editable": False,
        }
        super().__init__(**(defaults | options))
