"""The receipt of a submission, and the minutes of a verification."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from nominations.checklist import items_of
from nominations.forms.portfolio import PortfolioFilter
from nominations.listing import parts_of
from nominations.models import Nomination
from nominations.policies import may_read_receipt
from nominations.printing import WHOLE, build_whole
from nominations.queries.claims import claim_of, rules_of
from nominations.queries.field import field_check_of, found_in
from nominations.queries.findings import findings_of
from nominations.queries.minutes import MINUTES
from nominations.queries.receipts import RECEIPT
from nominations.queries.seen import RELATED, nominations_seen_by
from nominations.queries.surroundings import laid_out
from paritrana.audit.queries import head
from paritrana.documents.press import csv, pdf, xlsx
from paritrana.documents.press.columns import Column, Shape
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


LISTS = {"xlsx": "nominations.list_xlsx", "csv": "nominations.list_csv"}
"""The list of nominations as a file, by its kind."""
COLUMNS = [
    Column(_("Nominee"), width=32),
    Column(_("Organisation"), width=40),
    Column(_("Category"), width=28),
    Column(_("Round"), width=32),
    Column(_("State"), width=16),
    Column(pgettext_lazy("nomination", "Begun"), Shape.MOMENT, width=18),
    Column(_("Submitted"), Shape.MOMENT, width=18),
    Column(_("Number"), width=16),
]


def build_list(kind: str, actor: Actor, parameters: dict[str, Any], progress: Progress) -> Product:
    """What the asker's list shows under that search, filters and order; rows are read one by one."""
    form = PortfolioFilter(nominations_seen_by(actor), parameters["asked"])
    found = form.rows()
    total = found.count()
    tie = "-id" if form.order.startswith("-") else "id"

    def rows() -> Iterator[tuple[Any, ...]]:
        for done, row in enumerate(found.order_by(form.order, tie).iterator(chunk_size=1000), start=1):
            if done % 500 == 0:
                progress(done, total)
            yield (
                row.name,
                row.organisation.name,
                str(row.category),
                str(row.round),
                str(row.get_state_display()),
                row.created_at,
                row.submitted_at,
                row.public_id,
            )

    progress(0, total)
    if kind == "csv":
        return Product(
            b"".join(csv.stream(COLUMNS, rows(), get_language() or "id")), "usulan.csv", csv.MEDIA_TYPE
        )
    with xlsx.Workbook(get_language() or "id", title="Usulan") as book:
        book.sheet(str(_("Nominations")), COLUMNS, rows())
    return Product(book.path, "usulan.xlsx", xlsx.MEDIA_TYPE)


register(Report(LISTS["xlsx"], _("List of nominations (XLSX)"), partial(build_list, "xlsx")))
register(Report(LISTS["csv"], _("List of nominations (CSV)"), partial(build_list, "csv")))
