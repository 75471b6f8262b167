"""The answer of the public check page: valid, replaced, revoked, or unknown.

A certificate whose decision is not yet published is unknown: the same answer from the same single query as for one
that does not exist.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ceremony.models import Certificate, CertificateState
from ceremony.phrasing import period
from ceremony.serials import parse_code
from paritrana.documents import signatures
from paritrana.documents.signatures import Look
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

FLAWS = {
    "other_code": Words(
        _("The QR code on this page belongs to another certificate"),
        _(
            "The file names one certificate and its QR code another: the page was put together from two. Trust neither."
        ),
        "bad",
        "bad",
    ),
    "changed": Words(
        _("This file was changed after it was signed"),
        _(
            "It names the certificate below, but what it says is no longer what was signed. Only the original proves it."
        ),
        "bad",
        "bad",
    ),
    "foreign_key": Words(
        _("This file was signed with a key that is not ours"),
        _("It names the certificate below, but somebody else signed it. Only the original proves the award."),
        "bad",
        "bad",
    ),
    "added": Words(
        _("Something was added to this file after it was signed"),
        _(
            "The signed part may be whole, but what you see on the page may not be. Only the original proves the award."
        ),
        "bad",
        "bad",
    ),
    "copy": Words(
        _("This file is a copy without the signature"),
        _(
            "A scan, a photo or a new print proves nothing by itself. Compare every word with the record below."
        ),
        "warn",
        "warn",
    ),
    "unreadable": Words(
        _("This file can't be read as a PDF"),
        _(
            "It is damaged, a picture, or something else than a certificate's PDF. Scan the QR code on the paper, type "
            "its number, or ask for the original file."
        ),
        "not",
        "ink",
    ),
    "locked": Words(
        _("This file is locked with a password"),
        _("No certificate of this portal is. Ask for the original file, or type the number on the paper."),
        "not",
        "ink",
    ),
}
"""What is wrong with a file that is not, byte for byte, one that this portal printed."""

NO_FORGERY = {"copy", "unreadable", "locked"}
"""Flaws that nobody need have meant."""

CHECK_ADDRESS = re.compile(r"/periksa/([^/?#]+)/?$")

STATES = {
    CertificateState.ISSUED: "valid",
    CertificateState.REPLACED: "replaced",
    CertificateState.REVOKED: "revoked",
}


@dataclass(frozen=True)
class Answer:
    """What is known of a certificate: its state in one word and, unless unknown, the certificate itself."""

    certificate: Certificate | None = None
    flaw: str = ""  # a key of FLAWS: the file is not the one we printed
    signed_by: str = ""  # the name in the intact signature of a file that is

    @property
    def state(self) -> str:
        if self.flaw:
            return self.flaw if self.flaw in NO_FORGERY else "forged"
        return STATES[CertificateState(self.certificate.state)] if self.certificate else "unknown"

    @property
    def words(self) -> Words:
        return FLAWS[self.flaw] if self.flaw else ANSWERS[self.state]

    @property
    def pairs(self) -> list[tuple["str | Promise", str]]:
        """What the certificate says, as labels and values in the reader's language."""
        if not self.certificate:
            return []
        facts, language = self.certificate.facts, "en" if get_language() == "en" else "id"
        return [
            *(
                [(_("For"), str(self.certificate.get_kind_display()))]
                if self.certificate.award_id is None
                else []
            ),
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

    @property
    def replaces(self) -> Certificate | None:
        """The older certificate that this one took the place of."""
        return self.certificate.replaces if self.certificate else None

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
            "kind": certificate.kind if certificate else None,
            "replaces": self.replaces.serial if self.replaces else None,
            "replaced_by": self.replaced_by.serial if self.replaced_by else None,
        }


def by_code(code: str | None) -> Answer:
    """The answer for a check code (None: what was typed can't be one)."""
    return _answer(Q(code=code or ""))


def by_number(serial: str, code: str) -> Answer:
    """The answer for a serial with its check code; one without the other proves nothing."""
    return _answer(Q(serial=serial, code=code))


def by_file(path: Path, sha256: str) -> Answer:
    """The answer for a file: only one that this portal printed, byte for byte, proves anything.

    Any other is asked which certificate it names and what is wrong with it. The same two queries for every file.
    """
    printed = _answer(Q(run__document__sha256=sha256))
    look = signatures.look_into(path)
    named = _answer(Q(code=_claimed(look) or ""))
    if printed.certificate and any(found.intact for found in look.signatures):
        return replace(printed, signed_by=look.signatures[0].name)
    if not look.readable:
        return Answer(flaw="locked" if look.locked else "unreadable")
    return replace(named, flaw=_flaw(look, named.certificate)) if named.certificate else named


def _claimed(look: Look) -> str | None:
    """The check code of the certificate that a file names: by the facts inside, else by the QR code on its page."""
    inside = look.facts.get("code") if look.facts else None
    told = parse_code(inside) if isinstance(inside, str) else None
    return told or next(iter(_scanned(look)), None)


def _scanned(look: Look) -> list[str]:
    found = (CHECK_ADDRESS.search(text) for text in look.codes)
    return [code for match in found if match and (code := parse_code(match[1]))]


def _flaw(look: Look, certificate: Certificate) -> str:
    if any(code != certificate.code for code in _scanned(look)):
        return "other_code"
    if look.broken or not all(found.intact for found in look.signatures):
        return "changed"
    if not look.signatures:
        return "copy"
    document = certificate.run.document if certificate.run else None
    ours = set(signatures.signers_of(document)) if document else set()
    if not {found.signer for found in look.signatures} <= ours:
        return "foreign_key"
    if len(look.signatures) > 1 or not look.signatures[0].whole:
        return "added"
    return "changed"


def published() -> QuerySet[Certificate]:
    """The certificates the public may know of."""
    return Certificate.objects.filter(decision__publication__isnull=False)


def _answer(marks: Q) -> Answer:
    return Answer(
        published().select_related("replaces", "replaced_by", "run__document").filter(marks).first()
    )
