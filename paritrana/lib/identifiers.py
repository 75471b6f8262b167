"""Public identifiers: random, so that an address tells nothing about how many there are or which came first."""

import secrets

from django.db import models

# Digits and letters that can't be taken for one another when read from paper.
ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
LENGTH = 12


def new_public_id() -> str:
    """Twelve random letters and digits (58 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


class PublicIdField(models.CharField):
    """The random identifier that stands in addresses instead of the database's number."""

    def __init__(self, **options):
        options = {
            "max_length": LENGTH,
            "default": new_public_id,
            "unique": True,
            "editable": False,
        } | options
        super().__init__(**options)
