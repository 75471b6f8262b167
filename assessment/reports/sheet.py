"""A signed score sheet on A4: what its digest covers, for the assessor who signed it. The private note is not on it."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessment.models import SheetState
from assessment.policies.sheet import may_open
from assessment.queries.doors import rules_for, sheets_seen_by
from assessment.queries.sheet import rows_of
from paritrana.documents.press import pdf
from paritrana.documents.registry import Product, Progress
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused


def build_sheet(actor: Actor, parameters: dict[str, Any], progress: Progress) -> Product:
    """The asker's own sheet as signed; Refused once it is closed to them or open again."""
    sheet = sheets_seen_by(actor).filter(public_id=parameters["sheet"]).first()
    if sheet is None:
        raise Refused(_("This sheet is not there, or you may no longer see it."))
    may_open(actor, sheet).require()
    if sheet.state != SheetState.SIGNED:
        raise Refused(_("Sign the sheet first; what is printed is what was signed."))
    progress(0, 1)
    context = {
        "sheet": sheet,
        "rows": rows_of(sheet, rules_for(sheet, sheet.seat.panel)),
        "digest": sheet.digest,
        "zone": sheet.seat.panel.round.timezone,
    }
    content = pdf.render("print/assessment/sheet.html", context, get_language() or "id")
    progress(1, 1)
    return Product(content, f"lembar-{sheet.public_id}.pdf", pdf.MEDIA_TYPE)
