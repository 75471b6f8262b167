"""The example key: made at set-up, so that signatures can be tried; its certificate says that it proves nothing."""

import fcntl
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

ROOT_NAME = "Paritrana contoh, otoritas peragaan"
OWN_NAME = "Paritrana contoh, bukan tanda tangan resmi"
BEGINS = datetime(2017, 1, 1, tzinfo=UTC)
"""The year of the first edition: the demo issues certificates of past ones, under the clock of their day."""
HOLDS = timedelta(days=365 * 30)


def ensure(folder: Path) -> tuple[Path, Path]:
    """The files of the example key and of its certificates in that folder, made if one is missing.

    Several processes may ask at once: one makes them, the others wait.
    """
    key, chain = folder / "contoh-kunci.pem", folder / "contoh-sertifikat.pem"
    if not (key.exists() and chain.exists()):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (key.exists() and chain.exists()):
                private, certificates = make(BEGINS)
                _write(chain, certificates)
                _write(key, private)
    return key, chain


def make(begin: datetime, holds: timedelta = HOLDS) -> tuple[bytes, bytes]:
    """A new key and its chain (own certificate, then the authority's) as PEM; valid from `begin` on."""
    root_key, own_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = _certificate(ROOT_NAME, root_key, ROOT_NAME, root_key, begin, holds, authority=True)
    own = _certificate(OWN_NAME, own_key, ROOT_NAME, root_key, begin, holds, authority=False)
    private = own_key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    chain = b"".join(found.public_bytes(serialization.Encoding.PEM) for found in (own, root))
    return private, chain


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    issuer_key: ec.EllipticCurvePrivateKey,
    begin: datetime,
    holds: timedelta,
    *,
    authority: bool,
) -> x509.Certificate:
    usage = dict.fromkeys(
        [
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "encipher_only",
            "decipher_only",
        ],
        False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + holds)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not authority,
                content_commitment=not authority,
                key_cert_sign=authority,
                crl_sign=authority,
                **usage,
            ),
            critical=True,
        )
        .sign(issuer_key, hashes.SHA256())
    )


def _named(name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "CONTOH"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )


def _write(place: Path, content: bytes) -> None:
    """Whole or not at all, readable by the owner alone."""
    aside = place.with_suffix(".new")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(place)
