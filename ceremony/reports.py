"""The certificate as a file: a pure function of its frozen facts."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ceremony import papers, sheets, thanks  # noqa: F401 they register the papers of ceremonies and decisions
from ceremony.actions.printing import tell_when_ended
from ceremony.layout import paper
from ceremony.models import Certificate
from ceremony.queries.certificate import certificates_seen_by
from paritrana.documents.press import pdf, signature
from paritrana.documents.registry import SYSTEM, Product, Progress, Report, register
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused

REASON = "Pengesahan piagam %s"


def build_certificate(actor: Actor, parameters: dict[str, Any], progress: Progress) -> Product:
    """The signed PDF of one certificate ({"certificate": public id}); the same facts and key give the same bytes."""
    certificates = Certificate.objects.all() if actor is SYSTEM else certificates_seen_by(actor)
    certificate = certificates.filter(public_id=parameters["certificate"]).first()
    if certificate is None:
        raise Refused(_("This certificate is not open to you."))
    progress(0, 1)
    content = signed(certificate)
    progress(1, 1)
    return Product(content, f"piagam-{certificate.serial}.pdf", pdf.MEDIA_TYPE)


def signed(certificate: Certificate) -> bytes:
    """The page with its signature, which names the moment of issue: printed again it is the same file."""
    who = signature.signer()  # asked first: without a key nothing need be laid out
    return who.sign(paper(certificate.facts), at=certificate.issued_at, reason=REASON % certificate.serial)


CERTIFICATE = register(
    Report("ceremony.certificate", _("Certificate"), build_certificate, ended=tell_when_ended)
)
