"""Papers: the whole nomination, the receipt of a submission, and the minutes of a verification."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nominations.checklist import items_of
from nominations.listing import parts_of
from nominations.models import Nomination
from nominations.policies.nomination import may_read_receipt
from nominations.printing import WHOLE, build_whole
from nominations.queries.claims import claim_of, rules_of
from nominations.queries.field import field_check_of, found_in
from nominations.queries.findings import findings_of
from nominations.queries.minutes import MINUTES
from nominations.queries.receipts import RECEIPT
from nominations.queries.seen import RELATED, nominations_seen_by
from nominations.queries.surroundings import laid_out
from paritrana.audit.queries import head
from paritrana.documents.press import pdf
from paritrana.documents.registry import Product, Progress, Report, register
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused


def build_receipt(actor: Actor, parameters: dict[str, Any], progress: Progress) -> Product:
    """Everything that was filed, with digest and database time. A pure function of frozen content: twice the same words."""
    progress(0, 1)
    nomination = nominations_seen_by(actor).filter(public_id=parameters["nomination"]).first()
    if nomination is None:
        raise Refused(_("This nomination is not yours to read."))
    may_read_receipt(actor, nomination).require()
    claim = claim_of(nomination)
    context = {
        "nomination": nomination,
        "claim": claim,
        "parts": parts_of(rules_of(nomination), claim),
        "zone": nomination.timezone,
        "check_url": f"{settings.PUBLIC_ADDRESS}{reverse('nominations:receipt_check')}",
    }
    content = pdf.render("print/nominations/receipt.html", context, get_language() or "id", archive=True)
    progress(1, 1)
    return Product(content, f"tanda-terima-{nomination.public_id}.pdf", pdf.MEDIA_TYPE)


def build_minutes(actor: Actor, parameters: dict[str, Any], progress: Progress) -> Product:
    """Claimed, verified and difference of every figure, each other verdict, the outcome, and the head of the trail."""
    progress(0, 1)
    nominations = Nomination.objects.select_related(*RELATED, "verified_by", "submitted_by")
    nomination = nominations.get(public_id=parameters["nomination"])
    visit = field_check_of(nomination)
    context = {
        "nomination": nomination,
        "visit": visit,
        "found": found_in(visit) if visit else [],
        "parts": laid_out(nomination),
        "items": items_of(rules_of(nomination), laid_out(nomination)),
        "head": head(),
        "findings": list(findings_of(nomination)),
        "zone": nomination.round.timezone,
        "is_draft": False,
    }
    content = pdf.render("print/nominations/minutes.html", context, get_language() or "id", archive=True)
    progress(1, 1)
    return Product(content, f"berita-acara-verifikasi-{nomination.public_id}.pdf", pdf.MEDIA_TYPE)


register(Report(WHOLE, _("Nomination, whole"), build_whole))
register(Report(MINUTES, _("Minutes of a verification"), build_minutes))
register(Report(RECEIPT, _("Receipt of a nomination"), build_receipt))
