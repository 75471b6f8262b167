"""The answer of the public check page: valid, replaced, revoked, or unknown.

A certificate whose decision is not yet published is unknown: the same answer from the same single query as for one
that does not exist.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ceremony.facts import period
from ceremony.models import Certificate, CertificateState
from paritrana.web import moments


@dataclass(frozen=True)
class Words:
    """How an answer reads: its sentence, what follows from it, its shape and tone."""

    sentence: "str | Promise"
    meaning: "str | Promise"
    shape: str
    tone: str


ANSWERS = {
    "valid": Words(
        _("This certificate is valid"),
        _("Compare the name and the title on the paper with those below."),
        "valid",
        "ok",
    ),
    "replaced": Words(
        _("This certificate was replaced by another"),
        _("It no longer holds. The award stands; the newer certificate proves it."),
        "warn",
        "warn",
    ),
    "revoked": Words(
        _("This certificate was revoked"),
        _("It proves nothing any more, although this portal once issued it."),
        "bad",
        "bad",
    ),
    "unknown": Words(
        _("This certificate is not known here"),
        _(
            "No published certificate carries these marks. Check the spelling; if it is right, the paper does not come "
            "from this portal, or its award has not been announced yet."
        ),
        "not",
        "ink",
    ),
}

STATES = {
    CertificateState.ISSUED: "valid",
    CertificateState.REPLACED: "replaced",
    CertificateState.REVOKED: "revoked",
}


@dataclass(frozen=True)
class Answer:
    """What is known of a certificate: its state in one word and, unless unknown, the certificate itself."""

    certificate: Certificate | None = None

    @property
    def state(self) -> str:
        return STATES[CertificateState(self.certificate.state)] if self.certificate else "unknown"

    @property
    def words(self) -> Words:
        return ANSWERS[self.state]

    @property
    def pairs(self) -> list[tuple["str | Promise", str]]:
        """What the certificate says, as labels and values in the reader's language."""
        if not self.certificate:
            return []
        facts, language = self.certificate.facts, "en" if get_language() == "en" else "id"
        return [
            (_("Title"), facts["title"]),
            (_("Category"), facts["category"][language]),
            (_("Level"), facts["round"]["name"] or str(_("National"))),
            (_("Edition"), facts["edition"]["label"]),
            (_("Assessed period"), period(facts["edition"]["period"], language)),
            (_("Decree"), facts["decree"]),
            (_("Decided on"), moments.long_day(date.fromisoformat(facts["on"]), language)),
            (_("Serial number"), facts["serial"]),
        ]

    @property
    def is_example(self) -> bool:
        """Does it belong to an invented edition?"""
        return bool(self.certificate) and self.certificate.facts["edition"]["is_example"]

    @property
    def replaced_by(self) -> Certificate | None:
        """The newer certificate of a replaced one."""
        return getattr(self.certificate, "replaced_by", None)

    def as_json(self) -> dict[str, Any]:
        """The twin for programs: the same keys for every answer."""
        certificate = self.certificate
        facts = certificate.facts if certificate else {}
        return {
            "state": self.state,
            "serial": facts.get("serial"),
            "recipient": facts.get("recipient"),
            "title": facts.get("title"),
            "category": facts.get("category"),
            "round": facts.get("round"),
            "edition": facts.get("edition"),
            "decree": facts.get("decree"),
            "decided_on": facts.get("on"),
            "is_example": self.is_example if facts else None,
            "ended_at": certificate.ended_at if certificate else None,
            "end_reason": certificate.end_reason or None if certificate else None,
            "replaced_by": self.replaced_by.serial if self.replaced_by else None,
        }


def by_code(code: str | None) -> Answer:
    """The answer for a check code (None: what was typed can't be one)."""
    return _answer(Q(code=code or ""))


def by_number(serial: str, code: str) -> Answer:
    """The answer for a serial with its check code; one without the other proves nothing."""
    return _answer(Q(serial=serial, code=code))


def by_digest(sha256: str) -> Answer:
    """The answer for a file: it must be, byte for byte, one that this portal printed."""
    return _answer(Q(run__document__sha256=sha256))


def published() -> QuerySet[Certificate]:
    """The certificates the public may know of."""
    return Certificate.objects.filter(award__decision__publication__isnull=False)


def _answer(marks: Q) -> Answer:
    return Answer(published().select_related("replaced_by").filter(marks).first())
