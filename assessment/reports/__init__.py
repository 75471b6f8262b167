"""What leaves as a file: the ranking as workbook and as paper. The CSV goes out at once (views.ranking)."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessment.actions.session import MINUTES
from assessment.chosen import ChosenForm
from assessment.models import Snapshot
from assessment.policies.ranking import may_export
from assessment.queries.doors import rules_for, snapshots_seen_by
from assessment.reports import annex, interviews, paper, sheet, workbook
from assessment.reports.table import file_name
from paritrana.documents.press import pdf, xlsx
from paritrana.documents.registry import Product, Progress, Report, register
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused


def build_workbook(actor: Actor, parameters: dict[str, Any], progress: Progress) -> Product:
    """The workbook of a snapshot that the asker may still see."""
    snapshot, chosen = _asked(actor, parameters)
    path = workbook.write(snapshot, chosen, get_language() or "id", progress)
    return Product(path, file_name(snapshot, "xlsx"), xlsx.MEDIA_TYPE)


def build_paper(actor: Actor, parameters: dict[str, Any], progress: Progress) -> Product:
    """The shortlist as A4 paper."""
    snapshot, chosen = _asked(actor, parameters)
    progress(0, 1)
    content = paper.render(snapshot, chosen, get_language() or "id")
    progress(1, 1)
    return Product(content, file_name(snapshot, "pdf"), pdf.MEDIA_TYPE)


def build_annex(actor: Actor, parameters: dict[str, Any], progress: Progress) -> Product:
    """Why the chosen nominations hold their places, on A4."""
    snapshot = _snapshot(actor, parameters)
    rules = rules_for(snapshot, snapshot.panel)
    content = annex.render(snapshot, rules, parameters["nominations"], get_language() or "id", progress)
    name = file_name(snapshot, "pdf").replace(".pdf", "-mengapa.pdf")
    return Product(content, name, pdf.MEDIA_TYPE)


def _asked(actor: Actor, parameters: dict[str, Any]) -> tuple[Snapshot, ChosenForm]:
    snapshot = _snapshot(actor, parameters)
    rules = rules_for(snapshot, snapshot.panel)
    return snapshot, ChosenForm(parameters.get("chosen", {}), snapshot, rules)


def _snapshot(actor: Actor, parameters: dict[str, Any]) -> Snapshot:
    snapshot: Snapshot | None = snapshots_seen_by(actor).filter(public_id=parameters["snapshot"]).first()
    if snapshot is None:
        raise Refused(_("This ranking is not there, or you may no longer see it."))
    may_export(actor, snapshot).require()
    return snapshot


register(Report("assessment.shortlist_xlsx", _("Ranking as a workbook"), build_workbook))
register(Report("assessment.shortlist_pdf", _("Ranking on paper"), build_paper))
register(Report(interviews.DAY_SHEET, _("Day sheet of interviews"), interviews.build_day_sheet))
register(Report(MINUTES, _("Minutes of an interview session"), interviews.build_minutes))
register(Report("assessment.why_pdf", _("Why this place"), build_annex))
register(Report("assessment.sheet_pdf", _("Score sheet on paper"), sheet.build_sheet))
