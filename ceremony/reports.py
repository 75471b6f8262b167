"""The certificate as a file: a pure function of its frozen facts."""

from datetime import UTC, date, datetime, time
from typing import Any

from django.utils.translation import gettext_lazy as _

from ceremony import papers  # noqa: F401 registers the papers of a ceremony and the books
from ceremony.actions.printing import tell_when_ended
from ceremony.facts import Facts, printed
from ceremony.models import Certificate
from ceremony.queries import certificates_seen_by
from paritrana.documents.press import ornament, pdf, qr, signature
from paritrana.documents.registry import SYSTEM, Product, Progress, Report, register
from paritrana.lib.digest import canonical
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


def paper(facts: Facts) -> bytes:
    """The page as PDF/A-3a with the facts inside it as JSON, for whoever wants to read them without the portal."""
    words = printed(facts)
    context = words | {"qr": qr.svg(facts["check"])}
    inside = pdf.Attachment("piagam.json", canonical(facts), "Isi piagam", _moment(facts["on"]))
    sheet = pdf.render("print/ceremony/certificate.html", context, "id", archive=True, attachments=[inside])
    return ornament.engraved(sheet)


def _moment(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(), UTC)


CERTIFICATE = register(
    Report("ceremony.certificate", _("Certificate"), build_certificate, ended=tell_when_ended)
)
