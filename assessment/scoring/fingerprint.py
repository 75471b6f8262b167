"""The canonical form of JSON data and its digest."""

import hashlib
import json
from typing import Any
from unicodedata import normalize


def nfc(data: Any) -> Any:
    """Return `data` with each string and key in Unicode's composed form (NFC).

    Raises TypeError for what the canonical form does not know (binary floating point among it) and ValueError
    for two keys of one object that NFC makes one.
    """
    if data is None or isinstance(data, (bool, int)):
        return data
    if isinstance(data, str):
        return data if data.isascii() else normalize("NFC", data)
    if isinstance(data, list):
        return [nfc(item) for item in data]
    if isinstance(data, dict):
        members = {nfc(key): nfc(value) for key, value in data.items()}
        if not all(isinstance(key, str) for key in members):
            raise TypeError("a key that is no string has no canonical form")
        if len(members) != len(data):
            raise ValueError("two keys of one object are the same after NFC")
        return members
    raise TypeError(f"{type(data).__name__} has no canonical form")


def canonical(data: Any) -> bytes:
    """Return the canonical form of JSON data (None, bool, int, str, list, dict).

    Strings and keys in NFC, keys by code point, separators `,` and `:`, UTF-8 unescaped but for `"`, `\\` and
    U+0000–U+001F. Raises as `nfc` does, and UnicodeEncodeError for a lone surrogate.
    """
    return _spelled(nfc(data))


def _spelled(data: Any) -> bytes:
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def digest(data: Any, *, composed: bool = False) -> str:
    """Return `sha256:` and the SHA-256 of the canonical form in lower-case hexadecimal digits.

    With `composed` the caller vouches that `data` is in NFC, which spares a walk through all of it.
    """
    return "sha256:" + hashlib.sha256(_spelled(data) if composed else canonical(data)).hexdigest()
