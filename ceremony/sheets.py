"""All certificates of a decision at once: as a ZIP, as sheets for a printing house, and a preview before there are any."""

import zipfile
from io import BytesIO
from typing import Any

import pikepdf
from django.utils.translation import gettext_lazy as _

from assessment.models import Decision
from assessment.queries.doors import decisions_seen_by
from ceremony import facts
from ceremony.layout import paper
from ceremony.models import Certificate, CertificateState
from ceremony.phrasing import may_be_printed
from ceremony.policies.certificate import may_see_certificates
from ceremony.queries.certificate import certificates_seen_by
from ceremony.serials import EXAMPLE, new_code
from nominations.models import Nomination
from paritrana.documents import store
from paritrana.documents.models import RunState
from paritrana.documents.press import pdf
from paritrana.documents.registry import Product, Progress, Report, register
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.programme.certifying import template_of

MILLIMETRE = 72 / 25.4
BLEED, MARGIN, MARK = 3, 10, 5
"""Millimetres: beyond the trimmed edge, from there to the edge of the sheet, and the length of a crop mark."""


def build_zip(actor: Actor, parameters: dict[str, Any], progress: Progress) -> Product:
    """The signed files of a decision's valid certificates, untouched ({"decision": public id})."""
    decision, ready = _ready(actor, parameters)
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for number, certificate in enumerate(ready, start=1):
            archive.write(_file_of(certificate), certificate.run.file_name)
            progress(number, len(ready))
    return Product(made.getvalue(), f"piagam-{decision.public_id}.zip", "application/zip")


def build_sheets(actor: Actor, parameters: dict[str, Any], progress: Progress) -> Product:
    """The certificates on larger sheets with bleed and crop marks, for the printing house ({"decision": public id}).

    A paper of the file, not the file: the signature stays in the original.
    """
    decision, ready = _ready(actor, parameters)
    made = BytesIO()
    with pikepdf.new() as sheets:
        for number, certificate in enumerate(ready, start=1):
            with pikepdf.open(_file_of(certificate)) as source:
                _lay(sheets, source.pages[0])
            progress(number, len(ready))
        sheets.save(made, deterministic_id=True)
    return Product(made.getvalue(), f"lembar-cetak-{decision.public_id}.pdf", pdf.MEDIA_TYPE)


def build_preview(actor: Actor, parameters: dict[str, Any], progress: Progress) -> Product:
    """The certificate with the longest and the shortest name of the category, marked as an example."""
    decision = decisions_seen_by(actor).filter(public_id=parameters["decision"]).first()
    if decision is None:
        raise Refused(_("This decision is not open to you."))
    for name in _longest_and_shortest(decision):
        sample = _sample(decision, name, 0)
        may_be_printed(sample, template_of(decision.panel.round), name, sample["title"]).require()
    made = BytesIO()
    with pikepdf.new() as sheets:
        names = _longest_and_shortest(decision)
        for number, name in enumerate(names, start=1):
            with pikepdf.open(BytesIO(paper(_sample(decision, name, number)))) as source:
                sheets.pages.extend(source.pages)
            progress(number, len(names))
        sheets.save(made, deterministic_id=True)
    return Product(made.getvalue(), f"pratinjau-{decision.public_id}.pdf", pdf.MEDIA_TYPE)


def _ready(actor: Actor, parameters: dict[str, Any]) -> tuple[Decision, list[Certificate]]:
    decision = decisions_seen_by(actor).filter(public_id=parameters["decision"]).first()
    if decision is None:
        raise Refused(_("This decision is not open to you."))
    may_see_certificates(actor, decision).require()
    valid = list(
        certificates_seen_by(actor)
        .filter(decision=decision, state=CertificateState.ISSUED)
        .order_by("serial")
    )
    missing = sum(certificate.run is None or certificate.run.state != RunState.DONE for certificate in valid)
    if missing or not valid:
        raise Refused(
            _("%(missing)d certificates are not printed yet. Order this again when the press has ended.")
            % {"missing": missing}
        )
    return decision, valid


def _file_of(certificate: Certificate) -> Any:
    return store.path_of(certificate.run.document.sha256)


def _lay(sheets: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """The page in the middle of a larger sheet, with its boxes and crop marks at the corners of the trimmed paper."""
    width, height = (float(page.mediabox[side]) for side in (2, 3))
    edge = (BLEED + MARGIN) * MILLIMETRE
    sheet = sheets.add_blank_page(page_size=(width + 2 * edge, height + 2 * edge))
    name = sheet.add_resource(sheets.copy_foreign(page.as_form_xobject()), pikepdf.Name.XObject)
    marks = " ".join(_marks(width, height, edge))
    content = f"q 1 0 0 1 {edge:.3f} {edge:.3f} cm {name} Do Q q 0.25 w 0 G {marks} Q"
    sheet.Contents = sheets.make_stream(content.encode())
    near = edge - BLEED * MILLIMETRE
    sheet.obj.TrimBox = [edge, edge, edge + width, edge + height]
    sheet.obj.BleedBox = [near, near, width + 2 * edge - near, height + 2 * edge - near]


def _marks(width: float, height: float, edge: float) -> list[str]:
    gap, length = edge - BLEED * MILLIMETRE, MARK * MILLIMETRE
    marks = []
    for x in (edge, edge + width):
        for y, way in ((gap, -1), (height + 2 * edge - gap, 1)):
            marks.append(f"{x:.3f} {y:.3f} m {x:.3f} {y + way * length:.3f} l S")
    for y in (edge, edge + height):
        for x, way in ((gap, -1), (width + 2 * edge - gap, 1)):
            marks.append(f"{x:.3f} {y:.3f} m {x + way * length:.3f} {y:.3f} l S")
    return marks


def _longest_and_shortest(decision: Decision) -> list[str]:
    panel = decision.panel
    filed = Nomination.objects.filter(round=panel.round, category=panel.category)
    names = sorted(
        {facts.recipient_of(row) for row in filed.select_related("region", "organisation")}, key=len
    )
    return [names[-1], names[0]] if len(names) > 1 else names


def _sample(decision: Decision, name: str, number: int) -> facts.Facts:
    competition = facts.competition_facts(decision.panel.round, decision.panel.category, decision.prepared_by)
    competition["edition"]["is_example"] = True
    return facts.certificate_facts(
        competition,
        template_of(decision.panel.round),
        serial=f"{EXAMPLE}-0000-X-X-{number:04}",
        code=new_code(),
        recipient=name,
        rank=number,
        title="Terbaik I",
        decided_on=clock.today_in_jakarta(),
        decree=decision.decree,
        decision=decision.public_id,
        snapshot="",
    )


register(Report("ceremony.zip", _("Certificates as ZIP"), build_zip))
register(Report("ceremony.sheets", _("Sheets for the printing house"), build_sheets))
register(Report("ceremony.preview", _("Preview with the longest and the shortest name"), build_preview))
