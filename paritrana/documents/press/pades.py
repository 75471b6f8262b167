"""Signing with a key in a file, by pyHanko. Imported on first use (press.signature): it takes half a second to load."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

from asn1crypto import cms
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from pyhanko.pdf_utils.generic import ArrayObject, ByteStringObject, TextStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from paritrana.lib.verdict import Refused

FIELD = "Pengesahan"
ROOM = 8192
"""Bytes kept for the signature with its certificates; four times as many with a time-stamp."""
SOME_DIGEST = hashlib.sha256(b"the digest of a file stands here").digest()


def signers_of(sheet: bytes) -> list[str]:
    """SHA-256 of the signer's certificate of every signature in the file, in their order."""
    signatures = PdfFileReader(BytesIO(sheet)).embedded_regular_signatures
    return [hashlib.sha256(found.signer_cert.dump()).hexdigest() for found in signatures]


@dataclass
class FileKey:
    """A key on an elliptic curve that lies in a file, with its certificates, its own first.

    Signed with a deterministic nonce (RFC 6979), equal input gives equal bytes: a print that is repeated after a
    broken-off one becomes the same file. A time-stamp, where one is set up, makes every signature another.
    """

    key: ec.EllipticCurvePrivateKey
    certificates: list[x509.Certificate]
    _raw: "_Deterministic" = field(init=False)

    def __post_init__(self) -> None:
        own, *others = [
            asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
            for certificate in self.certificates
        ]
        store = SimpleCertificateStore()
        store.register_multiple(others)
        pkcs8 = self.key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        self._raw = _Deterministic(own, asn1_keys.PrivateKeyInfo.load(pkcs8), store)
        self._raw.key = self.key

    def sign(self, sheet: bytes, *, at: datetime, reason: str) -> bytes:
        own = self.certificates[0]
        if not own.not_valid_before_utc <= at <= own.not_valid_after_utc:
            raise Refused(
                _(
                    "Nothing can be signed: the certificate of the signing key holds from %(from)s to %(to)s. The "
                    "operator puts a new one into SIGNING_CERTIFICATE; then print again."
                )
                % {
                    "from": f"{own.not_valid_before_utc:%Y-%m-%d}",
                    "to": f"{own.not_valid_after_utc:%Y-%m-%d}",
                }
            )
        stamper = HTTPTimeStamper(settings.TIMESTAMP_URL) if settings.TIMESTAMP_URL else None
        words = PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            reason=reason,
            name=own.subject.rfc4514_string(),
        )
        signed = BytesIO()
        _Signing(at, words, signer=self._raw, timestamper=stamper).sign_pdf(
            _Revision(BytesIO(sheet)), output=signed, bytes_reserved=ROOM * (4 if stamper else 1)
        )
        return signed.getvalue()


class _Deterministic(SimpleSigner):
    """pyHanko's own signer, but for the nonce."""

    key: ec.EllipticCurvePrivateKey
    _attributes: bytes | None = None

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        if digest_algorithm.lower() != "sha256":
            raise ValueError(digest_algorithm)
        return self.key.sign(data, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))

    async def signed_attrs(self, data_digest: bytes, *words: object, **more: object) -> cms.CMSAttributes:
        # all of them but the file's digest are the same on every file of this key, and to encode them takes most of
        # the time of a signature
        if self._attributes is None:
            self._attributes = (await super().signed_attrs(SOME_DIGEST, *words, **more)).dump()
        return cms.CMSAttributes.load(self._attributes.replace(SOME_DIGEST, data_digest))


class _Signing(PdfSigner):
    """A signing whose moment is given instead of read from this machine's clock."""

    def __init__(self, at: datetime, *words: object, **more: object):
        super().__init__(*words, **more)
        self.at = at

    def init_signing_session(self, *words: object, **more: object) -> PdfSigningSession:
        session = super().init_signing_session(*words, **more)
        session.system_time = self.at
        return session


class _Revision(IncrementalPdfFileWriter):
    """The revision that carries the signature; its identifier follows from the file instead of from chance.

    It leaves the metadata alone, which would otherwise name the moment of printing.
    """

    def _update_meta(self) -> None:
        pass

    @classmethod
    def _handle_id(cls, prev: PdfFileReader) -> ArrayObject:
        first = prev.trailer["/ID"][0]
        first = first.original_bytes if isinstance(first, TextStringObject) else bytes(first)
        second = hashlib.sha256(first + FIELD.encode()).digest()[:16]
        return ArrayObject([ByteStringObject(first), ByteStringObject(second)])
