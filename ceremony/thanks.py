"""Thanking thousands is work for a worker: a run that issues certificates, and whose product lists them."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessment.models import Decision
from assessment.queries.doors import decisions_seen_by
from ceremony.actions import thank
from ceremony.models import Certificate, CertificateKind
from ceremony.queries.certificate import certificates_seen_by
from paritrana.documents.press import csv
from paritrana.documents.press.columns import Column
from paritrana.documents.registry import Product, Progress, Report, register
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused

COLUMNS = (Column(_("Serial number"), width=28), Column(_("Recipient"), width=60), Column(_("Title")))


def build_thanks(actor: Actor, parameters: dict[str, Any], progress: Progress) -> Product:
    """Issues what is missing and lists all certificates of that kind ({"decision": public id, "kind": code}).

    Run again it issues to nobody twice; docs/decisions/0048 says why it is a report.
    """
    seen = decisions_seen_by(actor).filter(public_id=parameters["decision"])
    decision = seen.select_related("approved_by", "panel__round__region", "panel__category").first()
    if decision is None:
        raise Refused(_("This decision is not open to you."))
    kind = CertificateKind(parameters["kind"])
    thank(decision, kind, by=actor, progress=progress)
    rows = (
        (row.serial, row.facts["recipient"], row.facts["title"]) for row in _issued(actor, decision, kind)
    )
    content = b"".join(csv.stream(COLUMNS, rows, get_language() or "id"))
    return Product(content, f"piagam-{kind}-{decision.public_id}.csv", csv.MEDIA_TYPE)


def _issued(actor: Actor, decision: Decision, kind: CertificateKind) -> list[Certificate]:
    return list(certificates_seen_by(actor).filter(decision=decision, kind=kind).order_by("serial"))


register(Report("ceremony.thanks", _("Certificates of participation and for assessors"), build_thanks))
