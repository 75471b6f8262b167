"""Electronic signatures in PDF files: PAdES B-B, behind an interface of one verb.

`signer()` gives whoever signs at this installation. Today that is a key in a file: the one of SIGNING_KEY, or outside
production an example key that says of itself that it is one. A state service takes its place by another Signer.
"""

import importlib
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Protocol

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from paritrana.documents.press import example_key
from paritrana.lib.verdict import Refused


class Signer(Protocol):
    """Signs finished files. Raises Refused with the sentence when it can't."""

    def sign(self, sheet: bytes, *, at: datetime, reason: str) -> bytes:
        """The PDF with a signature over all of it; `at` is the moment that the signature names."""


def signer() -> Signer:
    """Who signs here. Raises Refused, with the way out, when no key is set up or it can't be read."""
    key, chain = _places()
    try:
        return _file_key(str(key), str(chain), key.stat().st_mtime_ns, chain.stat().st_mtime_ns)
    except FileNotFoundError:
        raise Refused(
            _(
                "Nothing can be signed: there is no signing key. The operator sets SIGNING_KEY and "
                "SIGNING_CERTIFICATE; then print again."
            )
        ) from None
    except (OSError, ValueError, TypeError):
        raise Refused(
            _(
                "Nothing can be signed: the signing key or its certificate can't be read. The operator checks "
                "SIGNING_KEY, SIGNING_CERTIFICATE and SIGNING_PASSWORD; then print again."
            )
        ) from None


def signers_of(sheet: bytes) -> list[str]:
    """SHA-256 of the signer's certificate of every signature in a file of our own archive, in their order."""
    return _pades().signers_of(sheet)


def _places() -> tuple[Path, Path]:
    """The files of key and certificates; outside production the example's, made when they are missing."""
    if settings.SIGNING_KEY or settings.PRODUCTION:
        return Path(settings.SIGNING_KEY or "/nonexistent"), Path(
            settings.SIGNING_CERTIFICATE or "/nonexistent"
        )
    return example_key.ensure(settings.SIGNING_FOLDER)


@lru_cache(maxsize=4)
def _file_key(key: str, chain: str, _key_changed: int, _chain_changed: int) -> Signer:
    password = settings.SIGNING_PASSWORD.encode() or None
    private = serialization.load_pem_private_key(Path(key).read_bytes(), password)
    certificates = x509.load_pem_x509_certificates(Path(chain).read_bytes())
    if not isinstance(private, ec.EllipticCurvePrivateKey):
        raise ValueError("the signing key must be of an elliptic curve")
    if certificates[0].public_key() != private.public_key():
        raise ValueError("the first certificate belongs to another key")
    return _pades().FileKey(private, certificates)


@cache
def _pades() -> Any:
    # Imported on first use: the web server's processes never sign.
    return importlib.import_module("paritrana.documents.press.pades")
