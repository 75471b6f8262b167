"""Canonical JSON and its SHA-256, for receipts, rulebooks and the audit chain.

The form is the one of the pack (docs/scoring.md): NFC, keys by code point, no spaces, UTF-8. Ranking packs
themselves are digested by assessment.scoring, which an auditor runs without the portal.
"""

import hashlib
import json
import unicodedata
from typing import Any


def canonical(data: Any) -> bytes:
    """The one spelling of a JSON value; floats are refused, since two programs print them differently."""
    return json.dumps(
        _plain(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def sha256_of(data: Any) -> str:
    """SHA-256 of the canonical form, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(data)).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, dict):
        return {unicodedata.normalize("NFC", str(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical form")
