"""The certificate as a page: a pure function of its frozen facts."""

from datetime import UTC, date, datetime, time

from ceremony.facts import Facts
from ceremony.phrasing import border_of, printed
from paritrana.documents.press import ornament, pdf
from paritrana.lib.digest import canonical


def paper(facts: Facts) -> bytes:
    """The page as PDF/A-3a with the facts inside it as JSON, for whoever wants to read them without the portal."""
    inside = pdf.Attachment("piagam.json", canonical(facts), "Isi piagam", _moment(facts["on"]))
    sheet = pdf.render(
        "print/ceremony/certificate.html",
        printed(facts),
        "id",
        archive=True,
        attachments=[inside],
        sheets=["css/certificate.css"],
        compress=False,
    )
    return ornament.engraved(sheet, border_of(facts), facts["check"])


def _moment(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(), UTC)
