"""The test page: one sheet that shows whether press, fonts and queue work."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from paritrana.documents.policies import may_probe
from paritrana.documents.press import pdf, qr
from paritrana.documents.registry import Product, Progress, Report, register
from paritrana.lib import clock
from paritrana.lib.permissions import Actor


def build_probe(actor: Actor, parameters: dict[str, Any], progress: Progress) -> Product:
    """One page with letters, figures, a table, a code to scan and the moment of printing."""
    may_probe(actor).require()
    progress(0, 1)
    address = settings.PUBLIC_ADDRESS
    rows = [{"name": name, "figure": 10**power} for power, name in enumerate("ABCDEF")]
    context = {
        "name": actor.name,
        "now": clock.now(),
        "address": address,
        "code": qr.svg(address),
        "rows": rows,
    }
    content = pdf.render("print/documents/probe.html", context, get_language() or "id")
    progress(1, 1)
    return Product(content, "contoh-cetak.pdf", pdf.MEDIA_TYPE)


PROBE = register(Report("documents.probe", _("Test page"), build_probe))
